"""The issues that reading a sheet can raise, each worded once: what was found, where, what was expected, what to do."""

from calculators.affects import EVERY_ITEM, affected, gravity
from calculators.columns import Column, label_of
from calculators.headings.matching import Match
from calculators.model import Issue, SchoolTable, Severity
from calculators.opening.grids import Grid, short_name
from corpus.bilingual import Bilingual

UNNAMED = "row_unnamed"
LONGEST_FOUND = 60
SKIPPED = {
    "total": Bilingual("合计或平均行，未计入", "a total or mean row, left out"),
    "example": Bilingual("填写示例，未计入", "an example of how to fill it in, left out"),
    "note": Bilingual("说明行，未计入", "a note, left out"),
    "heading": Bilingual("重复的表头，未计入", "repeated headings, left out"),
    "lone": Bilingual("只有名称、没有数据的行，未计入", "a name without any data, left out"),
    "unnamed": Bilingual("没有学校名称的行，未计入", "a row without a school name, left out"),
}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"


def sheet_issue(file: str, sheet: str | None, *, hidden: bool) -> Issue:
    """A sheet, or with `sheet` None a whole file, that holds no school data."""
    if hidden:
        message = Bilingual(f"隐藏的工作表“{sheet}”未读取。", f"The hidden sheet “{sheet}” was not read.")
        return Issue("hidden_sheet", "note", file, sheet, None, None, None, (), message)
    if sheet is None:
        message = Bilingual(
            f"{file}：没有找到含“学校名称”表头的数据表。", f"{file}: no sheet with the heading 学校名称 (school name)."
        )
        return Issue("no_school_sheet", "error", file, None, None, None, "学校名称", (), message)
    message = Bilingual(
        f"工作表“{sheet}”不是学校数据，未读取。", f"The sheet “{sheet}” holds no school data and was not read."
    )
    return Issue("sheet_not_read", "note", file, sheet, None, None, None, (), message)


def part_issue(part: Grid) -> Issue:
    """A table of a sheet beside the one of schools, which is none itself."""
    filled = (
        (row, column) for row, cells in enumerate(part.rows) for column, cell in enumerate(cells) if cell is not None
    )
    cell = short_name(*next(filled))
    message = Bilingual(
        f"工作表“{part.sheet}”从 {cell} 起的另一个表格不是学校数据，未读取。",
        f"The other table of “{part.sheet}”, from {cell} on, holds no school data and was not read.",
    )
    return Issue("table_not_read", "note", part.file, part.sheet, cell, None, None, (), message)


def skipped_issue(grid: Grid, row: int, reason: str) -> Issue:
    """A row that is no school."""
    says_little = sum(cell is not None for cell in grid.rows[row]) <= 1
    severity: Severity = (
        "warning" if reason in ("lone", "example") or (reason == "unnamed" and not says_little) else "note"
    )
    what = SKIPPED[reason]
    message = Bilingual(f"第 {row + 1} 行：{what.zh}。", f"Row {row + 1}: {what.en}.")
    return Issue(f"row_{reason}", severity, grid.file, grid.sheet, short_name(row, 0), None, None, (), message)


def unnamed_issue(grid: Grid, row: int) -> Issue:
    """A row of numbers that no school's name claims: it may be a school, so nothing holds of every school."""
    message = Bilingual(
        f"第 {row + 1} 行有数据但没有学校名称，未计入；全县各项暂不判定为达标。请补填学校名称，合计行请注明“合计”。",
        f"Row {row + 1} holds numbers but no school name and was left out, so nothing is called met for the county. "
        "Name the school, or write 合计 in a row of totals.",
    )
    cell = short_name(row, 0)
    return Issue(UNNAMED, "error", grid.file, grid.sheet, cell, None, "学校名称", EVERY_ITEM, message)


def unnamed_rows(table: SchoolTable) -> tuple[Issue, ...]:
    """Return the issues of rows of numbers without a school name."""
    return tuple(issue for issue in table.issues if issue.code == UNNAMED and issue.severity == "error")


def column_issue(grid: Grid, id: str, cells: list[str]) -> Issue:
    """Two columns that claim one meaning equally."""
    label = label_of(id)
    at = "、".join(cells)
    message = Bilingual(
        f"{at} 几列都像“{label.zh}”，数值又不同，均未采用；请改名或删去多余的列。",
        f"The columns at {at} all look like “{label.en}” and differ; none was used. Rename or delete the extra ones.",
    )
    items = affected(id)
    return Issue("rival_columns", gravity(items), grid.file, grid.sheet, cells[0], at, label.zh, items, message)


def likeness_issue(grid: Grid, cell: str, heading: str, id: str) -> Issue:
    """A column that was recognised only by the likeness of its heading's characters."""
    label = label_of(id)
    message = Bilingual(
        f"{cell} 的表头“{heading}”按字形相近当作“{label.zh}”，请核对；如不是，请改表头。",
        f"The heading “{heading}” at {cell} was taken as {label.en} by likeness; rename it if that is wrong.",
    )
    return Issue(
        "heading_by_likeness", "warning", grid.file, grid.sheet, cell, heading, label.zh, affected(id), message
    )


def unused_issue(grid: Grid, cell: str, heading: str, match: Match, *, given: bool) -> Issue:
    """A column left unused though its heading is near to one looked for; a note where the sheet gives that one."""
    id = str(match.guess)
    message = Bilingual(
        f"{cell} 的表头“{heading}”未采用：{match.why.zh}。",
        f"The column “{heading}” at {cell} was not used: {match.why.en}.",
    )
    severity: Severity = "note" if given else "warning"
    affects = () if given else affected(id)
    return Issue("heading_not_used", severity, grid.file, grid.sheet, cell, heading, label_of(id).zh, affects, message)


def number_or_area_issue(grid: Grid, cell: str, id: str, found: str) -> Issue:
    """A lone number under a heading that could mean the number of rooms or the area of one."""
    label = label_of(id)
    message = Bilingual(
        f"{cell} 是“{found}”，表头未写明是间数还是面积，暂不判定；请把间数和各间面积分两列填报。",
        f"{cell} reads “{found}” and the heading does not say whether it counts rooms ({label.en}) or is an area, so "
        "it is left undecided; give the number of rooms and their areas in two columns.",
    )
    return Issue("number_or_area", "warning", grid.file, grid.sheet, cell, found, label.zh, affected(id), message)


def too_large_issue(grid: Grid, cell: str, id: str, found: str, worth: str, most: str, *, assumed: str | None) -> Issue:
    """An amount above the largest that can be; `assumed` is the unit that was meant where none was stated."""
    found, worth = _short(found), _short(worth)
    label = label_of(id)
    zh = f"{cell} 的“{label.zh}”是“{found}”，折算约 {worth}，明显过大"
    en = f"{cell}, {label.en}, reads “{found}”, about {worth}, which cannot be"
    if assumed:
        zh = zh.replace("折算", f"按{assumed}折算") + "；若单位为元，请在表头注明（元）"
        en += f" (no unit is stated, {assumed} was assumed): if it is in 元, write （元） in the heading"
    message = Bilingual(
        f"{zh}；与它有关的结果暂不判定，请核对。", f"{en}; what depends on it is undecided, please check."
    )
    items = affected(id)
    return Issue("too_large", gravity(items), grid.file, grid.sheet, cell, found, f"不超过 {most}", items, message)


def cell_issue(grid: Grid, cell: str, code: str, id: str, found: str, expected: Bilingual) -> Issue:
    """A cell whose content cannot be, or cannot be read."""
    found = _short(found)
    label = label_of(id)
    message = Bilingual(
        f"{cell} 的“{label.zh}”是“{found}”，应为{expected.zh}；与它有关的结果暂不判定，请改正后重查。",
        f"{cell}, {label.en}, reads “{found}”, expected {expected.en}; what depends on it is undecided. Correct it.",
    )
    items = affected(id)
    return Issue(code, gravity(items), grid.file, grid.sheet, cell, found, expected.zh, items, message)


def unit_issue(grid: Grid, id: str, column: Column) -> Issue:
    """A column whose unit is stated nowhere."""
    message = Bilingual(
        f"“{label_of(id).zh}”没有写明单位，按{column.usual}计算；如不是，请在表头注明单位。",
        f"No unit is stated for “{label_of(id).en}”; {column.usual} was assumed. If wrong, state the unit.",
    )
    return Issue("unit_assumed", "warning", grid.file, grid.sheet, None, None, column.usual, affected(id), message)


def stage_issue(grid: Grid, cell: str, id: str) -> Issue:
    """A number that belongs to one stage, without a word on which."""
    label = label_of(id)
    message = Bilingual(
        f"{cell} 的“{label.zh}”没有分学段，学校又有不止一个学段，无法分到小学或初中；请分学段填报。",
        f"{cell}, {label.en}, is not given by stage though the school has more than one; report it by stage.",
    )
    return Issue("stage_unknown", "warning", grid.file, grid.sheet, cell, None, "小学/初中", affected(id), message)
