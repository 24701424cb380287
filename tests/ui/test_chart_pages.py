"""The pages of the charts: of one's own sheets alone, sorted and filtered by the server, harmless by any name."""

from collections.abc import Callable, Iterator

import pytest
from lxml import html
from starlette.testclient import TestClient

from assistant.service import Assistant
from calculators.model import Upload
from tests.calculators.school_rows import OTHERS, file_of, rows_of
from tests.conftest import sample
from tests.ui.chart_reading import csv_rows, words_of
from tests.ui.conftest import ADDRESS
from ui.server.app import create_app

HOSTILE = {
    "a tag": "<script>alert(1)</script>小学",
    "an attribute": "\"><img src=x onerror=alert(1)>'小学",
    "a formula": "=cmd|' /C calc'!A0",
    "two thousand characters": "长" * 2000,
    "turned around": "甲\u202e小学\u2066乙",
    "an entity": "]]>&lt;小学&#0;",
}
CHARTS = ("heat-primary", "spread-primary", "rooms-by-school", "classes-primary", "school-sizes")
Reader = Callable[[], TestClient]


@pytest.fixture(scope="module")
def reader(assistant: Assistant) -> Iterator[Reader]:
    """Give new readers of one application, each with a browser of its own."""
    app = create_app(assistant)
    yield lambda: TestClient(app, base_url=ADDRESS, headers={"Origin": ADDRESS, "Accept-Language": "zh"})


def reading(reader: Reader, *uploads: Upload) -> TestClient:
    """Return a reader who has uploaded sheets."""
    client = reader()
    client.get("/check")
    files = [("files", (one.name, one.content)) for one in uploads]
    assert client.post("/check/upload", files=files).url.path == "/check"
    return client


@pytest.fixture(scope="module")
def own(reader: Reader) -> TestClient:
    return reading(reader, sample("county_uneven.xlsx"))


def names_in(page: str) -> list[str]:
    return [row.xpath("string(th)") for row in html.fromstring(page).xpath("//tbody/tr[th]")]


def column_of(page: str, at: int) -> list[str]:
    return [
        row.xpath(f"string(td[{at}]/a/text()|td[{at}]/text())") for row in html.fromstring(page).xpath("//tbody/tr[th]")
    ]


@pytest.mark.parametrize("path", ["heat-primary", "heat-primary.csv", "heat-primary.svg", "spread-primary/R1"])
def test_a_reader_without_sheets_gets_no_chart_of_another_s(reader: Reader, own: TestClient, path: str) -> None:
    assert own.get(f"/check/charts/{path}").status_code == 200
    stranger = reader()
    assert stranger.get(f"/check/charts/{path}").status_code == 404
    stranger.get("/check")
    answer = stranger.get(f"/check/charts/{path}")
    assert answer.status_code == 404
    assert "小学" not in answer.text.replace("小学阶段", "")


@pytest.mark.parametrize(
    "path", ["heat-senior", "heat-primary.png", "spread-primary/R9", "spread-senior/R1", "rooms.csv"]
)
def test_a_chart_that_is_not_there_is_a_page_that_says_so(own: TestClient, path: str) -> None:
    answer = own.get(f"/check/charts/{path}?lang=zh")
    assert answer.status_code == 404
    assert "没有这个图表" in answer.text


def test_without_script_a_chart_is_sorted_by_its_address(own: TestClient) -> None:
    rising = own.get("/check/charts/heat-primary?sort=heat-primary.R5.up").text
    falling = own.get("/check/charts/heat-primary?sort=heat-primary.R5.down").text
    values = [float(text) for text in column_of(rising, 5)]
    assert values == sorted(values) and len(set(values)) > 5
    assert [float(text) for text in column_of(falling, 5)] == sorted(values, reverse=True)
    assert html.fromstring(rising).xpath("//th[@aria-sort='ascending']//button/@value") == ["heat-primary.R5.down"]


def test_the_wish_chosen_last_counts_and_those_of_other_charts_stay(own: TestClient) -> None:
    page = own.get("/check?sort=heat-primary.R1.up&sort=school-sizes.pupils.down&sort=heat-primary.R2.down").text
    sorted_by = html.fromstring(page).xpath("//figure//th[@aria-sort]/ancestor::figure/@id")
    assert sorted_by == ["heat-primary", "school-sizes"]
    kept = html.fromstring(page).xpath("//form[@id='heat-junior-form']/input[@name='sort']/@value")
    assert kept == ["heat-primary.R1.up", "school-sizes.pupils.down", "heat-primary.R2.down"]


def test_only_what_fails_is_shown_where_that_is_asked_for(own: TestClient) -> None:
    everything = own.get("/check/charts/rooms-by-school").text
    failing = own.get("/check/charts/rooms-by-school?only=rooms-by-school.yes").text
    assert 0 < len(names_in(failing)) < len(names_in(everything))
    assert set(html.fromstring(failing).xpath("//tbody/tr/td[last()]/text()")) == {"不达标"}
    # what fails comes first where nothing is asked for
    assert names_in(everything)[: len(names_in(failing))] == names_in(failing)


def test_a_wish_that_means_nothing_is_let_be(own: TestClient) -> None:
    usual = names_in(own.get("/check/charts/heat-primary").text)
    for wish in ("sort=heat-primary.R9.up", "sort=heat-primary", "sort=%00", "only=heat-primary.maybe", "rows=x"):
        assert names_in(own.get(f"/check/charts/heat-primary?{wish}").text) == usual


def test_many_schools_are_shown_in_part_until_all_are_asked_for(reader: Reader) -> None:
    schools = [{"学校名称": f"{at}号小学", "学校标识码": str(3505000100 + at)} for at in range(80)]
    client = reading(reader, file_of(rows_of(*schools)))
    part = client.get("/check/charts/heat-primary").text
    assert len(names_in(part)) == 60
    assert "显示 60 行，共 80 行" in part
    assert len(names_in(client.get("/check/charts/heat-primary?rows=heat-primary.all").text)) == 80
    assert len(csv_rows(client.get("/check/charts/heat-primary.csv").content)) == 81


def test_every_number_of_a_chart_opens_how_it_came_about(own: TestClient) -> None:
    for chart in CHARTS:
        links = html.fromstring(own.get(f"/check/charts/{chart}?lang=zh").text).xpath("//tbody//a/@href")
        assert links
        for link in dict.fromkeys([links[0], links[1], links[-1]]):
            answer = own.get(link)
            assert answer.status_code == 200, link


def test_the_parts_in_a_coefficient_are_a_page_and_stand_in_a_frame(own: TestClient) -> None:
    page = own.get("/check/charts/spread-primary/R5?lang=zh&framed=1").text
    assert 'class="bar"' not in page
    assert "小学 R5 体育运动场馆：各校对差异系数的影响" in page
    assert all("framed=1" in link for link in html.fromstring(page).xpath("//tbody//a/@href"))
    parts = [float(text) for text in html.fromstring(page).xpath("//tbody/tr/td[1]/a/text()[normalize-space()]")]
    assert len(parts) == 20 and parts == sorted(parts, reverse=True)


def test_another_reading_is_handed_on_to_pictures_and_files(own: TestClient) -> None:
    page = html.fromstring(own.get("/check/charts/rooms-by-school?reading=rooms.kinds%3Dsum&lang=zh").text)
    links = page.xpath("//tbody//a/@href | //p[@class='chart-take']/a/@href")
    assert links and all("reading=rooms.kinds%3Dsum" in link for link in links)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_a_school_is_called_its_charts_are_harmless(reader: Reader, name: str) -> None:
    client = reading(reader, file_of(rows_of({"学校名称": name, "小学最大班额": 60}, *OTHERS)))
    for chart in CHARTS:
        page = client.get(f"/check/charts/{chart}?lang=zh").text
        assert len(names_in(page)) == (7 if chart == "spread-primary" else 3)
        assert not html.fromstring(page).xpath("//script | //img | //@onerror | //@style")
        drawn = words_of(client.get(f"/check/charts/{chart}.svg?lang=zh").content)
        assert max(map(len, drawn)) < 200
        assert not any(mark in text for text in drawn for mark in "\u202e\u2066")
        for row in csv_rows(client.get(f"/check/charts/{chart}.csv?lang=zh").content)[1:]:
            assert not row[0].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_stands_by_itself(own: TestClient, language: str) -> None:
    for chart in CHARTS:
        answer = own.get(f"/check/charts/{chart}.svg?lang={language}")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        drawn = words_of(answer.content)
        figure = html.fromstring(own.get(f"/check/charts/{chart}?lang={language}").text)
        assert drawn[0] == figure.xpath("string(//h3)")
        assert any("county_uneven.xlsx" in text for text in drawn)
        assert not any(sign in answer.text for sign in ("var(", "class=", "style=", "href=", "<script", "undefined"))


def test_sorting_a_chart_keeps_the_items_that_the_page_is_filtered_by(own: TestClient) -> None:
    page = html.fromstring(own.get("/check?status=not_met&sort=heat-primary.R1.up").text)
    kept = page.xpath("//form[@id='heat-junior-form']/input[@type='hidden']")
    assert {("status", "not_met"), ("sort", "heat-primary.R1.up")} <= {
        (one.get("name"), one.get("value")) for one in kept
    }


def test_the_county_mean_of_a_chart_opens_as_the_number_that_was_clicked(own: TestClient) -> None:
    cell = html.fromstring(own.get("/check/charts/spread-primary?lang=zh").text).xpath("//tbody/tr[1]/td[1]/a")[0]
    opened = html.fromstring(own.get(cell.get("href")).text)
    assert opened.xpath("string(//*[@class='figure-value'])").startswith(cell.text_content().strip())
