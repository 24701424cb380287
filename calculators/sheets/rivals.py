"""Columns of one sheet that claim the same meaning: the surest is kept, and where none is surer, none."""

from itertools import pairwise

from calculators.model import Issue
from calculators.sheets.faults import column_issue
from calculators.sheets.grids import Grid
from calculators.sheets.matching import Match
from calculators.sheets.table import SheetColumn
from corpus.model import JUNIOR, PRIMARY


def settle_rivals(
    grid: Grid, matches: list[tuple[SheetColumn, Match]]
) -> tuple[list[tuple[SheetColumn, Match]], list[Issue]]:
    """Of several columns of one meaning keep the surest; where two are equally sure, keep none and say so."""
    claims: dict[str, list[tuple[SheetColumn, Match]]] = {}
    for column, match in matches:
        if match.id:
            claims.setdefault(match.id, []).append((column, match))
    kept: list[tuple[SheetColumn, Match]] = []
    issues: list[Issue] = []
    for id, rivals in _without_totals(claims).items():
        kind = rivals[0][1].kind
        if len(rivals) == 1 or kind == "areas":
            kept += rivals
            continue
        ranked = sorted(rivals, key=lambda rival: -rival[1].confidence)
        decided = ranked[0][1].confidence > ranked[1][1].confidence
        if decided or kind == "text" or _all_equal(rivals):
            kept.append(ranked[0])
        else:
            issues.append(column_issue(grid, id, [rival.cell for rival, _ in rivals]))
    return kept, issues


def _without_totals(
    claims: dict[str, list[tuple[SheetColumn, Match]]],
) -> dict[str, list[tuple[SheetColumn, Match]]]:
    """Leave out the total over stages where the sheet gives both stages too."""
    by_stage = {id for id in claims if f"{id}.{PRIMARY}" in claims and f"{id}.{JUNIOR}" in claims}
    return {id: rivals for id, rivals in claims.items() if id not in by_stage or not _is_staged(rivals)}


def _is_staged(rivals: list[tuple[SheetColumn, Match]]) -> bool:
    return any(match.column is not None and match.column.staged for _, match in rivals)


def _all_equal(rivals: list[tuple[SheetColumn, Match]]) -> bool:
    same_unit = len({match.unit for _, match in rivals}) == 1
    return same_unit and all(left.values == right.values for (left, _), (right, _) in pairwise(rivals))
