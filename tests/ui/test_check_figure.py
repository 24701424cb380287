"""One number of the check by itself: its formula, its cells and its clause, the same as the check's own."""

import html
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.check import CheckReport
from assistant.opened.found import places
from assistant.opened.number import opened
from assistant.opened.of_county import MEAN
from assistant.service import Assistant
from calculators.county import CountyCheck
from calculators.errors import UnknownFigure
from calculators.indicators import INDICATORS
from calculators.report import unit_display
from calculators.rooms import KINDS
from corpus.model import STAGES, Stage
from tests.ui.checking import COUNTIES, checked, links_in, reader, text_of, with_sheets
from ui.check_page.addresses import figure_link


@pytest.fixture(scope="module", params=COUNTIES, ids=lambda names: names[0])
def report(request: pytest.FixtureRequest, assistant: Assistant) -> CheckReport:
    return checked(assistant, *request.param)


@pytest.fixture(scope="module")
def survey(client: TestClient) -> tuple[TestClient, str]:
    return with_sheets(client, "county_survey.xlsx")


def units_of(check: CountyCheck) -> Iterator[tuple[Stage, int, str]]:
    for stage, units in check.units.items():
        for at, school in enumerate(units.schools):
            yield stage, at, school.name


def test_every_item_opens_with_the_number_that_the_check_shows(report: CheckReport, assistant: Assistant) -> None:
    for item in report.check.items:
        stage = next((one for one in STAGES if one == item.stage), None)
        found = opened(report, assistant.tools, item.id, stage if not item.id.startswith("CV.") else None)
        assert (found.item, found.status, found.borderline) == (item, item.status, item.borderline)
        assert found.schools == item.schools and found.missing == item.missing
        assert found.citations
        if item.value is not None:
            figure = found.figures[0].figure
            assert figure.value == pytest.approx(item.value, rel=1e-12)
            assert figure.display == item.display or item.id == "V1"  # whose facts are told one by one: 无


def test_every_county_mean_opens_as_itself(report: CheckReport, assistant: Assistant) -> None:
    for stage, spread in report.check.spreads.items():
        for column, one in enumerate(INDICATORS):
            found = opened(report, assistant.tools, one.id, stage, part=MEAN)
            mean = found.figures[0].figure
            assert mean.display == (spread.mean_display(column) or "—") and mean.label == found.title
            assert found.status is None and "平均" in found.title.zh


def test_every_value_of_every_school_opens_with_its_working(report: CheckReport, assistant: Assistant) -> None:
    check = report.check
    for stage, at, name in units_of(check):
        for column, one in enumerate(INDICATORS):
            found = opened(report, assistant.tools, one.id, stage, at)
            shown = unit_display(check.units[stage], at, column)
            figure = found.figures[0].figure
            assert name in found.title.zh and figure.display == (shown or "—")
            if figure.kind == "computed" and shown:
                assert figure.formula and figure.formula.endswith(f"= {shown}")
            assert places(check, one.id, stage)[name] == at


def test_the_numbers_of_whole_schools_open(report: CheckReport, assistant: Assistant) -> None:
    check, tools = report.check, assistant.tools
    for one in check.rooms:
        at = places(check, "music").get(one.school.name)
        for kind in KINDS:
            assert opened(report, tools, kind, None, at).figures[0].figure.value == one.count(kind).compliant
    for size in check.size:
        at = places(check, "G4").get(size.school.name)
        assert opened(report, tools, "G4", None, at).figures[0].figure.value == size.pupils
    for classes in check.class_size:
        at = places(check, "G5", classes.stage).get(classes.school.name)
        assert opened(report, tools, "G5", classes.stage, at).figures[0].figure.value == classes.largest
    for small in report.small_schools:
        at = places(check, "G6").get(small.school.name)
        assert opened(report, tools, "G6", None, at).figures[0].figure.value == float(small.funding.pupils)


def test_quotations_are_the_words_of_their_clauses(report: CheckReport, assistant: Assistant) -> None:
    for item in report.check.items:
        stage = next((one for one in STAGES if one == item.stage), None)
        for one in opened(report, assistant.tools, item.id, stage).citations:
            assert assistant.library.clause(one.document_id, one.clause).text[one.start : one.end] == one.quote != ""


def test_the_page_shows_formula_cells_and_the_clause_marked(
    survey: tuple[TestClient, str], assistant: Assistant
) -> None:
    own, _ = survey
    report = checked(assistant, "county_survey.xlsx")
    found = opened(report, assistant.tools, "R5", "小学", 0)
    page = own.get(figure_link("R5", "zh", stage="小学", school=0)).text
    figure = found.figures[0].figure
    words = text_of(page)
    assert figure.formula and figure.formula in words and found.title.zh in words
    for one in figure.inputs:
        assert one.cell and one.cell.split("!", 1)[1].replace("!", " › ") in words
    marked = [html.unescape(one) for one in re.findall(r"<mark>(.*?)</mark>", page, re.S)]
    assert marked == [one.quote for one in found.citations]


def test_a_link_on_the_page_opens_every_item(survey: tuple[TestClient, str]) -> None:
    own, page = survey
    links = [link for link in links_in(page, "/check/figure") if "school=" not in link]
    assert len(links) > 30
    for link in links:
        answer = own.get(link)
        assert answer.status_code == 200 and "返回核查" in answer.text


def test_in_a_frame_there_is_no_bar_and_links_stay_in_it(survey: tuple[TestClient, str]) -> None:
    own, _ = survey
    page = own.get(figure_link("G3", "en") + "&framed=1").text
    assert "<nav" not in page and "Back to the check" not in page
    inside = [*links_in(page, "/check/figure"), *links_in(page, "/documents/")]
    assert inside and all("framed=1" in link for link in inside)


def test_a_reading_is_named_with_the_number_that_it_bears_on(survey: tuple[TestClient, str]) -> None:
    own, _ = survey
    assert "音乐、美术教室分别计算" in own.get(figure_link("G3", "zh")).text
    other = own.get(figure_link("G3", "zh", readings=("rooms.kinds=sum",))).text
    assert "口径：音乐、美术教室合计" in text_of(other)


@pytest.mark.parametrize(
    "path",
    ["R9?stage=小学", "R1?stage=小学&school=999", "R1?stage=小学&school=-1", "CV.高中.R1", "CV.小学.R9?school=0",
     "CV.", "CV", "%3Cscript%3E", "G11?part=G11.none", "G1?school=0",
     "music?school=9999", "RULE?stage=初中&school=10000"],
)  # fmt: skip
def test_what_is_no_number_of_the_check_is_told_on_a_page(survey: tuple[TestClient, str], path: str) -> None:
    own, _ = survey
    answer = own.get(f"/check/figure/{path}")
    assert answer.status_code == 404 and answer.headers["content-type"].startswith("text/html")
    assert "<script>" not in answer.text


def test_nothing_opens_without_sheets(client: TestClient) -> None:
    answer = reader(client).get(figure_link("R1", "zh", stage="小学"))
    assert answer.status_code == 404 and "数据表" in answer.text


def test_a_school_that_a_stage_does_not_have_has_no_place(report: CheckReport) -> None:
    assert "不存在的学校" not in places(report.check, "R1", "小学")
    with pytest.raises(UnknownFigure):
        report.check.school("不存在的学校")
