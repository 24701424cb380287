"""The check as a page in a real browser: uploaded, looked into, sorted, taken away; every number leads to its proof."""

import csv
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from assistant.check import CheckReport
from assistant.service import Assistant
from tests.conftest import sample
from tests.ui.browser import MARKS, SIZES, WAIT, Page, Visit, Windows, visiting

pytestmark = MARKS
FILES = ("county_strong.xlsx", "county_form.xlsx")
SURVEY = "county_survey.xlsx"
FIGURE = "iframe[name=jh-figure]"


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, browser: Windows, own_address: str) -> Iterator[Visit]:
    with visiting(browser, own_address, request.param, "/check?lang=zh") as visit:
        yield visit


@pytest.fixture(scope="module")
def survey(assistant: Assistant) -> CheckReport:
    return assistant.check([sample(SURVEY)])


def upload(page: Page, *paths: Path) -> None:
    """Choose sheets, send them, and wait for the verdict."""
    page.set_input_files("#upload-files", [str(path) for path in paths])
    page.locator("#upload [type=submit]").click()
    page.wait_for_selector("#verdict", timeout=WAIT)


def opened(visit: Visit, link: Locator) -> FrameLocator | Page:
    """Follow a number; return its proof, which opens beside the page or in its place."""
    link.click()
    if visit.page.viewport_size == SIZES["wide"]:
        frame = visit.page.frame_locator(FIGURE)
        frame.locator("h1").wait_for(timeout=WAIT)
        return frame
    visit.page.wait_for_url("**/check/figure/**")
    return visit.page


def taken(visit: Visit, link: Locator, folder: Path) -> bytes:
    """Take a download as a reader does, and return its bytes."""
    with visit.page.expect_download(timeout=WAIT) as coming:
        link.click()
    coming.value.save_as(folder / "taken")
    return (folder / "taken").read_bytes()


def names(chart: Locator) -> list[str]:
    """Return the schools of a chart as they stand."""
    return [one.strip() for one in chart.locator("tbody th").all_inner_texts()]


def test_two_files_are_checked_together_and_an_item_opens(
    visit: Visit, sheets: Path, assistant: Assistant, request: pytest.FixtureRequest
) -> None:
    page, size = visit.page, request.node.callspec.params["visit"]
    visit.shot(f"check-1-empty-{size}")
    upload(page, *(sheets / name for name in FILES))
    check = assistant.check([sample(name) for name in FILES]).check
    visit.shot(f"check-2-verdict-{size}")
    assert not visit.cut_off()
    met = sum(1 for one in check.items if one.status == "met")
    assert len(page.locator("#items details.item[data-status=met]").all()) == met > 0
    assert "示例二县" in page.inner_text("#verdict")

    item = page.locator("#items details.item").filter(has_text=re.compile(r"^\s*G3")).first
    item.locator("summary").click()
    proof = opened(visit, item.locator(".inside a[href*='/check/figure/']").first)
    expect(proof.locator("blockquote mark").first).to_be_visible(timeout=WAIT)
    visit.shot(f"check-3-item-{size}")
    assert not visit.cut_off()


def test_a_cell_of_the_heat_map_leads_to_its_formula_its_cells_and_its_clause(
    visit: Visit, sheets: Path, survey: CheckReport, request: pytest.FixtureRequest
) -> None:
    page, size = visit.page, request.node.callspec.params["visit"]
    upload(page, sheets / SURVEY)
    page.locator(".contents a[href='#heat']").click()  # a narrow window begins with the charts folded
    chart = page.locator("#heat-primary")
    primary = next(units for stage, units in survey.check.units.items() if stage == "小学")
    assert sorted(names(chart)) == sorted(one.name for one in primary.schools)
    first = names(chart)
    chart.locator("thead button").nth(1).click()
    expect(page.locator("#heat-primary thead th").nth(1)).to_have_attribute("aria-sort", re.compile("ending"))
    assert names(page.locator("#heat-primary")) != first and sorted(names(page.locator("#heat-primary"))) == sorted(
        first
    )
    visit.shot(f"check-4-heat-{size}")
    assert not visit.cut_off()

    cell = page.locator("#heat-primary tbody td a[href*='/figure/R1']").first
    shown = str(re.findall(r"[\d.]+", cell.inner_text())[0])
    proof = opened(visit, cell)
    expect(proof.locator(".figure-value").first).to_contain_text(shown, timeout=WAIT)
    expect(proof.locator(".formula").first).to_contain_text("÷")
    expect(proof.locator("table code").first).to_contain_text("›")
    expect(proof.locator("blockquote mark").first).to_be_visible()
    visit.shot(f"check-5-figure-{size}")
    assert not visit.cut_off()


def test_what_is_taken_away_opens_and_holds_the_numbers_of_the_page(
    browser: Windows, own_address: str, sheets: Path, survey: CheckReport, tmp_path: Path
) -> None:
    with visiting(browser, own_address, path="/check?lang=zh") as visit:
        page = visit.page
        upload(page, sheets / SURVEY)
        spread = survey.check.item("CV.小学.R1").display

        picture = taken(visit, page.locator("#spread-primary [data-picture]"), tmp_path)
        width, height = struct.unpack(">II", picture[16:24])
        assert picture.startswith(b"\x89PNG") and width > 800 and height > 300
        rows = list(
            csv.reader(
                io.StringIO(
                    taken(visit, page.locator("#spread-primary .chart-take a").last, tmp_path).decode("utf-8-sig")
                )
            )
        )
        assert any(spread in row for row in rows)

        links = page.locator("#downloads .downloads a")
        marked = openpyxl.load_workbook(io.BytesIO(taken(visit, links.nth(0), tmp_path)))
        assert len(marked.sheetnames) > 1
        book = openpyxl.load_workbook(io.BytesIO(taken(visit, links.nth(1), tmp_path)))
        values = {cell.value for page_of in book for row in page_of.iter_rows() for cell in row}
        assert spread in values and survey.check.item("CV.小学.R1").value in values
        with zipfile.ZipFile(io.BytesIO(taken(visit, links.nth(2), tmp_path))) as packed:
            assert any(spread in packed.read(name).decode("utf-8-sig") for name in packed.namelist())


def test_a_column_in_doubt_is_confirmed_on_the_page_of_the_check(
    browser: Windows, own_address: str, tmp_path: Path
) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("学校名称,学段,在校生数,班级数,网络多媒体教师数\n甲小学,小学,900,20,30\n", encoding="utf-8")
    with visiting(browser, own_address, path="/check?lang=zh") as visit:
        upload(visit.page, sheet)
        asked = visit.page.locator("#columns .asked").filter(has_text="网络多媒体教师数")
        asked.locator("select").select_option(label="网络多媒体教室数")
        visit.page.locator("#columns .confirm [type=submit]").click()
        expect(visit.page.locator("#columns .asked")).to_have_count(0, timeout=WAIT)
        visit.shot("check-6-confirmed")
        visit.page.locator("#columns form [type=submit]").click()
        expect(visit.page.locator("#columns .asked")).to_have_count(1, timeout=WAIT)
