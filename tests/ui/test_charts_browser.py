"""The charts in a real browser: sorted in place, walked with the arrows, taken away as a picture and as data."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import MARKS, SIZES, WAIT, Visit, Windows, visiting
from tests.ui.chart_reading import csv_rows

pytestmark = MARKS
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHARTS = ("heat-primary", "spread-junior", "rooms-by-school", "classes-primary", "school-sizes")


@pytest.fixture
def visit(browser: Windows, own_address: str, sheets: Path) -> Iterator[Visit]:
    with visiting(browser, own_address, "wide", "/check?lang=zh") as visit:
        yield uploaded(visit, sheets)


def uploaded(visit: Visit, sheets: Path) -> Visit:
    visit.page.set_input_files("#upload-files", str(sheets / "county_uneven.xlsx"))
    visit.page.locator("#upload [type=submit]").click()
    visit.page.wait_for_selector("#heat-primary td", timeout=WAIT, state="attached")
    return visit


def column(visit: Visit, at: int) -> list[float]:
    texts = visit.page.locator(f"#heat-primary tbody td:nth-of-type({at}) a").all_inner_texts()
    return [float(text.split()[0].rstrip("△×临")) for text in texts]


def test_a_heat_map_is_sorted_in_place_and_its_address_says_so(visit: Visit) -> None:
    unsorted = column(visit, 5)
    for state, order in (("ascending", sorted(unsorted)), ("descending", sorted(unsorted, reverse=True))):
        visit.page.locator("#heat-primary thead button").nth(5).click()
        visit.page.wait_for_selector(f"#heat-primary thead th:nth-child(6)[aria-sort={state}]", timeout=WAIT)
        assert column(visit, 5) == order
        # who pressed the button is still on it
        assert visit.page.evaluate("document.activeElement.closest('th')?.cellIndex") == 5
    assert "sort=heat-primary.R5.down" in visit.page.url
    visit.page.reload()
    assert column(visit, 5) == sorted(unsorted, reverse=True)


def test_the_arrows_walk_through_a_table_and_enter_opens_the_number(visit: Visit) -> None:
    page = visit.page
    page.locator("#heat-primary thead button").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowRight"):
        page.keyboard.press(key)
    cell = page.locator("#heat-primary tbody tr").first.locator("td").first
    assert cell.evaluate("cell => cell.contains(document.activeElement)")
    assert page.locator("#heat-primary table").get_attribute("role") == "grid"
    assert page.locator("#heat-primary table [tabindex='0']").count() == 1
    shown = page.evaluate("document.activeElement.innerText").split()[0]
    page.keyboard.press("Enter")
    frame = page.frame_locator("iframe[name=jh-figure]")
    frame.locator("h1").wait_for(timeout=WAIT)
    assert shown.rstrip("△×临") in frame.locator("main").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("#figure")).to_be_hidden(timeout=WAIT)
    assert cell.evaluate("cell => cell.contains(document.activeElement)"), "the focus comes back"


def test_a_chart_is_taken_away_as_a_picture_and_as_data(visit: Visit, tmp_path: Path) -> None:
    for id in CHARTS:
        with visit.page.expect_download(timeout=WAIT) as waiting:
            visit.page.click(f"#{id} [data-picture]")
        path = tmp_path / f"{id}.png"
        waiting.value.save_as(path)
        assert waiting.value.suggested_filename.endswith(".png")
        width, height, colours = measured(path.read_bytes())
        assert width > 800
        assert height > 300
        assert colours > 8
    with visit.page.expect_download(timeout=WAIT) as waiting:
        visit.page.locator("#heat-primary .chart-take a[href*='.csv']").click()
    waiting.value.save_as(tmp_path / "heat.csv")
    assert len(csv_rows((tmp_path / "heat.csv").read_bytes())) == 1 + len(column(visit, 1))


def measured(picture: bytes) -> tuple[int, int, int]:
    """Return the width and height of a PNG, and how many different bytes its lines are made of."""
    assert picture.startswith(SIGNATURE)
    width, height = struct.unpack(">II", picture[16:24])
    lines, at = b"", len(SIGNATURE)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            lines += picture[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, len(set(zlib.decompress(lines)))


def test_on_a_phone_a_chart_scrolls_by_itself_and_not_the_page(
    browser: Windows, own_address: str, sheets: Path
) -> None:
    with visiting(browser, own_address, "narrow", "/check?lang=zh") as visit:
        uploaded(visit, sheets)
        for id in CHARTS:
            visit.page.evaluate("id => { document.getElementById(id).closest('details').open = true }", id)
            box = visit.page.locator(f"#{id} .chart-scroll").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= SIZES["narrow"]["width"]
        assert not visit.cut_off()
