"""One journey in a real browser: a Word file is added, corrected, asked about, found, replaced, and removed again."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from tests.ui.browser import MARKS, SIZES, WAIT, WIDE, Page, Visit, Windows, visiting

pytestmark = MARKS
QUESTION = "石狮市校车安全专项资金每年多少？"


@pytest.fixture(params=SIZES)
def own_visit(request: pytest.FixtureRequest, browser: Windows, own_address: str) -> Iterator[Visit]:
    with visiting(browser, own_address, request.param) as visit:
        yield visit


def written(path: Path, amount: int) -> Path:
    """Write the measures of a city with the amount that they set apart."""
    document = docx.Document()
    for line in (
        "校车安全若干措施", "狮政办〔2024〕12号", "一、工作目标", "到2026年，所有校车安装监控。",
        "二、保障措施", f"市财政每年安排校车安全专项资金{amount}万元。", "市人民政府办公室", "2024年3月5日",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.save(str(path))
    return path


def by_keyboard(page: Page, file: Path) -> None:
    """Choose a file and send it without a mouse, and wait for what was understood."""
    page.goto(page.url.partition("/documents")[0] + "/documents?lang=zh")
    page.set_input_files("input[type=file]", str(file))
    page.focus("input[type=file]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#place", timeout=WAIT)


def cited(visit: Visit, amount: str) -> None:
    """Ask, and wait until the clause is shown: beside the answer too, where the window has room for it."""
    answer = visit.ask(QUESTION)
    assert amount in answer and "狮政办〔2024〕12号" in answer and "[1]" in answer
    if visit.page.viewport_size == WIDE:
        source = visit.evidence().locator("details.source[open]")
        expect(source.frame_locator("iframe").locator("mark#quote")).to_contain_text(amount, timeout=WAIT)


def test_a_document_is_added_corrected_asked_about_found_replaced_and_removed(
    own_visit: Visit, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    visit, page = own_visit, own_visit.context.new_page()
    size = request.node.callspec.params["own_visit"]
    assert "850" not in visit.ask(QUESTION)

    page.goto(f"{visit.address}/documents?lang=zh")
    by_keyboard(page, written(tmp_path / "措施.docx", 850))
    assert page.input_value("#number") == "狮政办〔2024〕12号"
    visit.shot(f"{size}-6-understood", page)
    assert not visit.cut_off(page)
    page.get_by_label("适用地区").fill("石狮市")
    page.get_by_role("button", name="确认添加").click()
    page.wait_for_selector(".done", timeout=WAIT)
    assert "福建省泉州市石狮市" in page.inner_text(".done")
    visit.shot(f"{size}-7-added", page)
    assert not visit.cut_off(page)

    page.get_by_role("link", name="全部文件").click()
    row = page.locator("tr", has_text="狮政办〔2024〕12号")
    assert "用户添加" in row.inner_text()
    visit.shot(f"{size}-8-documents", page)
    assert not visit.cut_off(page)
    page.fill("#q", "校车安全专项资金")
    page.keyboard.press("Enter")
    page.locator(".results a").first.click()
    assert page.locator("#quote").inner_text() == "校车安全专项资金" and visit.in_view(page.locator("#quote"))
    assert "850万元" in page.locator(".cited").inner_text()
    cited(visit, "850")

    by_keyboard(page, written(tmp_path / "修订.docx", 920))
    page.get_by_label("适用地区").fill("石狮市")
    page.get_by_role("button", name="重新").click()
    assert page.locator(".changes del").all_inner_texts() == ["850"]
    assert page.locator(".changes ins").all_inner_texts() == ["920"]
    visit.shot(f"{size}-9-changes", page)
    assert not visit.cut_off(page)
    page.get_by_role("button", name="确认添加").click()
    page.wait_for_selector(".done", timeout=WAIT)
    cited(visit, "920")

    page.goto(f"{visit.address}/documents?lang=zh")
    page.locator("tr", has_text="狮政办〔2024〕12号").get_by_role("link", name="移除").click()
    page.get_by_role("button", name="移除").click()
    page.get_by_role("heading", name="政策文件").wait_for(timeout=WAIT)
    assert "狮政办〔2024〕12号" not in page.inner_text("main")
    assert "920" not in visit.ask(QUESTION)
