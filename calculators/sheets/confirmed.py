"""What users have confirmed of a county's headings: which column of a sheet is which canonical column.

Sheets made from one template have one header, and are known by its shape. What was confirmed of one holds for all.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from calculators.affects import affected, gravity
from calculators.columns import Column, column_named, label_of
from calculators.headings.matching import AREA_TOTAL, NUMBER_OF, SYNONYM, Match
from calculators.headings.words import read_heading
from calculators.layouts.table import SheetColumn, SheetTable
from calculators.model import Issue
from calculators.values import Cell, cell_text, read_areas, read_number
from corpus.bilingual import Bilingual
from corpus.saying import STAGES_EN

SHAPE_DIGITS = 16
NAME = "school_name"
UNUSED = Bilingual("不使用", "not used")
PER_PUPIL = re.compile("生均|每百|每生")
BY_USER = Bilingual("已由使用者确认", "confirmed by the user")
UNUSED_BY_USER = Bilingual("已由使用者确认为不使用", "confirmed by the user as not used")

Matches = list[tuple[SheetColumn, Match]]


@dataclass(frozen=True, slots=True)
class HeaderMapping:
    """What was confirmed of one header. `headings` are all of its keys; `columns` gives a canonical id, or "" (unused).

    Of several columns with one heading the second has the key "heading#2".
    """

    headings: tuple[str, ...]
    columns: Mapping[str, str]

    @property
    def shape(self) -> str:
        """The shape of the header."""
        return shape_of(self.headings)

    def with_choices(self, choices: Mapping[str, str]) -> "HeaderMapping":
        """Return the mapping with more choices; of two for one heading the new one counts."""
        return replace(self, columns={**self.columns, **choices})


@dataclass(frozen=True, slots=True)
class Confirmed:
    """All that is confirmed, by the shape of the header. `damaged` are shapes whose mapping cannot be read any more."""

    mappings: Mapping[str, HeaderMapping] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()

    @classmethod
    def of(cls, mappings: Iterable[HeaderMapping]) -> "Confirmed":
        """Return what several mappings say together."""
        return cls({one.shape: one for one in mappings})

    def with_more(self, other: "Confirmed") -> "Confirmed":
        """Return this and `other`; for a header that both know, `other` counts."""
        return Confirmed({**self.mappings, **other.mappings}, self.damaged - set(other.mappings))

    def without(self, shapes: Collection[str]) -> "Confirmed":
        """Return what is confirmed of all other headers."""
        kept = {shape: one for shape, one in self.mappings.items() if shape not in shapes}
        return Confirmed(kept, self.damaged - set(shapes))


NOTHING_CONFIRMED = Confirmed()


def heading_keys(headings: Sequence[str]) -> tuple[str, ...]:
    """Return a key for each heading, duplicates told apart.

    >>> heading_keys(["学校", "人数", "人数"])
    ('学校', '人数', '人数#2')
    """
    seen: dict[str, int] = {}
    keys = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        keys.append(heading if seen[heading] == 1 else f"{heading}#{seen[heading]}")
    return tuple(keys)


def shape_of(keys: Iterable[str]) -> str:
    """Return a digest of the headings' keys, whatever their order."""
    return hashlib.sha256(json.dumps(sorted(keys), ensure_ascii=False).encode()).hexdigest()[:SHAPE_DIGITS]


def header_shape(table: SheetTable) -> str:
    """Return what the header of a sheet is known by: neither the order of columns nor rows, titles or names count."""
    return shape_of(header_keys(table))


def header_keys(table: SheetTable) -> tuple[str, ...]:
    """Return the key of each column's heading."""
    return heading_keys(["/".join(column.path) for column in table.columns])


@dataclass(frozen=True, slots=True)
class Applied:
    """The columns of a sheet after what was confirmed of them; `choices` are those in use, `issues` say what was."""

    matches: Matches
    choices: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def apply_confirmed(confirmed: Confirmed, table: SheetTable, matches: Matches) -> Applied:
    """Put what was confirmed in the place of what was understood; a choice that cannot be is refused with an issue."""
    shape = header_shape(table)
    if shape in confirmed.damaged:
        return Applied(matches, issues=(_damaged_issue(table, shape),))
    known = confirmed.mappings.get(shape)
    if known is None:
        return Applied(matches)
    result, used, issues = [], {}, []
    names = _names_column(matches)
    for key, (column, match) in zip(header_keys(table), matches, strict=True):
        choice = known.columns.get(key)
        refusal = None if choice is None else _refusal(column, match, choice, names=column is names)
        if refusal:
            issues.append(_refused_issue(table, column, str(choice), refusal))
        elif choice is not None:
            used[key] = choice
        settled = choice is not None and not refusal
        result.append((column, _confirmed(column, str(choice)) if settled else match))
    notes = [_note(table, len(used), shape)] if used else []
    return Applied(result, used, (*notes, *issues))


def _confirmed(column: SheetColumn, choice: str) -> Match:
    unit = read_heading(column.path).unit
    if not choice:
        return Match(None, None, None, unit, 0.0, UNUSED_BY_USER, confirmed=True)
    canonical, stage = column_named(choice)
    return Match(choice, canonical, stage, unit, 1.0, BY_USER, confirmed=True)


def _names_column(matches: Matches) -> SheetColumn | None:
    """The column of names that a sheet is known by."""
    return next((column for column, match in matches if match.id == NAME), None)


def _refusal(column: SheetColumn, match: Match, choice: str, *, names: bool) -> Bilingual | None:
    """Why a column cannot be what was chosen, or None. `names`: the sheet is known by it."""
    if (choice == NAME and match.id != NAME) or (names and choice != NAME):
        return Bilingual("学校名称列由表头认定", "the column of names is the one that the sheet is known by")
    if not choice:
        return None
    contradiction = _contradiction(match, choice)
    canonical, heading = column_named(choice)[0], "/".join(column.path)
    if contradiction or canonical.kind == "text":
        return contradiction
    if PER_PUPIL.search(heading) and not canonical.result:
        return Bilingual("表头说的是生均值，不是总量", "the heading is of a value per pupil, not of an amount")
    if canonical.kind == "areas" and AREA_TOTAL.search(column.path[-1]):
        return Bilingual("面积合计不能说明各间是否达标", "a total area does not tell the area of each room")
    unit = read_heading(column.path).unit
    if unit and canonical.factor(unit) is None:
        return Bilingual(f"表头的单位是“{unit}”", f"the heading's unit is “{unit}”")
    return _no_number(canonical, column.values)


def _contradiction(match: Match, choice: str) -> Bilingual | None:
    """What a heading that is a column's name or usual wording says against a choice: another column, or stage."""
    if match.id is None or match.confidence < SYNONYM:
        return None
    base, stage = match.id.partition(".")[0], column_named(choice)[1]
    open_to = {base} | {areas for areas, number in NUMBER_OF.items() if match.ambiguous and number == base}
    if choice.partition(".")[0] not in open_to:
        label = label_of(match.id)
        return Bilingual(f"表头写明的是“{label.zh}”", f"the heading itself says “{label.en}”")
    if match.stage and stage != match.stage:
        return Bilingual(
            f"表头写明的是{match.stage}", f"the heading itself says {STAGES_EN.get(match.stage, match.stage)}"
        )
    return None


def _no_number(canonical: Column, values: Sequence[Cell]) -> Bilingual | None:
    filled = [value for value in values if cell_text(value)]
    if not filled or any(_is_readable(canonical, value) for value in filled):
        return None
    return Bilingual("该列没有一个能读出的数", "none of its cells can be read as a number")


def _is_readable(canonical: Column, value: Cell) -> bool:
    return read_areas(value) != "unreadable" if canonical.kind == "areas" else read_number(value).state != "unreadable"


def _note(table: SheetTable, count: int, shape: str) -> Issue:
    grid = table.grid
    message = Bilingual(
        f"“{grid.sheet}”有 {count} 列按已确认的对应关系读取（表头 {shape}）；"
        "如需重新辨认，请在网页上撤销，或用 junheng columns forget。",
        f"{count} columns of “{grid.sheet}” were read as confirmed before (header {shape}); undo it in the page or "
        "with junheng columns forget.",
    )
    return Issue("columns_confirmed", "note", grid.file, grid.sheet, None, str(count), None, (), message)


def _refused_issue(table: SheetTable, column: SheetColumn, choice: str, why: Bilingual) -> Issue:
    grid, label = table.grid, label_of(choice) if choice else UNUSED
    message = Bilingual(
        f"{column.cell} 的表头“{'/'.join(column.path)}”被确认为“{label.zh}”，但{why.zh}，未按此读取；"
        "请核对后重新确认。",
        f"The heading “{'/'.join(column.path)}” at {column.cell} was confirmed as {label.en}, but {why.en}; it was not "
        "read so. Check it and confirm it anew.",
    )
    items = affected(choice or NAME)
    return Issue(
        "column_refused", gravity(items), grid.file, grid.sheet, column.cell, "/".join(column.path), label.zh, items,
        message,
    )  # fmt: skip


def _damaged_issue(table: SheetTable, shape: str) -> Issue:
    grid = table.grid
    message = Bilingual(
        f"“{grid.sheet}”的列曾经确认过，但保存的文件 {shape}.yaml 已损坏，未采用；请重新确认，"
        f"或用 junheng columns forget {shape} 删除。",
        f"Columns of “{grid.sheet}” were confirmed before, but the file {shape}.yaml is damaged and was not used; "
        f"confirm them anew, or remove it with junheng columns forget {shape}.",
    )
    return Issue("columns_damaged", "warning", grid.file, grid.sheet, None, f"{shape}.yaml", None, (), message)
