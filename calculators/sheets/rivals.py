"""Columns of one sheet that claim the same meaning: the surest is kept, and where none is surer, none."""

from dataclasses import dataclass, field
from itertools import pairwise

from calculators.headings.matching import Match
from calculators.layouts.table import SheetColumn
from calculators.model import Issue
from calculators.opening.grids import Grid
from calculators.sheets.faults import column_issue
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

Claim = tuple[SheetColumn, Match]
TOTAL = Bilingual(
    "分学段的列已给出，合计列不采用", "the columns by stage are given, so the total over stages is not used"
)


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a column is not used though it has a meaning, and whether the user must say which is meant."""

    why: Bilingual
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns kept, and those that lost by their index in the sheet."""

    kept: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    lost: dict[int, Lost] = field(default_factory=dict)


def settle_rivals(grid: Grid, matches: list[Claim]) -> Settled:
    """Of several columns of one meaning keep what the user confirmed, else the surest.

    Where two are equally sure and differ, keep none and say so.
    """
    claims: dict[str, list[Claim]] = {}
    for column, match in matches:
        if match.id:
            claims.setdefault(match.id, []).append((column, match))
    settled = Settled()
    for id, rivals in claims.items():
        if _is_total(id, rivals, claims):
            settled.lost.update({column.index: Lost(TOTAL) for column, _ in rivals})
        elif len(rivals) == 1 or rivals[0][1].kind == "areas":
            settled.kept.extend(rivals)
        else:
            _settle(grid, id, rivals, settled)
    return settled


def _settle(grid: Grid, id: str, rivals: list[Claim], settled: Settled) -> None:
    first, *others = sorted(rivals, key=_surety, reverse=True)
    equal = first[1].kind == "text" or _all_equal(rivals)
    if _surety(first) == _surety(others[0]) and not equal:
        settled.issues.append(column_issue(grid, id, [rival.cell for rival, _ in rivals]))
        settled.lost.update({column.index: Lost(_unsettled(column, rivals), asked=True) for column, _ in rivals})
        return
    settled.kept.append(first)
    why = _beaten(first, equal=equal)
    asked = not equal and not first[1].confirmed
    settled.lost.update({column.index: Lost(why, asked) for column, _ in others})


def _surety(claim: Claim) -> tuple[bool, float]:
    return claim[1].confirmed, claim[1].confidence


def _beaten(first: Claim, *, equal: bool) -> Bilingual:
    """Why the column `first` is used in place of another."""
    cell, match = first[0].cell, first[1]
    if match.confirmed:
        return Bilingual(f"使用者确认采用 {cell} 列", f"the user confirmed the column at {cell} instead")
    if equal:
        return Bilingual(f"与 {cell} 列相同，已采用该列", f"the same as the column at {cell}, which is used")
    return Bilingual(
        f"{cell} 列的表头更确切（{match.why.zh}），已采用该列，而两列数值不同",
        f"the heading at {cell} is surer ({match.why.en}) and was used, though the two columns differ",
    )


def _unsettled(column: SheetColumn, rivals: list[Claim]) -> Bilingual:
    others = [other.cell for other, _ in rivals if other is not column]
    return Bilingual(
        f"与 {'、'.join(others)} 列含义相同而数值不同，均未采用；请确认用哪一列",
        f"means the same as the column at {', '.join(others)} and differs; none is used until one is confirmed",
    )


def _is_total(id: str, rivals: list[Claim], claims: dict[str, list[Claim]]) -> bool:
    """Whether the columns are the total over stages where the sheet gives both stages too."""
    by_stage = f"{id}.{PRIMARY}" in claims and f"{id}.{JUNIOR}" in claims
    return by_stage and any(match.column is not None and match.column.staged for _, match in rivals)


def _all_equal(rivals: list[Claim]) -> bool:
    same_unit = len({match.unit for _, match in rivals}) == 1
    return same_unit and all(left.values == right.values for (left, _), (right, _) in pairwise(rivals))
