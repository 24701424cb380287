"""What a reader does with an answer, in a real browser: copied, asked again, edited, judged, shared, read otherwise."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.ui.browser import MARKS, WAIT, Visit, Windows, visiting

pytestmark = MARKS
QUESTION = "乐清市要求每间音乐专用教室多大？"
OVER_SHEET = "我们县音乐教室达标吗？"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPIED = """async () => {
    const [held] = await navigator.clipboard.read();
    const texts = held.types.map(async type => [type, await (await held.getType(type)).text()]);
    return Object.fromEntries(await Promise.all(texts));
}"""


@pytest.fixture
def visit(browser: Windows, address: str) -> Iterator[Visit]:
    with visiting(browser, address, permissions=CLIPBOARD) as visit:
        yield visit


def act(visit: Visit, name: str) -> None:
    visit.answers().last.locator(f".jh-act[name={name}]").click()


def told(visit: Visit) -> Locator:
    """Return where the outcome of an act is told, also to who cannot see."""
    return visit.answers().last.locator("[role=status]")


def test_an_answer_is_copied_with_its_citations_as_text_and_for_word(visit: Visit) -> None:
    visit.ask(QUESTION)
    act(visit, "copy")
    expect(told(visit)).to_have_text("已复制", timeout=WAIT)
    text = visit.page.evaluate(COPIED)["text/plain"]
    assert "96" in text and re.search(r"\[1\] .*乐政办发〔2023〕39号.*“.+”", text), text
    act(visit, "word")
    expect(told(visit)).to_have_text("已复制", timeout=WAIT)
    copied = visit.page.evaluate(COPIED)
    assert "乐政办发〔2023〕39号" in copied["text/plain"]
    assert "96" in copied["text/html"] and "<table" in copied["text/html"]


def test_a_question_is_asked_again_and_put_back_into_the_box(visit: Visit) -> None:
    first = visit.ask(QUESTION)
    act(visit, "again")
    assert visit.answered(1).splitlines()[0] == first.splitlines()[0]
    act(visit, "edit")
    box = visit.page.locator("#jh-question textarea")
    expect(box).to_have_value(QUESTION, timeout=WAIT)
    expect(box).to_be_focused()
    visit.page.keyboard.press("ControlOrMeta+a")
    visit.page.keyboard.type(QUESTION.replace("音乐", "美术"))
    visit.page.keyboard.press("Enter")
    assert "90" in visit.answered(2)
    said = visit.page.locator("#jh-chat [data-testid=user]").all_inner_texts()
    assert [one.strip() for one in said] == [QUESTION, QUESTION, QUESTION.replace("音乐", "美术")]


def test_an_answer_is_judged_with_a_reason_that_stays_with_it(visit: Visit) -> None:
    visit.ask(QUESTION)
    act(visit, "right")
    expect(told(visit)).to_have_text("已记下：有用", timeout=WAIT)
    act(visit, "wrong")
    judged = visit.evidence()
    judged.get_by_label("没答到问题").check(timeout=WAIT)
    judged.locator("textarea").fill("问的是小学")
    visit.shot("manners-1-feedback")
    judged.get_by_role("button", name="提交意见").click()
    expect(judged.get_by_text("“问的是小学”")).to_be_visible(timeout=WAIT)


def test_an_answer_is_shared_by_a_link_until_it_is_withdrawn(visit: Visit, browser: Windows, address: str) -> None:
    visit.ask(QUESTION)
    own = visit.answers().last.locator("a.jh-act-evidence").get_attribute("href")
    act(visit, "share")
    visit.evidence().get_by_role("button", name="生成链接").click(timeout=WAIT)
    link = visit.evidence().locator("input.link")
    link.wait_for(timeout=WAIT)
    visit.shot("manners-2-shared")
    shared = "/shared/" + link.input_value().partition("/shared/")[2]
    with visiting(browser, address, path=shared) as other:
        seen = other.page.inner_text("main")
        assert QUESTION in seen and "96" in seen and "乐政办发〔2023〕39号" in seen
        mark = other.page.locator("details.source[open]").frame_locator("iframe").locator("mark#quote")
        expect(mark).to_be_visible(timeout=WAIT)
        other.shot("manners-3-opened-by-another")
        assert other.page.locator("form").count() == 0, "nothing can be done from there"
        assert other.page.goto(address + str(own)).status == 404  # type: ignore[union-attr]
        visit.evidence().get_by_role("button", name="撤销分享").click()
        expect(visit.evidence().get_by_text("已撤销")).to_be_visible(timeout=WAIT)
        assert other.page.goto(address + shared).status == 404  # type: ignore[union-attr]
        assert all("404" in one for one in other.errors)
        other.errors.clear()  # the browser itself says so of what is not found


def test_a_verdict_is_asked_again_under_the_other_reading(visit: Visit, sheets: Path) -> None:
    visit.upload(sheets / "county_survey.xlsx")
    first = visit.ask(OVER_SHEET)
    visit.evidence().locator("#readings").scroll_into_view_if_needed(timeout=WAIT)
    visit.shot("manners-4-readings")
    visit.evidence().locator("[data-again]").first.click()
    second = visit.answered(2)
    assert second != first and "口径" in second
    visit.shot("manners-5-read-otherwise")
