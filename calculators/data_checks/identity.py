"""The issues of telling schools apart: one name or one code twice, campuses, and schools that a file does not have."""

from collections import Counter
from collections.abc import Sequence

from calculators.affects import affected
from calculators.cell_names import file_and_sheet, place_of
from calculators.columns import label_of
from calculators.data_checks.faults import COMMA, cell_words, make_issue, name_cell, short_cell
from calculators.model import Issue, SchoolTable
from calculators.schools import School
from corpus.bilingual import Bilingual
from corpus.model import STAGES
from corpus.saying import STAGES_EN


def same_name_issue(table: SchoolTable, school: str, row: int) -> Issue:
    """One of several schools of one name; `school` is the name that it is shown under."""
    message = Bilingual(
        f"表中有同名学校，此校以“{school}”显示；请核对是否确为不同学校。",
        f"Several schools have one name; this one is shown as “{school}”. Check that they are different schools.",
    )
    return make_issue("same_name", "warning", name_cell(table, row), message)


def code_repeated(table: SchoolTable, code: str, first: int, again: int) -> Issue:
    """One code at two schools that cannot be joined."""
    one, other = _named(table, first), _named(table, again)
    message = Bilingual(
        f"“{one}”与“{other}”的学校标识码同为 {code}，按两所学校计算；请核对是否误填，如为同一所学校请统一校名。",
        f"“{one}” and “{other}” have the same school code {code}; they are counted as two schools. Correct the code, "
        "or give them one name if they are one school.",
    )
    return make_issue("code_repeated", "warning", table.cells["code"][again], message, found=code)


def joined_by_code(table: SchoolTable, first: int, again: int, *, alike: bool) -> Issue:
    """Rows of two sheets that were joined for their code; a warning where the names are not alike."""
    one, other = _named(table, first), _named(table, again)
    message = Bilingual(
        f"“{other}”与“{one}”学校标识码相同，按同一所学校合并，以“{one}”显示；如不是同一所学校，请改正编码。",
        f"“{other}” and “{one}” have the same school code and were joined as “{one}”. If they are two schools, correct "
        "the code.",
    )
    return make_issue(
        "joined_by_code", "note" if alike else "warning", name_cell(table, again), message, found=other, expected=one
    )


def code_lost_digits(cells: Sequence[str], found: str) -> Issue:
    """Codes of a sheet that a spreadsheet turned into numbers such as 3.5E+09."""
    message = Bilingual(
        f"{'、'.join(map(short_cell, cells))} 的学校标识码成了“{found}”这样的科学记数，位数已丢失，未用来对应学校；"
        "请把该列设为文本格式后重填。",
        f"The school codes at {', '.join(map(short_cell, cells))} have become numbers such as “{found}” and lost "
        "digits, so they match no school. Format the column as text and enter them again.",
    )
    return make_issue("code_lost_digits", "warning", cells[0], message, found=found)


def codes_contradict_names(table: SchoolTable, rows: Sequence[int]) -> Issue:
    """Rows of one sheet whose codes tie or split schools otherwise than their names do."""
    cells = [cell for row in rows if (cell := table.cells["code"][row])]
    file, sheet, _ = place_of(cells[0])
    where, where_en = f"{short_cell(cells[0])} 等 {len(cells)} 格", f"{short_cell(cells[0])} and {len(cells) - 1} more"
    if len(cells) == 1:
        where = where_en = short_cell(cells[0])
    message = Bilingual(
        f"{file}“{sheet}”{where}的编号（学校标识码）与另一张表的校名对不上：同一编号在两张表中不是同一所学校，或同一所学校"
        "编号不同；已按校名对应学校，未用这些编号。如是序号，请把表头改为“序号”；如是学校标识码，请核对。",
        f"The codes of {file} “{sheet}” ({where_en}) contradict the names of another sheet: one code stands for two "
        "schools, or one school has two codes. Schools were matched by name and these codes were not used. If they are "
        "running numbers, call the column 序号; if they are school codes, correct them.",
    )
    return make_issue("code_contradicts_names", "warning", cells[0], message, found=cell_words(cells))


def campus_joined(campus: str, parent: str, cell: str | None) -> Issue:
    """A branch campus that was added to its parent school."""
    message = Bilingual(
        f"{campus}：不单独计校，学生、班级、教师、校舍和设备并入{parent}计算。",
        f"{campus}: no school of its own; its pupils, classes, teachers and assets were added to {parent}.",
    )
    return make_issue("campus_joined", "note", cell, message, found=campus, expected=parent)


def parent_not_found(school: str, parent: str, nearest: str, cell: str | None) -> Issue:
    """A branch campus whose parent is not in the sheets; `nearest` is a school that may be meant, or ""."""
    zh, en = (f"，是否指“{nearest}”？", f" (is “{nearest}” meant?)") if nearest else ("", "")
    message = Bilingual(
        f"{school}：所属学校“{parent}”不在表中{zh or '，'}暂按独立学校计算；请填写表中的学校名称。",
        f"{school}: its parent school “{parent}” is not in the sheets{en}; computed as a school of its own. Give the "
        "name as it stands in the sheet.",
    )
    return make_issue("parent_not_found", "warning", cell, message, found=parent, expected=nearest or None)


def parents_unused(schools: Sequence[str], cell: str | None) -> Issue:
    """Schools that name a parent, while nothing says whether they are campuses of it."""
    names = "、".join(schools)
    message = Bilingual(
        f"{names}：填了所属学校，但没有“是否计校数”，按独立学校计算；如为分校区，请在“是否计校数”填“否”。",
        f"{COMMA.join(schools)}: a parent school is named, but nothing says whether they count as schools "
        "(是否计校数); computed as schools of their own. For a campus write 否 there.",
    )
    return make_issue("parent_not_used", "note", cell, message)


def only_in_one_file(school: School, columns: Sequence[str], lacking: str, cell: str | None) -> Issue:
    """A school that the sheet `lacking` (file!sheet), or the file of that name, with these columns does not have."""
    others = tuple(f"CV.{stage}." for stage in STAGES if stage not in school.stages)
    found = dict.fromkeys(id for column in columns for id in affected(column))
    items = tuple(id for id in found if not id.startswith(others or "-"))
    labels = [label_of(column) for column in columns]
    file, sheet = file_and_sheet(lacking)
    place, place_en = (f"{file} 的工作表“{sheet}”", f"the sheet “{sheet}” of {file}") if sheet else (file, file)
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
    message = Bilingual(
        f"{school.name}：{place}中没有这所学校，缺少{zh}，有关项目无法判定；请补充，或核对两处校名、编码是否一致。",
        f"{school.name} is not in {place_en}, so {en} are missing and what rests on them is undecided. Add it, or "
        "check that its name and code agree.",
    )
    return make_issue("only_in_one_file", "warning", cell, message, affects=items, found=school.name, expected=file)


def stage_missing(school: str, stage: str, cell: str | None, *, own_file: bool) -> Issue:
    """A school with pupils of a stage that no row reports on; `own_file`: other schools' rows of it are in a file."""
    code = "stage_file_missing" if own_file else "stage_data_missing"
    zh = f"{stage}的数据表中没有这所学校" if own_file else f"没有{stage}的数据"
    en = f"is not in the {STAGES_EN[stage]} sheet" if own_file else f"has no {STAGES_EN[stage]} data"
    message = Bilingual(
        f"{school}：有{stage}学段，但{zh}，{stage}各项暂不判定；请补充。",
        f"{school} has a {STAGES_EN[stage]} part but {en}; what rests on it is undecided. Add the row.",
    )
    items = (*affected(f"pupils.{stage}"), "G5")
    return make_issue(code, "error", cell, message, affects=items, found=school, expected=stage)


def stage_empty(school: str, kind: str, stage: str, cell: str | None) -> Issue:
    """A school that states no pupils of a stage that its kind has."""
    message = Bilingual(
        f"{school}：办学类型是{kind}，{stage}在校生却为 0，按没有{stage}计算，校舍、设备也不分摊给{stage}；请核对。",
        f"{school}: its type is {kind}, with 0 {STAGES_EN[stage]} pupils; counted without that stage, which gets no "
        "share of the assets. Please check.",
    )
    items = affected(f"pupils.{stage}")
    return make_issue("stage_data_missing", "warning", cell, message, affects=items, found="0", expected=stage)


def repeats_by_sheet(table: SchoolTable, issues: Sequence[Issue]) -> list[Issue]:
    """Return the issues with one in place of many where every row of a sheet repeats a row of another."""
    repeats = Counter((one.file, one.sheet) for one in issues if one.code == "repeated_row")
    rows = Counter(place_of(cell)[:2] for cell in table.cells["school_name"])
    whole = {sheet: count for sheet, count in repeats.items() if count == rows[sheet] and count > 1}
    kept = [one for one in issues if one.code != "repeated_row" or (one.file, one.sheet) not in whole]
    return [*kept, *(_repeated_sheet(str(file), str(sheet), count) for (file, sheet), count in whole.items())]


def _repeated_sheet(file: str, sheet: str, rows: int) -> Issue:
    message = Bilingual(
        f"{file}“{sheet}”的 {rows} 行与另一张表完全相同，只计一次。",
        f"All {rows} rows of {file} “{sheet}” stand in another sheet too and were counted once.",
    )
    return Issue("repeated_sheet", "warning", file, sheet, None, None, None, (), message)


def _named(table: SchoolTable, row: int) -> str:
    return str(table.frame["school_name"].iloc[row]).strip()
