"""Columns of one sheet that claim the same meaning: the surest is kept, and where none is surer, none."""

import re
from dataclasses import dataclass, field

from calculators.headings.matching import Match
from calculators.kinds import kind_of
from calculators.layouts.table import SheetColumn
from calculators.model import Issue
from calculators.opening.grids import Grid
from calculators.schools import says_private
from calculators.sheets.faults import column_issue, texts_issue
from calculators.values import Cell, cell_text, fold
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

Claim = tuple[SheetColumn, Match]
TOTAL = Bilingual(
    "分学段的列已给出，合计列不采用", "the columns by stage are given, so the total over stages is not used"
)
SHEET_KNOWN_BY = "school_name"
DECIDING = frozenset({"school_type", "sponsor"})  # what a school is judged by, or whether it is
ORDINAL = re.compile(r"[一二三四五六七八九十]+|(?<![m\d])\d{1,2}(?!\d)|[A-Z]")


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a column is not used though it has a meaning, and whether the user must say which is meant."""

    why: Bilingual
    asked: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns kept, and those that lost by their index in the sheet."""

    kept: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    lost: dict[int, Lost] = field(default_factory=dict)


def settle_rivals(grid: Grid, matches: list[Claim]) -> Settled:
    """Of several columns of one meaning keep what the user confirmed, else the surest.

    Where two are equally sure and differ, keep none and say so. Numbered columns each list rooms of their own.
    """
    claims: dict[str, list[Claim]] = {}
    for column, match in matches:
        if match.id:
            claims.setdefault(match.id, []).append((column, match))
    settled = Settled()
    for id, rivals in claims.items():
        if _is_total(id, rivals, claims):
            settled.lost.update({column.index: Lost(TOTAL, is_total=True) for column, _ in rivals})
        elif len(rivals) == 1 or _are_rooms_apart(rivals):
            settled.kept.extend(rivals)
        else:
            _settle(grid, id, rivals, settled)
    return settled


def _are_rooms_apart(rivals: list[Claim]) -> bool:
    """Whether columns list different rooms: headings that differ in a number alone, or the user confirmed them all."""
    if rivals[0][1].kind != "areas":
        return False
    paths = ["/".join(column.path) for column, _ in rivals]
    numbers = {tuple(ORDINAL.findall(path)) for path in paths}
    numbered = len({ORDINAL.sub("#", path) for path in paths}) == 1 and len(numbers) == len(paths)
    return numbered or all(match.confirmed for _, match in rivals)


def _settle(grid: Grid, id: str, rivals: list[Claim], settled: Settled) -> None:
    first, *others = sorted(rivals, key=_surety, reverse=True)
    agree = _agree(id, first, others)
    if _surety(first) == _surety(others[0]) and not agree and id != SHEET_KNOWN_BY:
        settled.issues.append(column_issue(grid, id, [rival.cell for rival, _ in rivals]))
        settled.lost.update({column.index: Lost(_unsettled(column, rivals), asked=True) for column, _ in rivals})
        return
    settled.kept.append(first)
    in_doubt = not agree and not first[1].confirmed
    if in_doubt and first[1].kind == "text":
        settled.issues.append(texts_issue(grid, id, first[0].cell, [column.cell for column, _ in others]))
    lost = Lost(_beaten(first, agree=agree), asked=in_doubt and (first[1].kind != "text" or id in DECIDING))
    settled.lost.update({column.index: lost for column, _ in others})


def _surety(claim: Claim) -> tuple[bool, float]:
    return claim[1].confirmed, claim[1].confidence


def _beaten(first: Claim, *, agree: bool) -> Bilingual:
    """Why the column `first` is used in place of another."""
    cell, match = first[0].cell, first[1]
    if match.confirmed:
        return Bilingual(f"使用者确认采用 {cell} 列", f"the user confirmed the column at {cell} instead")
    if agree:
        return Bilingual(f"与 {cell} 列一致，已采用该列", f"agrees with the column at {cell}, which is used")
    return Bilingual(
        f"已采用 {cell} 列（{match.why.zh}），而两列内容不同",
        f"the column at {cell} was used ({match.why.en}), though the two differ",
    )


def _unsettled(column: SheetColumn, rivals: list[Claim]) -> Bilingual:
    others = [other.cell for other, _ in rivals if other is not column]
    return Bilingual(
        f"与 {'、'.join(others)} 列含义相同而不一致，均未采用；请确认用哪一列",
        f"means the same as the column at {', '.join(others)} and differs; none is used until one is confirmed",
    )


def _is_total(id: str, rivals: list[Claim], claims: dict[str, list[Claim]]) -> bool:
    """Whether the columns are the total over stages where the sheet gives both stages too."""
    by_stage = f"{id}.{PRIMARY}" in claims and f"{id}.{JUNIOR}" in claims
    return by_stage and any(match.column is not None and match.column.staged for _, match in rivals)


def _agree(id: str, first: Claim, others: list[Claim]) -> bool:
    """Whether no other column says anything else than the first; of equal areas two headings may mean two rooms."""
    if first[1].kind == "text":
        return all(_says_nothing_else(id, first[0], column) for column, _ in others)
    if first[1].kind == "areas" and len({column.path for column, _ in (first, *others)}) > 1:
        return False
    return all(match.unit == first[1].unit and column.values == first[0].values for column, match in others)


def _says_nothing_else(id: str, first: SheetColumn, other: SheetColumn) -> bool:
    pairs = zip(first.values, other.values, strict=True)
    return all(_said(id, cell) in (None, _said(id, used)) for used, cell in pairs)


def _said(id: str, cell: Cell) -> object:
    """What a cell of words says, None for nothing: of a kind or a sponsor what hangs on it, not how it is put."""
    text = fold(cell_text(cell))
    if not text:
        return None
    if id == "school_type":
        return kind_of({"school_type": text})
    return says_private(text) if id == "sponsor" else text
