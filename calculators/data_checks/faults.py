"""The issues that joining and weighing schools can raise, each worded once."""

from collections.abc import Mapping, Sequence

from calculators.affects import affected, gravity, item_ids, item_words, item_words_en
from calculators.cell_names import place_of
from calculators.columns import label_of, load_columns
from calculators.model import Issue, SchoolTable, Severity
from calculators.schools import School
from corpus.bilingual import Bilingual
from corpus.saying import STAGES_EN

COMMA = ", "
# what English names otherwise; a number of people, rooms or classes needs no unit beside its column's name
UNITS_EN = {"㎡": "m²", "元": "yuan"}


def make_issue(
    code: str, severity: Severity, cell: str | None, message: Bilingual, *, affects: Sequence[str] = (),
    found: str | None = None, expected: str | None = None,
) -> Issue:  # fmt: skip
    """Return an issue at a cell given as "file!sheet!B7"."""
    file, sheet, short = place_of(cell)
    return Issue(code, severity, file, sheet, short, found, expected, tuple(affects), message)


def short_cell(cell: str) -> str:
    """Return the B7 of "file!sheet!B7"."""
    return place_of(cell)[2] or cell


def cell_words(cells: Sequence[str], mark: str = "、") -> str:
    """Return cells as people read them, with `mark` between: H5、I5, with their files where they are of several sheets.

    >>> cell_words(["a.xlsx!s!H5", "a.xlsx!s!I5"]), cell_words(["a.xlsx!s!H5", "b.xlsx!s!H5"])
    ('H5、I5', 'a.xlsx s!H5、b.xlsx s!H5')
    """
    places = [place_of(cell) for cell in cells]
    if len({place[:2] for place in places}) < 2:
        return mark.join(map(short_cell, cells))
    return mark.join(f"{file} {sheet}!{short}" for file, sheet, short in places)


def name_cell(table: SchoolTable, row: int) -> str | None:
    """Return the cell of a row's school name."""
    return table.cells["school_name"][row]


def repeated_issue(table: SchoolTable, school: str, row: int) -> Issue:
    """A row that repeats another one."""
    message = Bilingual(f"{school}：整行重复，只计一次。", f"{school}: the row is repeated and was counted once.")
    return make_issue("repeated_row", "warning", name_cell(table, row), message)


def conflict_issue(school: str, conflicts: Mapping[str, list[str]]) -> Issue:
    """Rows of one school that contradict each other; `conflicts` are the cells by column."""
    zh = "、".join(f"{label_of(column).zh}（{cell_words(cells)}）" for column, cells in conflicts.items())
    en = ", ".join(f"{label_of(column).en} ({cell_words(cells, COMMA)})" for column, cells in conflicts.items())
    message = Bilingual(
        f"{school}：几处填写不一致，暂不判定：{zh}；请核对后只保留正确的一处。",
        f"{school}: these differ between its rows and are left undecided: {en}; keep the right ones.",
    )
    first = next(iter(conflicts.values()))
    items = tuple(dict.fromkeys(id for column in conflicts for id in affected(column)))
    found = cell_words(first)
    return make_issue("conflicting_rows", gravity(items), first[0], message, affects=items, found=found)


def kind_conflict_issue(school: str, kinds: Mapping[str | None, str], undecided: Sequence[str]) -> Issue:
    """Rows of one school that name different kinds, by cell; that leaves the pupils of the stages `undecided` open."""
    said, cells = list(dict.fromkeys(kinds.values())), [cell for cell in kinds if cell]
    zh, en = ("；与在校生有关的结果暂不判定", "; what rests on its pupils is left undecided") if undecided else ("", "")
    message = Bilingual(
        f"{school}：办学类型填写不一致：{'、'.join(said)}（{cell_words(cells)}）{zh}；请核对后统一填写。",
        f"{school}: its rows give different types, {COMMA.join(said)} ({cell_words(cells, COMMA)}){en}; "
        "make them agree.",
    )
    items = (*affected("pupils"), "G5") if undecided else ()
    found = "、".join(said)
    return make_issue("conflicting_rows", gravity(items), next(iter(kinds)), message, affects=items, found=found)


def own_assets_issue(table: SchoolTable, school: str, row: int) -> Issue:
    """Two rows of one school with different assets."""
    message = Bilingual(
        f"{school}：小学部与初中部的校舍、设备数值不同，按各自所有计算，不再分摊。",
        f"{school}: the assets of its two parts differ, so each part keeps its own and nothing is divided.",
    )
    return make_issue("own_assets", "note", name_cell(table, row), message)


def guessed_scope_issue(school: str, kind: str, cell: str | None) -> Issue:
    """A school left out for its name alone, since the sheet gives no 办学类型."""
    message = Bilingual(
        f"{school}：未填办学类型，按校名视为{kind}，未计入；如不是，请填写办学类型。",
        f"{school}: no type is given; its name says {kind}, so it was left out. If wrong, give its type (办学类型).",
    )
    return make_issue("out_of_scope", "warning", cell, message, affects=affected("pupils"))


def out_of_scope_issue(school: str, kind: str, cell: str | None) -> Issue:
    """A school that the evaluation leaves out."""
    message = Bilingual(
        f"{school}：{kind}，不在评估范围，未计入。", f"{school}: its type is {kind}, outside the evaluation; left out."
    )
    return make_issue("out_of_scope", "note", cell, message)


def no_pupils_issue(school: str, cell: str | None) -> Issue:
    """A school without pupils."""
    message = Bilingual(f"{school}：没有在校生，未计入。", f"{school}: no pupils, left out.")
    return make_issue("no_pupils", "note", cell, message)


def small_point_issue(school: str, below: int, cell: str | None) -> Issue:
    """A teaching point too small for R1-R7."""
    message = Bilingual(
        f"{school}：不足 {below} 人的教学点，不计七项指标、差异系数和专用教室，只计规模与班额。",
        f"{school}: a teaching point under {below} pupils; only school size and class size count it.",
    )
    return make_issue("small_teaching_point", "note", cell, message)


def unexpected_stage_issue(school: str, kind: str, stage: str, cell: str | None) -> Issue:
    """Pupils of a stage that the kind of school does not have."""
    message = Bilingual(
        f"{school}：办学类型是{kind}，却有{stage}在校生；已按有该学段计算，请核对。",
        f"{school}: its type is {kind}, yet it has {STAGES_EN[stage]} pupils; counted as having that stage, "
        "please check.",
    )
    return make_issue("unexpected_stage", "warning", cell, message, affects=affected(f"pupils.{stage}"))


def impossible_issue(school: str, column: str, cell: str | None, found: str, why: Bilingual) -> Issue:
    """Numbers of one school that cannot all be right."""
    message = Bilingual(
        f"{school}：{why.zh}；与“{label_of(column).zh}”有关的结果暂不判定，请核对。",
        f"{school}: {why.en}; what depends on {label_of(column).en} is left undecided, please check.",
    )
    return make_issue("impossible_number", "error", cell, message, affects=affected(column), found=found)


def doubtful_issue(school: str, column: str, cell: str | None, why: Bilingual) -> Issue:
    """Numbers of one school that look wrong together. None is set aside; the message says so where more follows."""
    message = Bilingual(f"{school}：{why.zh}，请核对。", f"{school}: {why.en}; please check.")
    return make_issue("doubtful_number", "warning", cell, message, affects=affected(column))


def branch_issue(school: str, cell: str | None) -> Issue:
    """A branch campus whose parent school is not named."""
    message = Bilingual(
        f"{school}：不计校数且不是教学点，未写明所属学校，暂按独立学校计算。",
        f"{school}: not counted as a school, no teaching point, and no parent named; computed as a school of its own.",
    )
    return make_issue("branch_campus", "warning", cell, message)


def result_sheet_issue(table: SchoolTable, items: Sequence[str]) -> Issue:
    """A sheet whose values are already per pupil and rounded; `items` are those that rest on them (R4.小学)."""
    message = Bilingual(
        "表中是已保留两位小数的结果值，均值和差异系数由它们重算，带有舍入误差。",
        "The sheet holds results rounded to 2 decimals; means and coefficients of variation rebuilt from them carry"
        " rounding error.",
    )
    return Issue("rounded_results", "warning", table.files[0], None, None, None, None, item_ids(items), message)


def unit_doubt_issue(school: School, column: str, per_pupil: str) -> Issue:
    """Amounts that nobody gave a unit, and that the usual unit makes impossible."""
    label, usual, cell = label_of(column), load_columns()[column].usual, school.taken(column).cell
    message = Bilingual(
        f"“{label.zh}”没有写明单位，按{usual}折算，{school.name}生均约 {per_pupil} 元，明显过大；有关结果暂不判定，"
        f"请在表头注明单位（元）或（{usual}）。",
        f"No unit is stated for “{label.en}”; in {usual}, {school.name} would have about {per_pupil} yuan per pupil, "
        f"which cannot be. What depends on it is undecided: name the unit in the heading, （元） or （{usual}）.",
    )
    return make_issue("unit_in_doubt", "error", cell, message, affects=affected(column), expected=f"元/{usual}")


def missing_column_issue(table: SchoolTable, column: str, undecided: Sequence[str]) -> Issue:
    """A column that the whole sheet lacks."""
    label, known = label_of(column), load_columns().get(column.partition(".")[0])
    instead = known.instead if known else None
    items, items_en = item_words(undecided), item_words_en(undecided)
    zh, en = (f"（或{instead.zh}）", f", or {instead.en},") if instead else ("一列", "")
    message = Bilingual(
        f"缺少“{label.zh}”{zh}，无法判定：{'、'.join(items)}；请补充该列。",
        f"The column {label.en} ({label.zh}){en} is missing, so these cannot be judged: "
        f"{COMMA.join(items_en)}. Add it.",
    )
    return Issue("missing_column", "warning", table.files[0], None, None, None, label.zh, item_ids(undecided), message)


def filled_bands_issue(schools: Sequence[str], cell: str | None) -> Issue:
    """Blank counts of classes by size that were taken for 0, since the others come to all classes."""
    message = Bilingual(
        f"{'、'.join(schools)}：空白的班额段按 0 个班计算，因为已填的各段合计等于班级数。",
        f"{COMMA.join(schools)}: blank counts of classes by size are taken as 0, since the others come to all classes.",
    )
    return make_issue("blank_bands_filled", "note", cell, message, affects=("G5",))


def missing_seniors_issue(table: SchoolTable, schools: Sequence[str], column: str, undecided: Sequence[str]) -> Issue:
    """Schools with a 高中 whose pupils no column and no file gives."""
    label, items, items_en = label_of(column), item_words(undecided), item_words_en(undecided)
    message = Bilingual(
        f"{'、'.join(schools)}有高中部，但没有“{label.zh}”，公共资源无法分摊，无法判定：{'、'.join(items)}；请补充该列，"
        "或一并上传普通高中的数据表。",
        f"{COMMA.join(schools)}: there is a 高中 (senior part), but no {label.en} to divide what the stages share, so "
        f"these cannot be judged: {COMMA.join(items_en)}. Add the column, or the sheet of the 高中.",
    )
    return Issue("missing_column", "warning", table.files[0], None, None, None, label.zh, item_ids(undecided), message)


def missing_value_issue(
    school: str, column: str, cell: str | None, undecided: Sequence[str], words: str | None = None
) -> Issue:
    """A cell that a figure needs: blank, or with `words` (—) that count as blank."""
    label, items, items_en = label_of(column), item_words(undecided), item_words_en(undecided)
    message = Bilingual(
        f"{school}：“{label.zh}”{_blank(column, words).zh}，无法判定：{'、'.join(items)}。",
        f"{school}: {label.en} {_blank(column, words).en}, so these cannot be judged: {COMMA.join(items_en)}.",
    )
    return make_issue(
        "missing_value", "warning", cell, message, affects=item_ids(undecided), found=words, expected=label.zh
    )


def _blank(column: str, words: str | None) -> Bilingual:
    if words is None:
        return Bilingual("未填", "is blank")
    none = "无" if load_columns()[column.partition(".")[0]].kind == "areas" else "0"
    return Bilingual(
        f"填的是“{words}”，按未填处理（确实没有请填“{none}”）",
        f"reads “{words}”, which counts as blank (if there are none, write {none})",
    )
