"""The issues that reading a sheet can raise, each worded once: what was found, where, what was expected, what to do."""

from calculators.affects import affected
from calculators.columns import Column, label_of
from calculators.grids import Grid, short_name
from calculators.model import Issue, Severity
from corpus.bilingual import Bilingual

SKIPPED = {
    "total": Bilingual("合计或平均行，未计入", "a total or mean row, left out"),
    "note": Bilingual("说明行，未计入", "a note, left out"),
    "heading": Bilingual("重复的表头，未计入", "repeated headings, left out"),
    "lone": Bilingual("只有名称、没有数据的行，未计入", "a name without any data, left out"),
    "unnamed": Bilingual("没有学校名称的行，未计入", "a row without a school name, left out"),
}


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


def skipped_issue(grid: Grid, row: int, reason: str) -> Issue:
    """A row that is no school."""
    severity: Severity = "warning" if reason in ("unnamed", "lone") else "note"
    what = SKIPPED[reason]
    message = Bilingual(f"第 {row + 1} 行：{what.zh}。", f"Row {row + 1}: {what.en}.")
    return Issue(f"row_{reason}", severity, grid.file, grid.sheet, short_name(row, 0), None, None, (), message)


def column_issue(grid: Grid, id: str, cells: list[str]) -> Issue:
    """Two columns that claim one meaning equally."""
    label = label_of(id)
    at = "、".join(cells)
    message = Bilingual(
        f"{at} 几列都像“{label.zh}”，数值又不同，均未采用；请改名或删去多余的列。",
        f"The columns at {at} all look like “{label.en}” and differ; none was used. Rename or delete the extra ones.",
    )
    return Issue("rival_columns", "error", grid.file, grid.sheet, cells[0], at, label.zh, affected(id), message)


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


def cell_issue(grid: Grid, cell: str, code: str, id: str, found: str, expected: Bilingual) -> Issue:
    """A cell whose content cannot be, or cannot be read."""
    label = label_of(id)
    message = Bilingual(
        f"{cell} 的“{label.zh}”是“{found}”，应为{expected.zh}；与它有关的结果暂不判定，请改正后重查。",
        f"{cell}, {label.en}, reads “{found}”, expected {expected.en}; what depends on it is undecided. Correct it.",
    )
    return Issue(code, "error", grid.file, grid.sheet, cell, found, expected.zh, affected(id), message)


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
