"""The check as a page says what the check says: every status and number, of the reader's own sheets alone."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from assistant.check import CheckReport
from assistant.overview import BESIDE, OF_THE_31, count_of_31, group_counts
from assistant.service import Assistant
from tests.ui.checking import (
    COUNTIES,
    checked,
    golden,
    json_of,
    links_in,
    reader,
    rows_of,
    text_of,
    upload,
    with_sheets,
)
from ui.words.labels import VERDICTS

HOSTILE = '<script>alert("x")</script>小学'


@pytest.fixture(scope="module", params=COUNTIES, ids=lambda names: names[0])
def county(request: pytest.FixtureRequest, client: TestClient, assistant: Assistant) -> tuple[str, CheckReport]:
    """The page of the check of a sample sheet, and its check."""
    return with_sheets(client, *request.param)[1], checked(assistant, *request.param)


def test_every_item_stands_as_the_check_finds_it(county: tuple[str, CheckReport]) -> None:
    page, report = county
    items = json_of(report)["verdict"]["items"]
    shown = {(row["item"], row.get("stage", "")): row for row in rows_of(page)}
    assert len(shown) == len(items) == len(rows_of(page))
    for item in items:
        row = shown[item["id"], item["stage"] or ""]
        assert row["status"] == item["status"]
        assert row["value"].startswith(item["display"] or "—")


def test_the_verdict_and_its_counts_stand_on_top(county: tuple[str, CheckReport]) -> None:
    page, report = county
    head = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
    assert head and VERDICTS[report.check.status].zh in text_of(head[1])
    table = page[page.index('<table class="list counts">') :]
    rows = re.findall(r'<tr[^>]*><th scope="row">.*?</tr>', table[: table.index("</table>")], re.S)
    numbers = [[int(one) for one in re.findall(r'<td class="count[^"]*">(\d+)</td>', row)] for row in rows]
    summed, beside = group_counts(report.check, OF_THE_31), group_counts(report.check, BESIDE)
    counts = [*summed, count_of_31(report.check), *beside]
    assert numbers == [[*one.counts.values(), one.total] for one in counts]
    assert counts[3].total == 31
    # what stands above the sum adds up to it, column by column
    assert numbers[3] == [sum(column) for column in zip(*numbers[:3], strict=True)]


def test_the_counts_are_of_the_statuses_of_the_items(assistant: Assistant) -> None:
    report = checked(assistant, "county_strong.xlsx", "county_form.xlsx")
    of_spread = Counter(item.status for item in report.check.items if item.id.startswith("CV."))
    counts = {one.groups: one for one in group_counts(report.check)}
    assert {status: number for status, number in counts["CV",].counts.items() if number} == of_spread
    assert [counts[one,].total for one in ("R", "CV", "G", "Q", "S", "V")] == [7, 14, 15, 9, 1, 1]


def test_an_item_of_two_stages_is_met_only_when_both_are(assistant: Assistant) -> None:
    report = checked(assistant, "county_survey.xlsx")
    by_stage = [item.status for item in report.check.items if item.id == "R4"]
    assert set(by_stage) == {"met", "not_met"}
    own = next(one for one in group_counts(report.check) if one.groups == ("R",))
    failing = {item.id for item in report.check.items if item.id[0] == "R" and item.status == "not_met"}
    assert own.counts["not_met"] == len(failing)


def test_another_browser_sees_nothing_of_the_sheets(client: TestClient) -> None:
    own, page = with_sheets(client, "county_survey.xlsx")
    other = reader(client)
    assert "康美小学" in page and "康美小学" in own.get("/check").text
    for path in ("/check", "/check?c=1"):
        assert "康美小学" not in other.get(path).text
    for link in [*links_in(page, "/check/figure")[:3], "/check/workbook", "/check/results.xlsx", "/check/results.zip"]:
        answer = other.get(link)
        assert answer.status_code == 404 and "康美" not in answer.text
    assert "康美小学" not in TestClient(client.app, base_url="http://127.0.0.1:7860").get("/check").text


def test_names_in_a_sheet_are_text_on_the_page(client: TestClient) -> None:
    [(_, content)] = golden("county_survey.csv")
    named = content.decode("utf-8-sig").replace("康美小学", HOSTILE.replace('"', '""').join('""'))
    own = reader(client)
    page = upload(own, ("<img src=x>.csv", named.encode()))
    assert "&lt;script&gt;alert" in page and "<script>alert" not in page and "<img" not in page
    shown = next(link for link in links_in(page, "/check/figure/G3") if "school=" in link)
    assert "<script>alert" not in own.get(shown).text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_no_inline_script_or_style_and_no_other_site(client: TestClient, language: str) -> None:
    own, _ = with_sheets(client, "county_survey.xlsx")
    page = own.get("/check", params={"lang": language}).text
    assert "style=" not in page and page.count("<script") == page.count('<script src="/style/')
    assert not re.search(r"\son\w+=", page)
    assert all(link.startswith(("/", "?", "#")) for link in re.findall(r'(?:href|src|action)="([^"]*)"', page))


def test_another_reading_is_shown_and_not_kept(client: TestClient, assistant: Assistant) -> None:
    own, page = with_sheets(client, "county_survey.xlsx")
    other = next(link for link in links_in(page, "/check?") if "rooms.kinds%3Dsum" in link)
    turned = own.get(other).text
    expected = checked(assistant, "county_survey.xlsx", readings={"rooms.kinds": "sum"})
    status = {row["item"]: row["status"] for row in rows_of(turned)}["G3"]
    assert (
        status == expected.check.item("G3").status != checked(assistant, "county_survey.xlsx").check.item("G3").status
    )
    assert "没有保存" in turned and all("reading=" in link for link in links_in(turned, "/check/figure"))
    assert rows_of(own.get("/check").text) == rows_of(page)


def test_an_unknown_reading_is_told(client: TestClient) -> None:
    own, _ = with_sheets(client, "county_survey.xlsx")
    answer = own.get("/check", params={"reading": "rooms.kinds=<b>"})
    assert answer.status_code == 422 and answer.headers["content-type"].startswith("text/html")
    assert "<b>" not in answer.text


def test_a_county_is_asked_for_where_the_sheets_name_none(client: TestClient) -> None:
    own, page = with_sheets(client, "one_school.xlsx")
    assert 'name="county"' in page
    place = re.search(r"<option>(浙江省温州市乐清市)</option>", page)
    assert place
    chosen = own.get("/check", params={"county": place[1]}).text
    assert "本地目标（不影响国家指标的判定）" in chosen and "本地目标（" not in page


def test_a_county_given_is_not_shown_for_the_sheets_of_another(client: TestClient) -> None:
    own, page = with_sheets(client, "county_survey.xlsx")
    assert 'name="county"' not in page
    asked = own.get("/check", params={"county": "浙江省温州市乐清市"}).text
    assert "乐清市" not in re.search(r'<dl class="facts">.*?</dl>', asked, re.S)[0]
    assert rows_of(asked) == rows_of(page)


def test_the_year_can_be_chosen_where_the_sheets_state_none(client: TestClient) -> None:
    own, _ = with_sheets(client, "county_survey.xlsx")
    assert "示例县 2024" in text_of(own.get("/check", params={"year": "2024"}).text)
    assert own.get("/check", params={"year": ""}).status_code == 200
    stated, _ = with_sheets(client, "county_strong.xlsx", "county_form.xlsx")
    assert 'name="year"' not in stated.get("/check").text


def test_the_items_can_be_filtered_without_a_script(client: TestClient) -> None:
    own, page = with_sheets(client, "county_survey.xlsx")
    link = next(link for link in links_in(page, "/check?") if "status=not_met" in link)
    for row in rows_of(own.get(link).text):
        assert bool(row["hidden"]) == (row["status"] != "not_met")


def test_what_is_missing_names_the_items_that_it_would_decide(client: TestClient, assistant: Assistant) -> None:
    _, page = with_sheets(client, "county_missing_column.xlsx")
    section = text_of(page[page.index('id="missing"') : page.index('id="issues"')])
    for item in checked(assistant, "county_missing_column.xlsx").check.items:
        assert all(data in section for data in item.missing if item.status == "insufficient")
    assert "/api/template" in page


def test_a_year_before_is_compared(client: TestClient) -> None:
    [(_, now)] = golden("county_survey.csv")
    lines = now.decode("utf-8-sig").splitlines()
    of_year = {year: "\r\n".join([lines[0].replace("示例县", f"示例县{year}年"), *lines[1:]]) for year in (2024, 2025)}
    own = reader(client)
    page = upload(own, *((f"示例县{year}.csv", text.encode()) for year, text in of_year.items()))
    section = page[page.index('id="years"') : page.index('id="downloads"')]
    assert "2024" in section and "2025" in section and section.count('<th scope="row">') == 14


def test_a_page_without_sheets_offers_the_form_the_template_and_samples(client: TestClient) -> None:
    page = reader(client).get("/check", params={"lang": "en"}).text
    assert 'action="/check/upload?' in page and 'enctype="multipart/form-data"' in page
    assert "/api/template" in page and page.count('name="sample"') == 3
