"""Columns are confirmed for the header of their own table, asked about again when that is undone, and asked if all
are in doubt."""

import io

import openpyxl
import pytest

from assistant.confirming import columns_of, exported
from assistant.errors import NothingChecked, UnknownSession
from assistant.service import Assistant
from calculators.errors import ColumnRefused, NoColumns
from calculators.model import Upload
from calculators.sheets.confirmed import HeaderMapping, heading_keys

NEAR = "教学与其他辅助用房面积"
FILE, SHEET = "两张表.xlsx", "表"


def headings(stage: str) -> list[object]:
    return ["学校名称", f"{stage}在校生数", f"{stage}班级数", NEAR, "室内体育用房面积"]


def workbook(*rows: list[object], name: str = FILE) -> Upload:
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return Upload(name, stream.getvalue())


def two_tables(second: str = "初中") -> Upload:
    return workbook(
        ["示例县2025年小学情况"], headings("小学"), ["甲小学", 500, 12, 3000, 0], ["丁小学", 400, 10, 2600, 0], [],
        [f"示例县2025年{second}情况"], headings(second), ["乙学校", 600, 12, 5000, 0], ["丙学校", 300, 6, 2500, 0],
    )  # fmt: skip


@pytest.fixture
def own(assistant, tmp_path) -> Assistant:
    """An assistant over the real documents with a data folder of its own."""
    return Assistant(tmp_path)


def taken(report, cell):
    return next(one for one in report.table.columns if one.cell == cell).taken_as


def test_columns_of_two_tables_in_one_sheet_are_confirmed_each_by_its_own_header(own):
    session = own.sessions.create()
    own.check([two_tables()], session=session)
    first = own.confirming.confirm(session.id, {(FILE, SHEET, "D2"): "teaching_area"})
    assert (taken(first, "D2"), taken(first, "D7")) == ("teaching_area", None)
    second = own.confirming.confirm(session.id, {(FILE, SHEET, "D7"): "teaching_area"})
    assert (taken(second, "D2"), taken(second, "D7")) == ("teaching_area", "teaching_area")
    assert set(own.columns.confirmed().mappings) == {HeaderMapping(heading_keys(headings(stage)), {}).shape
                                                     for stage in ("小学", "初中")}  # fmt: skip


def test_two_tables_of_one_header_are_confirmed_together(own):
    session = own.sessions.create()
    own.check([two_tables("小学")], session=session)
    report = own.confirming.confirm(session.id, {(FILE, SHEET, "D2"): "teaching_area"})
    assert (taken(report, "D2"), taken(report, "D7")) == ("teaching_area", "teaching_area")
    with pytest.raises(ColumnRefused, match="different choices"):
        own.confirming.confirm(session.id, {(FILE, SHEET, "D2"): "teaching_area", (FILE, SHEET, "D7"): ""})


def test_an_export_has_a_mapping_for_each_header_of_a_sheet(own):
    found = exported(columns_of(own.check([two_tables()])))
    assert [one.headings for one in found] == [heading_keys(headings(stage)) for stage in ("小学", "初中")]
    assert all(NEAR not in one.columns for one in found)


def test_what_is_undone_is_asked_again_and_what_was_kept_of_other_headers_stays(own):
    session = own.sessions.create()
    before = own.check([two_tables()], session=session)
    other = HeaderMapping(("学校名称", NEAR), {NEAR: "teaching_area"})
    own.columns.keep([other])
    own.confirming.confirm(session.id, {(FILE, SHEET, "D2"): "teaching_area", (FILE, SHEET, "D7"): "teaching_area"})
    again = own.confirming.ask_again(session.id, language="en")
    assert [taken(again, cell) for cell in ("D2", "D7")] == [None, None]
    assert again.sha256 == before.sha256 and again.language == "en" and session.report is again
    assert set(own.columns.confirmed().mappings) == {other.shape}


def test_a_damaged_memory_can_be_undone_too(own):
    session = own.sessions.create()
    own.check([two_tables()], session=session)
    own.confirming.confirm(session.id, {(FILE, SHEET, "D2"): "teaching_area"})
    (path,) = (own.home / "columns").glob("*.yaml")
    path.write_text("shape: [", encoding="utf-8")
    assert own.confirming.ask_again(session.id).table.columns
    assert not path.exists()


def test_undoing_needs_a_session_with_a_sheet_and_nothing_kept_is_no_fault(own):
    with pytest.raises(UnknownSession):
        own.confirming.ask_again("none")
    session = own.sessions.create()
    with pytest.raises(NothingChecked):
        own.confirming.ask_again(session.id)
    report = own.check([two_tables()], session=session)
    assert own.confirming.ask_again(session.id).sha256 == report.sha256


DOUBTFUL = (["示例县2025年"], ["学校名称", NEAR], ["甲小学", 3000], ["乙小学", 2000])


def test_a_sheet_whose_every_number_is_in_doubt_is_undecided_and_its_columns_can_be_confirmed(own):
    session = own.sessions.create()
    report = own.check([workbook(*DOUBTFUL)], session=session)
    assert report.check.status == "insufficient" and not any(item.status == "met" for item in report.check.items)
    assert [(one.heading, one.sure) for one in report.table.columns] == [("学校名称", True), (NEAR, False)]
    after = own.confirming.confirm(session.id, {(FILE, SHEET, "B2"): "teaching_area"})
    assert after.table.frame["teaching_area"].tolist() == [3000, 2000]


def test_a_sheet_in_doubt_is_left_out_beside_one_that_is_not(own):
    upload = workbook(["示例县2025年"], headings("小学"), ["甲小学", 500, 12, 3000, 0])
    book = openpyxl.load_workbook(io.BytesIO(upload.content))
    beside = book.create_sheet("名册")
    for row in DOUBTFUL[1:]:
        beside.append(row)
    stream = io.BytesIO()
    book.save(stream)
    report = own.check([Upload(FILE, stream.getvalue())])
    assert {one.sheet for one in report.table.columns} == {SHEET}
    assert [one.sheet for one in report.issues if one.code == "sheet_not_read"] == ["名册"]


def test_a_sheet_with_names_and_nothing_near_a_column_is_still_refused(own):
    with pytest.raises(NoColumns):
        own.check([workbook(["学校名称", "校训"], ["甲小学", "勤"])])
