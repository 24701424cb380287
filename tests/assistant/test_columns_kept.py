"""What users confirm of their sheets' columns is kept by header, used for every check, and nothing changes silently."""

import threading

import pytest

from assistant.confirming import choices_by_place
from assistant.errors import ColumnsUnavailable, NothingChecked, UnknownHeader, UnknownSession
from assistant.kept.columns import KeptColumns
from assistant.service import Assistant
from calculators.errors import ColumnRefused, UnknownColumn
from calculators.model import Upload
from calculators.sheets.confirmed import Confirmed, HeaderMapping
from calculators.sheets.confirmed_files import dump_mappings

NEAR, SLIP = "教学与其他辅助用房面积", "网络多多媒体教室数"
HEADINGS = f"学校名称,小学在校生数,小学班级数,{NEAR},室内体育用房面积,{SLIP},联系电话"
FILE = "甲县.csv"


def sheet(*rows: str, headings: str = HEADINGS, name: str = FILE) -> Upload:
    return Upload(name, "\n".join([headings, *(rows or ("甲小学,100,4,500,0,3,139",))]).encode())


@pytest.fixture
def own(assistant, tmp_path) -> Assistant:
    """An assistant over the real documents with a data folder of its own."""
    return Assistant(tmp_path)


@pytest.fixture
def session(own):
    opened = own.sessions.create()
    own.check([sheet()], session=opened)
    return opened


def place(cell: str, name: str = FILE) -> tuple[str, str, str]:
    return name, "csv", cell


def column(report, cell):
    return next(one for one in report.table.columns if one.cell == cell)


def value(report, indicator="R4"):
    return report.as_json()["units"][0]["values"][indicator]


def test_a_confirmed_column_is_used_at_once_and_changes_the_figures(own, session):
    assert value(session.report) is None
    report = own.confirming.confirm(session.id, {place("D1"): "teaching_area"}, language="en")
    assert value(report) == 5
    assert column(report, "D1").sure and report.language == "en"
    assert session.report is report


def test_it_holds_for_every_later_sheet_with_that_header(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    later = Assistant(own.home).check([sheet("乙小学,200,5,900,0,4,138", "丙小学,50,2,300,0,2,137", name="乙县.csv")])
    assert value(later) == 4.5
    assert [issue.code for issue in later.issues if issue.code.startswith("columns")] == ["columns_confirmed"]


def test_a_sheet_with_another_header_is_asked_about_again(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    other = own.check([sheet("甲小学,100,4,500,0,3,139,1", headings=f"{HEADINGS},图书册数")])
    assert not column(other, "D1").sure


def test_choices_are_kept_beside_those_made_before(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    report = own.confirming.confirm(session.id, {place("F1"): "multimedia_rooms"})
    assert column(report, "D1").taken_as == "teaching_area" and column(report, "F1").confidence == 1.0


def test_the_last_of_two_choices_for_a_column_counts(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    report = own.confirming.confirm(session.id, {place("D1"): ""})
    assert column(report, "D1").taken_as is None and column(report, "D1").sure


def test_the_check_of_a_confirmed_sheet_has_another_digest(own, session):
    before = session.report.sha256
    assert own.confirming.confirm(session.id, {place("D1"): "teaching_area"}).sha256 != before


REFUSED = [
    ({place("G1", "乙县.csv"): "pupils.小学"}, ColumnRefused),
    ({place("Z1"): "teaching_area"}, ColumnRefused),
    ({place("D1"): "teaching"}, UnknownColumn),
    ({place("D1"): "teaching_area.大学"}, UnknownColumn),
    ({place("A1"): "classes.小学"}, ColumnRefused),
    ({place("A1"): ""}, ColumnRefused),
    ({place("B1"): "pupils.初中"}, ColumnRefused),
    ({place("D1"): "teaching_area", place("G1"): "teaching_area"}, ColumnRefused),
]


@pytest.mark.parametrize(("choices", "error"), REFUSED)
def test_a_choice_that_cannot_be_is_refused_and_nothing_is_kept(own, session, choices, error):
    before = session.report
    with pytest.raises(error) as caught:
        own.confirming.confirm(session.id, choices)
    assert caught.value.message.zh and caught.value.hint.en
    assert session.report is before and own.columns.confirmed().mappings == {}


DIPLOMAS = "学校名称,办学类型,在校生数,班级数,专任教师数,研究生学历,本科学历,专科学历"


def test_columns_whose_headings_are_plain_cannot_be_exchanged_for_everybody(own):
    upload = sheet("甲小学,小学,300,8,25,0,22,3", headings=DIPLOMAS)
    session = own.sessions.create()
    before = own.check([upload], session=session)
    bachelors, diplomas = (column(before, cell) for cell in ("G1", "H1"))
    assert bachelors.taken_as and diplomas.taken_as and bachelors.taken_as != diplomas.taken_as
    with pytest.raises(ColumnRefused, match="the heading itself says"):
        own.confirming.confirm(session.id, {place("G1"): diplomas.taken_as, place("H1"): bachelors.taken_as})
    after = own.check([upload])
    assert after.sha256 == before.sha256 and value(after, "R1") == value(before, "R1") is not None


def test_two_different_things_said_of_one_column_are_refused_and_the_same_twice_is_not():
    assert choices_by_place([(place("D1"), ""), (place("D1"), "")]) == {place("D1"): ""}
    with pytest.raises(ColumnRefused, match="D1"):
        choices_by_place([(place("D1"), "teaching_area"), (place("D1"), "")])


def test_confirming_needs_a_session_with_a_sheet(own):
    with pytest.raises(NothingChecked):
        own.confirming.confirm(own.sessions.create().id, {place("D1"): ""})
    with pytest.raises(UnknownSession):
        own.confirming.confirm("none", {place("D1"): ""})


def test_columns_given_for_one_check_are_not_kept(own):
    mapping = HeaderMapping(tuple(HEADINGS.split(",")), {NEAR: "teaching_area"})
    assert value(own.check([sheet()], columns=Confirmed.of([mapping]))) == 5
    assert value(own.check([sheet()])) is None


def test_what_is_forgotten_is_asked_about_again(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    shape = next(iter(own.columns.confirmed().mappings))
    own.columns.forget(shape)
    assert value(own.check([sheet()])) is None
    with pytest.raises(UnknownHeader):
        own.columns.forget(shape)


@pytest.mark.parametrize("shape", ["../documents", "", "0123456789abcdeg", "/etc/passwd"])
def test_only_a_shape_can_be_forgotten(own, shape):
    with pytest.raises(UnknownHeader):
        own.columns.forget(shape)


def test_a_damaged_file_is_told_in_the_check_and_can_be_replaced(own, session):
    own.confirming.confirm(session.id, {place("D1"): "teaching_area"})
    (path,) = (own.home / "columns").glob("*.yaml")
    path.write_text("shape: [", encoding="utf-8")
    report = own.check([sheet()], session=session)
    assert value(report) is None
    assert "columns_damaged" in [issue.code for issue in report.issues]
    assert value(own.confirming.confirm(session.id, {place("D1"): "teaching_area"})) == 5


def test_a_file_under_another_name_than_its_header_is_not_used(own, tmp_path):
    mapping = HeaderMapping(tuple(HEADINGS.split(",")), {NEAR: "teaching_area"})
    (tmp_path / "columns").mkdir()
    (tmp_path / "columns" / "0123456789abcdef.yaml").write_text(dump_mappings([mapping]), encoding="utf-8")
    assert value(own.check([sheet()])) is None
    assert own.columns.confirmed().damaged == {"0123456789abcdef"}


def test_a_folder_that_cannot_be_written_is_an_error_that_says_so(tmp_path):
    (tmp_path / "columns").write_text("", encoding="utf-8")
    with pytest.raises(ColumnsUnavailable):
        KeptColumns(tmp_path).keep([HeaderMapping(("a",), {"a": ""})])


def test_choices_made_at_once_are_all_kept(tmp_path):
    headings = tuple(f"列{n}" for n in range(8))
    keep = [HeaderMapping(headings, {one: "teaching_area"}) for one in headings]
    threads = [threading.Thread(target=KeptColumns(tmp_path).add, args=([one],)) for one in keep]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    (mapping,) = KeptColumns(tmp_path).confirmed().mappings.values()
    assert set(mapping.columns) == set(headings)


def test_years_of_one_template_are_confirmed_together(own):
    opened = own.sessions.create()
    files = [sheet(name=f"{year}年甲县.csv") for year in (2023, 2024)]
    report = own.check(files, session=opened)
    assert len(report.earlier) == 1
    report = own.confirming.confirm(opened.id, {place("D1", "2024年甲县.csv"): "teaching_area"})
    assert [table.frame["teaching_area"].tolist() for table in (report.table, *report.earlier_tables)] == [[500], [500]]
