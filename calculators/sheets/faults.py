"""The issues that reading a sheet can raise, each worded once: what was found, where, what was expected, what to do."""

from collections.abc import Mapping

from calculators.affects import EVERY_ITEM, affected, gravity
from calculators.cell_names import short_name
from calculators.columns import Column, column_named, label_of
from calculators.headings.matching import Match
from calculators.model import Issue, SchoolTable, Severity
from calculators.opening.grids import Grid
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
# what the data names and the check does not count: sheets, rows and schools, by the code of the issue that tells it
LEFT_OUT = frozenset(
    {"hidden_sheet", "no_school_sheet", "sheet_not_read", "table_not_read", "own_page", "other_county",
     "repeated_row", "repeated_sheet", "out_of_scope", "no_pupils", "small_teaching_point",
     *(f"row_{reason}" for reason in SKIPPED)}
)  # fmt: skip


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


def overflow_issue(grid: Grid, cell: str, school: str) -> Issue:
    """A line of a text file that is cut into more cells than there are headings: its numbers have moved."""
    message = Bilingual(
        f"{school}：这一行的单元格多于表头，数字可能错位（如 6,000 中的逗号被当作分隔），整行暂不判定；"
        "请去掉千分位逗号，或另存为 .xlsx。",
        f"{school}: the row has more cells than headings, so its numbers may have moved (the comma of 6,000 taken for "
        "a separator); the whole row is undecided. Remove such commas, or save the file as .xlsx.",
    )
    return Issue("row_overflows", "error", grid.file, grid.sheet, cell, None, None, EVERY_ITEM, message)


def unnamed_rows(table: SchoolTable) -> tuple[Issue, ...]:
    """Return the issues of rows of numbers without a school name."""
    return tuple(issue for issue in table.issues if issue.code == UNNAMED and issue.severity == "error")


def column_issue(grid: Grid, id: str, cells: list[str]) -> Issue:
    """Two columns that claim one meaning equally."""
    label = label_of(id)
    at = "、".join(cells)
    rooms = column_named(id)[0].kind == "areas"
    zh = "；不同的教室请在表头编号（如 …1面积、…2面积）" if rooms else ""
    en = " Number the headings where they are of different rooms." if rooms else ""
    message = Bilingual(
        f"{at} 几列都像“{label.zh}”，又不一致，均未采用；请改名或删去多余的列{zh}。",
        f"The columns at {at} all look like “{label.en}” and differ; none was used. Rename or delete the extra ones."
        f"{en}",
    )
    items = affected(id)
    return Issue("rival_columns", gravity(items), grid.file, grid.sheet, cells[0], at, label.zh, items, message)


def texts_issue(grid: Grid, id: str, used: str, others: list[str]) -> Issue:
    """Columns of words that claim one meaning and differ; the one `used` has the surest heading."""
    label, beside = label_of(id), "、".join(others)
    message = Bilingual(
        f"{used} 与 {beside} 列都是“{label.zh}”而内容不同，采用了 {used} 列；请核对，并改名或删去多余的列。",
        f"The columns at {used} and {beside} are both “{label.en}” and differ; that at {used} was used. Check it, and "
        "rename or delete the extra ones.",
    )
    items = affected(id)
    return Issue("rival_columns", "warning", grid.file, grid.sheet, used, beside, label.zh, items, message)


def conflicting_issue(grid: Grid, id: str, cells: list[str]) -> Issue:
    """Two columns that give one value of one row and differ: one with the stage in its heading and one without."""
    label, at = label_of(id), "、".join(cells)
    message = Bilingual(
        f"{at} 都是同一行的“{label.zh}”而数值不同，均未采用，暂不判定；请核对后只保留正确的一处。",
        f"The cells {at} of one row both give {label.en} and differ; neither is used and it is undecided. Keep the "
        "right one.",
    )
    items = affected(id)
    return Issue("conflicting_columns", gravity(items), grid.file, grid.sheet, cells[0], at, label.zh, items, message)


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


def too_large_column(
    grid: Grid, heading: str, id: str, cells: Mapping[str, str], most: str, *, assumed: str | None
) -> Issue:
    """Many amounts of a column above the largest that can be, by cell: its unit is wrong, rather than each of them."""
    label, (first, found) = label_of(id), next(iter(cells.items()))
    zh = f"没有写明单位，按{assumed}折算" if assumed else "折算"
    en = f" in {assumed}, which was assumed since no unit is stated" if assumed else ""
    message = Bilingual(
        f"“{label.zh}”一列（{heading}）{zh}后有 {len(cells)} 格明显过大（如 {first} 的“{_short(found)}”），"
        "应是单位不对；这些格暂不采用，请在表头写明实际单位，如（元）。",
        f"{len(cells)} cells of the column {label.en} ({heading}) cannot be{en} (such as {first}, “{_short(found)}”): "
        "the unit must be wrong. They are not used; state the unit in the heading, such as （元）.",
    )
    items = affected(id)
    return Issue("too_large", gravity(items), grid.file, grid.sheet, heading, found, f"不超过 {most}", items, message)


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


def unit_issue(grid: Grid, heading: str, id: str, column: Column) -> Issue:
    """A column whose unit is stated nowhere; `heading` is the cell of its heading."""
    message = Bilingual(
        f"“{label_of(id).zh}”没有写明单位，按{column.usual}计算；如不是，请在表头注明单位。",
        f"No unit is stated for “{label_of(id).en}”; {column.usual} was assumed. If wrong, state the unit.",
    )
    return Issue("unit_assumed", "warning", grid.file, grid.sheet, heading, None, column.usual, affected(id), message)


def stage_issue(grid: Grid, cell: str, id: str, *, several: bool) -> Issue:
    """A number that belongs to one stage, without a word on which; the school is known to have `several`, or is not."""
    label = label_of(id)
    why = (
        Bilingual("学校又有不止一个学段", "though the school has more than one")
        if several
        else Bilingual("学校是哪个学段也没有写明", "and nothing says of which stage the school is")
    )
    mend = Bilingual("", "") if several else Bilingual("，或补填办学类型", ", or give the school's 办学类型 (type)")
    message = Bilingual(
        f"{cell} 的“{label.zh}”没有分学段，{why.zh}，无法分到小学或初中；请分学段填报{mend.zh}。",
        f"{cell}, {label.en}, is not given by stage {why.en}; report it by stage{mend.en}.",
    )
    return Issue("stage_unknown", "warning", grid.file, grid.sheet, cell, None, "小学/初中", affected(id), message)
