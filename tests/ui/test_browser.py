"""The whole line in a real browser: question, sheet, verdict, citation, quotation. No request leaves the machine."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from tests.ui.browser import MARKS, SIZES, WAIT, Visit, Windows, visiting

pytestmark = MARKS


@pytest.fixture(params=SIZES)
def visit(request: pytest.FixtureRequest, browser: Windows, address: str) -> Iterator[Visit]:
    with visiting(browser, address, request.param) as visit:
        yield visit


def test_a_sheet_a_question_a_verdict_and_the_clause_that_says_so(
    visit: Visit, sheets: Path, request: pytest.FixtureRequest
) -> None:
    size = request.node.callspec.params["visit"]
    visit.shot(f"{size}-1-start")
    assert not visit.cut_off()

    said = visit.upload(sheets / "county_survey.xlsx")
    assert "结论 不达标" in said and "康美小学" in said
    assert "county_survey.xlsx" in visit.page.inner_text("#jh-sheets")
    chat = visit.page.locator("#jh-chat").bounding_box()
    assert chat and chat["height"] > 300, "there is room to read what was found"
    visit.shot(f"{size}-2-sheet")

    answer = visit.ask("我们县音乐教室达标吗？")
    assert "不达标" in answer and "[1]" in answer and "乐政办发〔2023〕39号" in answer
    figures = visit.page.inner_text("#jh-figures")
    assert re.search(r"核对：[1-9]\d* 个数字有出处，0 个被拒", figures)
    visit.page.wait_for_timeout(300)
    top, frame = (
        visit.page.locator("#jh-chat [data-testid=user]").bounding_box(),
        visit.page.locator("#jh-chat").bounding_box(),
    )
    assert top and frame and 0 <= top["y"] - frame["y"] < 60, "the beginning of the answer is in view"
    visit.shot(f"{size}-3-answer")
    assert not visit.cut_off()

    with visit.context.expect_page() as opened:
        visit.page.locator("#jh-chat .jh-source a").first.click()
    document = opened.value
    document.wait_for_load_state()
    quoted = visit.page.locator("#jh-chat .jh-source blockquote").first.inner_text()
    mark = document.locator("mark#quote")
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", quoted)
    box, height = mark.bounding_box(), document.viewport_size["height"]
    assert box and 0 <= box["y"] < height, "the quotation is scrolled to"
    visit.shot(f"{size}-4-document", document)
    assert not visit.cut_off(document)


def test_the_english_switch_changes_every_label(visit: Visit, request: pytest.FixtureRequest) -> None:
    visit.page.get_by_text("English").click()
    visit.page.get_by_text("Upload a sheet").wait_for(timeout=WAIT)
    visit.page.wait_for_timeout(500)
    shown = visit.page.inner_text("body") + (visit.page.get_attribute("#jh-question textarea", "placeholder") or "")
    allowed = shown.replace("中文", "").replace("差异系数", "")
    assert not re.search(r"[\u4e00-\u9fff]", allowed), re.findall(r"[\u4e00-\u9fff]+", allowed)
    answer = visit.ask("How large must a music room be in Yueqing?")
    assert "96" in answer and "[1]" in answer
    visit.shot(f"{request.node.callspec.params['visit']}-5-english")
    assert not visit.cut_off()


def test_mark_up_in_names_and_questions_is_shown_as_text(visit: Visit, tmp_path: Path) -> None:
    name = "<img src=x onerror=document.title='owned'>小学"
    sheet = tmp_path / "<b>x.csv"
    sheet.write_text(
        f"学校名称,学段,在校生数,班级数,音乐专用教室数,美术专用教室数\n{name},小学,2100,50,1,1\n", encoding="utf-8"
    )
    assert name in visit.upload(sheet)
    question = "**粗** <u>下划线</u> [链接](http://evil.example) ![图](http://evil.example/x.png) 音乐教室达标吗？"
    visit.ask(question)
    assert visit.page.locator("#jh-chat [data-testid=user]").last.inner_text().strip() == question
    assert visit.page.locator("#jh-chat u, #jh-chat img[src*=evil], #jh-chat a[href*=evil]").count() == 0
    assert visit.page.title() != "owned"


def test_an_example_question_is_asked_with_one_click(visit: Visit) -> None:
    visit.page.locator(".jh-example").first.click()
    answer = visit.page.locator("#jh-chat [data-testid=bot]").first
    answer.wait_for(timeout=WAIT)
    assert "96" in answer.inner_text()


def test_a_file_that_is_no_sheet_is_told_in_one_sentence(visit: Visit, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.xlsx"
    wrong.write_bytes(b"\x00 nothing")
    assert "没有读入 notes.xlsx" in visit.upload(wrong)
    assert "notes.xlsx" not in visit.page.inner_text("#jh-sheets")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit: Visit, tmp_path: Path) -> None:
    notice = visit.page.locator("#jh-sheets .jh-problem")
    assert not notice.is_visible()
    large = tmp_path / "large.csv"
    large.write_bytes(b"1" * (20 * 1024 * 1024 + 1))
    visit.page.set_input_files("#jh-side input[type=file]", str(large))
    notice.wait_for(timeout=WAIT)
    assert "超过 20 MB" in notice.inner_text()
    assert not [url for url in visit.requests if "/upload" in url]


def test_the_sheet_and_the_county_are_chosen_without_scrolling(visit: Visit) -> None:
    upload = visit.page.locator("#jh-upload").bounding_box()
    question = visit.page.locator("#jh-question").bounding_box()
    assert upload and question and visit.page.viewport_size
    assert upload["y"] + upload["height"] < visit.page.viewport_size["height"]
    assert question["y"] + question["height"] < visit.page.viewport_size["height"]


def test_the_list_of_counties_lies_under_its_box(visit: Visit) -> None:
    visit.page.click("#jh-county input")
    visit.page.wait_for_selector("#jh-county ul")
    listed, box = visit.page.locator("#jh-county ul").bounding_box(), visit.page.locator("#jh-county .wrap").last
    around = box.bounding_box()
    assert listed and around
    assert abs(listed["x"] - around["x"]) <= 2 and abs(listed["width"] - around["width"]) <= 2


def test_a_new_chat_forgets_sheets_and_figures(visit: Visit, sheets: Path) -> None:
    visit.upload(sheets / "county_survey.xlsx")
    visit.page.click("#jh-reset")
    sync_api.expect(visit.page.locator("#jh-sheets")).to_contain_text("尚未上传", timeout=WAIT)
    assert "请上传" in visit.ask("我们县音乐教室达标吗？")


def test_the_documents_table_wraps_no_number_and_no_date(visit: Visit, request: pytest.FixtureRequest) -> None:
    page = visit.context.new_page()
    page.goto(visit.address + "/documents?lang=zh")
    lines = """cell => {
        const all = document.createRange();
        all.selectNodeContents(cell);
        return all.getClientRects().length;
    }"""
    assert {cell.evaluate(lines) for cell in page.locator(".documents .whole").all()} == {1}
    visit.shot(f"{request.node.callspec.params['visit']}-6-documents", page)
    assert not visit.cut_off(page)


def test_the_page_tells_its_language(visit: Visit) -> None:
    assert visit.page.get_attribute("html", "lang") == "zh-CN"
    visit.page.get_by_text("English").click()
    sync_api.expect(visit.page.locator("html")).to_have_attribute("lang", "en", timeout=WAIT)
