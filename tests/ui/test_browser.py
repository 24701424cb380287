"""The whole line in a real browser: question, sheet, verdict, citation, quotation. No request leaves the machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.ui.browser import MARKS, SIZES, WAIT, Visit, Windows, visiting

pytestmark = MARKS
CHINESE = r"[\u4e00-\u9fff]+"
LINES = """cell => {
    const all = document.createRange();
    all.selectNodeContents(cell);
    return all.getClientRects().length;
}"""


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def visit(browser: Windows, address: str, size: str) -> Iterator[Visit]:
    with visiting(browser, address, size) as visit:
        yield visit


def ends(visit: Visit, part: str) -> float:
    """Return how far down a part of the page ends."""
    box = visit.page.locator(part).bounding_box()
    assert box
    return box["y"] + box["height"]


def from_the_top(visit: Visit) -> float:
    """Return how far below the upper edge of the conversation the last question stands."""
    asked = visit.page.locator("#jh-chat [data-testid=user]").last.bounding_box()
    around = visit.page.locator("#jh-chat").bounding_box()
    assert asked and around
    return asked["y"] - around["y"]


def test_a_sheet_a_question_a_verdict_and_the_clause_that_says_so(visit: Visit, size: str, sheets: Path) -> None:
    page = visit.page
    visit.shot(f"{size}-1-start")
    assert not visit.cut_off()
    assert ends(visit, "#jh-question") < SIZES[size]["height"]
    visit.side()
    assert ends(visit, "#jh-upload") < SIZES[size]["height"]

    said = visit.upload(sheets / "county_survey.xlsx")
    assert "结论 不达标" in said and "康美小学" in said
    expect(page.locator("#jh-sheets")).to_contain_text("county_survey.xlsx")
    chat = page.locator("#jh-chat").bounding_box()
    assert chat and chat["height"] > 300, "there is room to read what was found"
    visit.shot(f"{size}-2-sheet")

    answer = visit.ask("我们县音乐教室达标吗？")
    assert "不达标" in answer and "[1]" in answer and "乐政办发〔2023〕39号" in answer
    page.wait_for_timeout(500)
    assert -1 <= from_the_top(visit) < 60, "the beginning of the answer is in view"
    visit.shot(f"{size}-3-answer")
    assert not visit.cut_off()

    visit.answers().last.locator("a.jh-act-evidence").click()
    evidence = visit.evidence()
    expect(evidence.locator(".verified")).to_contain_text(re.compile(r"[1-9]\d* 个数字有出处，0 个被拒"), timeout=WAIT)
    source = evidence.locator("details.source").first
    if source.get_attribute("open") is None:
        source.locator("summary").click()
    with visit.context.expect_page(timeout=WAIT) as opened:
        source.locator(".context a").click()
    mark = opened.value.locator("mark#quote")
    expect(mark).to_be_in_viewport(timeout=WAIT)
    quoted = source.locator("blockquote").inner_text()
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", quoted)
    visit.shot(f"{size}-4-document", opened.value)
    assert not visit.cut_off(opened.value)


def test_the_english_switch_changes_every_label_and_the_page_tells_its_language(visit: Visit, size: str) -> None:
    page = visit.page
    assert page.get_attribute("html", "lang") == "zh-CN"
    page.get_by_text("English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en", timeout=WAIT)
    visit.side()
    expect(page.locator("#jh-upload")).to_have_text("Upload sheets", timeout=WAIT)
    page.keyboard.press("Escape")
    shown = page.inner_text("body") + (page.get_attribute("#jh-question textarea", "placeholder") or "")
    chinese = set(re.findall(CHINESE, shown.replace("中文", "").replace("差异系数", "")))
    assert not chinese, chinese
    answer = visit.ask("How large must a music room be in Yueqing?")
    assert "96" in answer and "[1]" in answer
    visit.shot(f"{size}-5-english")
    assert not visit.cut_off()


def test_what_is_no_sheet_or_too_large_is_told_and_a_new_chat_holds_no_sheet(
    visit: Visit, tmp_path: Path, sheets: Path
) -> None:
    page, notice = visit.page, visit.page.locator("#jh-upload-note .jh-problem")
    wrong, large = tmp_path / "notes.xlsx", tmp_path / "large.csv"
    wrong.write_bytes(b"\x00 nothing")
    large.write_bytes(b"1" * (20 * 1024 * 1024 + 1))

    visit.side()
    assert not notice.is_visible()
    page.set_input_files("#jh-side input[type=file]", str(large))
    notice.wait_for(timeout=WAIT)
    assert "超过 20 MB" in notice.inner_text()
    assert not [url for url in visit.requests if "/upload" in url]

    assert "没有读入 notes.xlsx" in visit.upload(wrong)
    visit.upload(sheets / "county_survey.xlsx")
    expect(page.locator("#jh-sheets")).to_contain_text("county_survey.xlsx")
    expect(page.locator("#jh-sheets")).not_to_contain_text("notes.xlsx")
    visit.side()
    page.click("#jh-reset")
    expect(page.locator("#jh-sheets")).to_contain_text("尚未上传", timeout=WAIT)
    page.keyboard.press("Escape")
    assert "请上传" in visit.ask("我们县音乐教室达标吗？")


def test_an_example_is_asked_with_one_click_and_counties_are_listed_under_their_box(visit: Visit) -> None:
    page = visit.page
    visit.side()
    page.click("#jh-county input")
    page.wait_for_selector("#jh-county ul", timeout=WAIT)
    listed = page.locator("#jh-county ul").bounding_box()
    around = page.locator("#jh-county .wrap").last.bounding_box()
    assert listed and around
    assert abs(listed["x"] - around["x"]) <= 2 and abs(listed["width"] - around["width"]) <= 2
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the list, and then the column that lies over the page
    page.locator(".jh-example").first.click()
    assert "96" in visit.answered(0)


def test_mark_up_in_names_and_questions_is_shown_as_text(browser: Windows, address: str, tmp_path: Path) -> None:
    name = "<img src=x onerror=document.title='owned'>小学"
    sheet = tmp_path / "<b>x.csv"
    sheet.write_text(
        f"学校名称,学段,在校生数,班级数,音乐专用教室数,美术专用教室数\n{name},小学,2100,50,1,1\n", encoding="utf-8"
    )
    with visiting(browser, address) as visit:
        assert name in visit.upload(sheet)
        question = "**粗** <u>下划线</u> [链接](http://evil.example) ![图](http://evil.example/x.png) 音乐教室达标吗？"
        visit.ask(question)
        assert visit.page.locator("#jh-chat [data-testid=user]").last.inner_text().strip() == question
        assert visit.page.locator("#jh-chat u, #jh-chat img[src*=evil], #jh-chat a[href*=evil]").count() == 0
        assert visit.page.title() != "owned"


def test_the_documents_table_wraps_no_number_and_no_date(browser: Windows, address: str, size: str) -> None:
    with visiting(browser, address, size, "/documents?lang=zh") as visit:
        cells = visit.page.locator(".documents .whole")
        cells.first.wait_for(state="attached", timeout=WAIT)
        assert set(cells.evaluate_all(f"cells => cells.map({LINES})")) == {1}
        visit.shot(f"{size}-6-documents")
        assert not visit.cut_off()
