"""A cell that a check refused or set aside: mended in the copy, it counts as it does in a check of the mended file."""

import ast
import io
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from assistant.workbook.copied import AGAIN, FOLLOWS
from assistant.workbook.issue_names import ISSUE_NAMES
from calculators.compare import STATUS_NAMES
from calculators.model import Upload
from corpus.model import STAGES
from tests.assistant.marked_county import marked, unit_rows, values_of
from tests.assistant.office import recalculated
from tests.assistant.test_workbook_live import OPEN, assert_agrees

HEADINGS = [
    "学校名称", "办学类型", "在校生数（人）", "班级数", "专任教师数", "专科及以上学历专任教师数",
    "本科及以上学历专任教师数", "县级及以上骨干教师数", "体育专任教师数", "艺术专任教师数", "教学及辅助用房面积（㎡）",
    "室内体育用房面积（㎡）", "运动场地面积（㎡）", "教学仪器设备值（万元）", "多媒体教室间数", "音乐教室间数",
    "音乐教室面积（㎡）", "美术教室间数", "美术教室面积（㎡）", "45人及以下班级数", "46-50人班级数", "51-55人班级数",
    "56人及以上班级数",
]  # fmt: skip
PRIMARY = ["小学", 900, 20, 55, 54, 45, 12, 5, 6, 6000, 300, 9000, 200, 24, 2, "98、97", 2, "92、91", 19, 1, 0, 0]
JUNIOR = ["初级中学", 800, 18, 65, 65, 62, 14, 5, 5, 7200, 400, 9500, 260, 24, 2, "98、97", 2, "92、91", 10, 8, 0, 0]
SCHOOLS = [["甲小学", *PRIMARY], ["乙小学", *PRIMARY], ["丙小学", *PRIMARY], ["丁初中", *JUNIOR], ["戊初中", *JUNIOR]]


class Fault(NamedTuple):
    """Cells as they stand and as they are mended; `moves` are the indicators that are undecided until then."""

    found: dict[str, object]
    mended: dict[str, object]
    moves: tuple[str, ...] = ()


FAULTS = {
    "a letter for a digit": Fault({"C2": "9OO"}, {"C2": 910}, ("R1", "R4", "R6")),
    "pupils of a junior school": Fault({"C5": "很多"}, {"C5": 640}, ("R1", "R5")),
    "far too large": Fault({"N2": 3010000}, {"N2": 301}, ("R6",)),
    "below zero": Fault({"M3": -500}, {"M3": 7000}, ("R5",)),
    "not whole": Fault({"O3": 20.5}, {"O3": 21}, ("R7",)),
    "digits apart": Fault({"K5": "6 00"}, {"K5": 7000}, ("R4",)),
    "a dash": Fault({"L2": "—"}, {"L2": 0}, ("R4", "R5")),
    "more teachers of a degree than teachers": Fault({"G5": 70}, {"G5": 60}, ("R1",)),
    "mended in the whole": Fault({"E2": 30}, {"E2": 60}, ("R1",)),
    "a room within rooms": Fault({"L4": 8000}, {"L4": 500}, ("R4", "R5")),
    "rooms mended in the whole": Fault({"K4": 250}, {"K4": 5000}, ("R4", "R5")),
    "classes without a number": Fault({"D2": "二十"}, {"D2": 26}),
    "classes by size above all": Fault({"T2": 21}, {"T2": 19}),
    "classes by size, mended in the whole": Fault({"D3": 18}, {"D3": 20}),
    "classes by size in words": Fault({"V6": "无法统计"}, {"V6": 1, "U6": 7}),
    "an oversize class at last": Fault({"V6": None}, {"V6": 0}),
    "pupils in too few classes": Fault({"D6": 2}, {"D6": 18}, ("R1", "R2")),
    "rooms unreadable": Fault({"P4": "两间"}, {"P4": 2}),
    "too few rooms": Fault({"P4": "一间"}, {"P4": 1}),
}
MORE = {"mended by too little": ({"G5": 70}, {"G5": 66})}
CASES = {name: (one.found, one.mended) for name, one in FAULTS.items()} | MORE


def sheet_with(*changes):
    """Return a county's sheet with cells changed."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, *SCHOOLS):
        book.active.append(row)
    return Upload("摸底表.xlsx", changed(saved(book), *changes))


def changed(content, *changes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Sheet"]
    for cells in changes:
        for cell, value in cells.items():
            sheet[cell] = value
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def counties(assistant):
    """Each fault marked up, and the check of the mended sheet."""
    return {
        name: (marked(assistant, sheet_with(found)), assistant.check((sheet_with(found, mended),)))
        for name, (found, mended) in CASES.items()
    }


@pytest.fixture(scope="module")
def calculated(counties, tmp_path_factory):
    books = {f"{name}, as it came": before.workbook for name, (before, _) in counties.items()}
    books |= {name: changed(before.workbook, CASES[name][1]) for name, (before, _) in counties.items()}
    return recalculated(books, tmp_path_factory.mktemp("office"))


def statuses(cells):
    """Return the status of every item that follows the data, by id and stage."""
    return {(row[0], row[2]): row[5] for row in cells["判定汇总"][4:] if row[0][:2] in ("CV", "G3", "G4", "G5")}


def expected_statuses(check):
    return {
        (item.id, item.stage if item.stage in STAGES else ""): STATUS_NAMES[item.status].zh
        for item in check.items
        if item.id[:2] in ("CV", "G3", "G4", "G5")
    }


@pytest.mark.parametrize("name", CASES)
def test_the_pages_say_what_the_check_says(counties, calculated, name):
    before, _ = counties[name]
    cells = calculated[f"{name}, as it came"]
    assert_agrees(cells, before.report.check)
    assert statuses(cells) == expected_statuses(before.report.check)


@pytest.mark.parametrize("name", CASES)
def test_a_mended_cell_counts_as_in_a_check_of_the_mended_file(counties, calculated, name):
    _, after = counties[name]
    assert_agrees(calculated[name], after.check)
    assert statuses(calculated[name]) == expected_statuses(after.check)


@pytest.mark.parametrize("name", [name for name, one in FAULTS.items() if one.moves])
def test_what_was_undecided_is_decided_once_the_cell_is_mended(calculated, name):
    before, after = (unit_rows(calculated[key]) for key in (f"{name}, as it came", name))
    moved = {
        f"R{n}"
        for key in before
        for n, (old, new) in enumerate(zip(values_of(before[key]), values_of(after[key]), strict=True), start=1)
        if old == OPEN and new != OPEN
    }
    assert moved >= set(FAULTS[name].moves)


@pytest.mark.parametrize(
    ("cells", "cell", "says"),
    [({"C2": "9OO"}, "C2", FOLLOWS), ({"G5": 70}, "G5", FOLLOWS), ({"Q2": "很大"}, "Q2", AGAIN)],
)
def test_a_red_cell_says_whether_its_correction_counts_at_once(assistant, cells, cell, says):
    book = openpyxl.load_workbook(io.BytesIO(marked(assistant, sheet_with(cells)).workbook))
    assert book["Sheet"][cell].comment.text.endswith(says.zh)


def test_a_value_that_is_wanting_stays_a_formula(counties, calculated):
    """A coefficient shows its value beside its status as soon as there is one."""
    cells = calculated["a dash"]["判定汇总"]
    values = {(row[0], row[5]): row[3] for row in cells[4:] if str(row[0]).startswith("CV.小学")}
    assert len(values) == 7 and all(isinstance(value, float) for value in values.values())


def test_every_code_of_an_issue_has_a_name():
    found = set()
    for path in Path("calculators").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name in ("Issue", "make_issue", "Refused") and node.args and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    assert len(found) > 40 and found <= set(ISSUE_NAMES)


def test_a_fault_without_a_cell_names_its_file_and_sheet(assistant):
    book = openpyxl.load_workbook(io.BytesIO(sheet_with().content))
    book["Sheet"].delete_cols(13)
    found = marked(assistant, Upload("摸底表.xlsx", saved(book)))
    assert any(one.code == "missing_column" and one.sheet is None for one in found.report.issues)
    rows = openpyxl.load_workbook(io.BytesIO(found.workbook))["问题清单"].iter_rows(min_row=4, values_only=True)
    assert {row[3:5] for row in rows if row[10] == "missing_column"} == {("摸底表.xlsx", "Sheet")}


def test_an_answer_on_one_school_tells_its_own_faults_alone(assistant):
    upload = sheet_with({"K3": "不详情况", "O4": "若干"})
    said = str(assistant.ask("乙小学还差什么", uploads=[upload]))
    assert "K3" in said and "O4" not in said
