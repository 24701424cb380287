"""Files of one name, and names with the mark that parts a cell's name: every cell still names one cell alone."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.service import Assistant
from assistant.workbook.marked import marked_workbook
from calculators.model import Upload
from calculators.opening.names import named_apart
from calculators.sheets.reading import read_tables

HEADINGS = ["学校名称", "学校标识码", "{stage}在校生数", "{stage}班级数", "教学及辅助用房面积", "室内体育用房面积"]
ROWS = {
    "小学": (["甲小学", "3505710001", 500, 12, 3000, 0], ["丙学校", "3505710002", 700, 16, 9000, 0]),
    "初中": (["乙中学", "3505710003", 600, 12, 5000, 0], ["丙学校（本部）", "3505710002", 300, 6, 9000, 0]),
}


def upload(stage: str, name: str, sheet: str = "表") -> Upload:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in (["示例县2025年"], [one.format(stage=stage) for one in HEADINGS], *ROWS[stage]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return Upload(name, stream.getvalue())


def values(report):
    return {(one["school"], one["stage"]): one["values"]["R4"] for one in report.as_json()["units"]}


@pytest.fixture
def own(assistant, tmp_path) -> Assistant:
    return Assistant(tmp_path)


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (("数据.xlsx", "数据.xlsx"), ("表", "表")),
        (("数据!.xlsx", "数据.xlsx"), ("表", "!表!A3")),
        (("a!b.xlsx", "a"), ("c", "b.xlsx!c")),
    ],
)
def test_figures_and_workbook_are_those_of_files_with_plain_names(own, names, sheets):
    plain = own.check([upload("小学", "小学.xlsx"), upload("初中", "初中.xlsx")])
    session = own.sessions.create()
    files = [upload(*one) for one in zip(("小学", "初中"), names, sheets, strict=True)]
    report = own.check(files, session=session)
    assert values(report) == values(plain) and len(values(report)) == 4
    assert "file_renamed" in {one.code for one in report.issues}
    assert {one.file for one in report.issues} <= {one.name for one in session.uploads} | {""}
    cells = [cell for column in report.table.cells.values() for cell in column if cell]
    assert len(set(report.table.cells["school_name"])) == 4
    assert {cell.partition("!")[0] for cell in cells} == {one.name for one in session.uploads}
    book = openpyxl.load_workbook(io.BytesIO(marked_workbook(report, session.uploads, "zh")))
    copied = [[cell.value for cell in book[name]["C"][-2:]] for name in book.sheetnames[:2]]
    assert copied == [[500, 700], [600, 300]]
    formulas = [cell.value for row in book["规范数据"].iter_rows() for cell in row if "ISNUMBER" in str(cell.value)]
    assert all(any(f"'{name}'" in one for one in formulas) for name in book.sheetnames[:2])


def test_reading_without_an_assistant_tells_them_apart_too():
    table = read_tables([upload("小学", "数据.xlsx"), upload("初中", "数据.xlsx")])
    assert table.files == ("数据.xlsx", "数据(2).xlsx")


def test_a_file_of_the_same_name_in_a_later_upload_replaces_the_first(own):
    session = own.sessions.create()
    own.check([upload("小学", "数据.xlsx"), upload("初中", "数据.xlsx")], session=session)
    own.check([upload("小学", "数据.xlsx")], session=session)
    assert sorted(one.name for one in session.uploads) == ["数据(2).xlsx", "数据.xlsx"]
    assert own.check([upload("初中", "数据.xlsx")], session=session).table.files == ("数据.xlsx",)


def test_plain_names_stay_as_they_are(own):
    report = own.check([upload("小学", "小学.xlsx"), upload("初中", "初中.xlsx")])
    assert "file_renamed" not in {one.code for one in report.issues}


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (["a.csv", "a.csv", "a.csv"], ["a.csv", "a(2).csv", "a(3).csv"]),
        (["a.csv", "a(2).csv", "a.csv"], ["a.csv", "a(2).csv", "a(3).csv"]),
        (["a.csv", "a.csv", "a(2).csv"], ["a.csv", "a(3).csv", "a(2).csv"]),
        (["", ""], ["", "(2)"]),
        (["a!b", "a！b"], ["a！b", "a！b(2)"]),
    ],
)
def test_the_second_of_a_name_is_numbered(names, called):
    assert [one.name for one in named_apart([Upload(name, b"") for name in names])] == called


@given(st.lists(st.text("ab!！.()2", max_size=6), max_size=8))
def test_names_are_always_apart_and_settled_at_once(names):
    found = named_apart([Upload(name, b"") for name in names])
    called = [one.name for one in found]
    assert len(set(called)) == len(called) and not any("!" in name for name in called)
    assert all(one.came_as in (None, name) for one, name in zip(found, names, strict=True))
    assert named_apart(found) == found
