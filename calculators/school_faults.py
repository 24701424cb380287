"""The issues that joining and weighing schools can raise, each worded once."""

from collections.abc import Mapping, Sequence

from calculators.affects import affected, item_ids, item_words
from calculators.columns import label_of
from calculators.model import Issue, SchoolTable, Severity
from corpus.bilingual import Bilingual

Place = tuple[str, str | None, str | None]


def place_of(cell: str | None) -> Place:
    """Split "file!sheet!B7" into its three parts."""
    if not cell or cell.count("!") < 2:
        return "", None, None
    file, _, rest = cell.partition("!")
    sheet, _, short = rest.rpartition("!")
    return file, sheet, short


def _issue(
    code: str, severity: Severity, cell: str | None, message: Bilingual, *, affects: Sequence[str] = (),
    found: str | None = None, expected: str | None = None,
) -> Issue:  # fmt: skip
    file, sheet, short = place_of(cell)
    return Issue(code, severity, file, sheet, short, found, expected, tuple(affects), message)


def _name_cell(table: SchoolTable, row: int) -> str | None:
    return table.cells["school_name"][row]


def repeated_issue(table: SchoolTable, school: str, row: int) -> Issue:
    """A row that repeats another one."""
    message = Bilingual(f"{school}：整行重复，只计一次。", f"{school}: the row is repeated and was counted once.")
    return _issue("repeated_row", "warning", _name_cell(table, row), message)


def conflict_issue(school: str, conflicts: Mapping[str, list[str]]) -> Issue:
    """Rows of one school that contradict each other; `conflicts` are the cells by column."""
    zh = "、".join(f"{label_of(column).zh}（{'、'.join(map(_short, cells))}）" for column, cells in conflicts.items())
    en = ", ".join(f"{label_of(column).en} ({', '.join(map(_short, cells))})" for column, cells in conflicts.items())
    message = Bilingual(
        f"{school}：几处填写不一致，暂不判定：{zh}；请核对后只保留正确的一处。",
        f"{school}: these differ between its rows and are left undecided: {en}; keep the right ones.",
    )
    first = next(iter(conflicts.values()))
    return _issue(
        "conflicting_rows",
        "error",
        first[0],
        message,
        affects=tuple(dict.fromkeys(id for column in conflicts for id in affected(column))),
        found="、".join(map(_short, first)),
    )


def _short(cell: str) -> str:
    return place_of(cell)[2] or cell


def own_assets_issue(table: SchoolTable, school: str, row: int) -> Issue:
    """Two rows of one school with different assets."""
    message = Bilingual(
        f"{school}：小学部与初中部的校舍、设备数值不同，按各自所有计算，不再分摊。",
        f"{school}: the assets of its two parts differ, so each part keeps its own and nothing is divided.",
    )
    return _issue("own_assets", "note", _name_cell(table, row), message)


def out_of_scope_issue(school: str, kind: str, cell: str | None) -> Issue:
    """A school that the evaluation leaves out."""
    message = Bilingual(
        f"{school}：{kind}，不在评估范围，未计入。", f"{school}: {kind} is outside the evaluation, left out."
    )
    return _issue("out_of_scope", "note", cell, message)


def no_pupils_issue(school: str, cell: str | None) -> Issue:
    """A school without pupils."""
    message = Bilingual(f"{school}：没有在校生，未计入。", f"{school}: no pupils, left out.")
    return _issue("no_pupils", "note", cell, message)


def small_point_issue(school: str, below: int, cell: str | None) -> Issue:
    """A teaching point too small for R1-R7."""
    message = Bilingual(
        f"{school}：不足 {below} 人的教学点，不计七项指标、差异系数和专用教室，只计规模与班额。",
        f"{school}: a teaching point under {below} pupils; only school size and class size count it.",
    )
    return _issue("small_teaching_point", "note", cell, message)


def unexpected_stage_issue(school: str, kind: str, stage: str, cell: str | None) -> Issue:
    """Pupils of a stage that the kind of school does not have."""
    message = Bilingual(
        f"{school}：办学类型是{kind}，却有{stage}在校生；已按有该学段计算，请核对。",
        f"{school}: a {kind} with pupils of {stage}; counted as having that stage, please check.",
    )
    return _issue("unexpected_stage", "warning", cell, message, affects=affected(f"pupils.{stage}"))


def impossible_issue(school: str, column: str, cell: str | None, found: str, why: Bilingual) -> Issue:
    """Numbers of one school that cannot all be right."""
    message = Bilingual(
        f"{school}：{why.zh}；与“{label_of(column).zh}”有关的结果暂不判定，请核对。",
        f"{school}: {why.en}; what depends on {label_of(column).en} is left undecided, please check.",
    )
    return _issue("impossible_number", "error", cell, message, affects=affected(column), found=found)


def doubtful_issue(school: str, column: str, cell: str | None, why: Bilingual) -> Issue:
    """Numbers of one school that look wrong but decide nothing by themselves."""
    message = Bilingual(f"{school}：{why.zh}，请核对。", f"{school}: {why.en}; please check.")
    return _issue("doubtful_number", "warning", cell, message, affects=affected(column))


def branch_issue(school: str, cell: str | None) -> Issue:
    """A branch campus whose parent school is not named."""
    message = Bilingual(
        f"{school}：不计校数且不是教学点，未写明所属学校，暂按独立学校计算。",
        f"{school}: not counted as a school, no teaching point, and no parent named; computed as a school of its own.",
    )
    return _issue("branch_campus", "warning", cell, message)


def result_sheet_issue(table: SchoolTable) -> Issue:
    """A sheet whose values are already per pupil and rounded."""
    message = Bilingual(
        "表中是已保留两位小数的结果值，均值和差异系数由它们重算，带有舍入误差。",
        "The sheet holds results rounded to 2 decimals; means and 差异系数 rebuilt from them carry rounding error.",
    )
    return Issue("rounded_results", "warning", table.files[0], None, None, None, None, (), message)


def missing_column_issue(table: SchoolTable, column: str, undecided: Sequence[str]) -> Issue:
    """A column that the whole sheet lacks."""
    label = label_of(column)
    items = item_words(undecided)
    message = Bilingual(
        f"缺少“{label.zh}”一列，无法判定：{'、'.join(items)}；请补充该列。",
        f"The column {label.en} ({label.zh}) is missing, so these cannot be judged: {', '.join(items)}. Add it.",
    )
    return Issue("missing_column", "warning", table.files[0], None, None, None, label.zh, item_ids(undecided), message)


def missing_value_issue(school: str, column: str, cell: str | None, undecided: Sequence[str]) -> Issue:
    """A blank cell that a figure needs."""
    label, items = label_of(column), item_words(undecided)
    message = Bilingual(
        f"{school}：“{label.zh}”未填，无法判定：{'、'.join(items)}。",
        f"{school}: {label.en} is blank, so these cannot be judged: {', '.join(items)}.",
    )
    return _issue("missing_value", "warning", cell, message, affects=item_ids(undecided), expected=label.zh)
