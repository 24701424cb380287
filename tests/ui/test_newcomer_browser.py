"""Who was never here before and has only the address: the sample sheet, a question, its clause, its formula."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.ui.browser import MARKS, WAIT, Visit, Windows, visiting

pytestmark = MARKS
QUESTIONS = {"zh": "我们县音乐教室达标吗？", "en": "Do our music rooms meet the standard?"}
NOT_MET = {"zh": "不达标", "en": "not met"}


def quotation_is_seen(visit: Visit) -> None:
    """Assert that the clause is shown inside its document, marked, and scrolled to."""
    source = visit.evidence().locator("details.source[open]")
    mark = source.frame_locator("iframe").locator("mark#quote")
    mark.wait_for(timeout=WAIT)
    quoted = source.locator("blockquote").inner_text()
    assert re.sub(r"\s", "", mark.inner_text()) == re.sub(r"\s", "", quoted)
    source.locator("iframe").scroll_into_view_if_needed()
    assert visit.in_view(mark), "the quotation is scrolled to"


def formula_is_seen(visit: Visit, number: Locator) -> None:
    """Assert that what a number of the answer leads to is in view, with its formula and the cells that went into it."""
    figure = visit.evidence().locator(str(number.get_attribute("href")))
    expect(figure.locator(".formula")).to_be_visible(timeout=WAIT)
    expect(figure).to_be_in_viewport()
    figure.locator("summary").click()
    expect(figure.locator(".cells td").last).to_contain_text("›")


# With the keyboard it is done in a wide window in Chinese, further down.
@pytest.mark.parametrize(("language", "size"), [("zh", "narrow"), ("en", "wide")])
def test_the_sample_a_question_the_clause_and_the_formula_are_a_few_clicks(
    browser: Windows, address: str, size: str, language: str
) -> None:
    with visiting(browser, address, size, f"/?lang={language}") as visit:
        name = f"newcomer-{language}-{size}"
        visit.shot(f"{name}-1-start")
        visit.page.locator("#jh-try-first").click()
        visit.answered(0)
        visit.shot(f"{name}-2-sample")
        answer = visit.ask(QUESTIONS[language])
        assert NOT_MET[language] in answer.casefold() and "[1]" in answer
        visit.shot(f"{name}-3-answer")
        visit.answers().last.get_by_role("link", name="[1]", exact=True).first.click()
        quotation_is_seen(visit)
        visit.shot(f"{name}-4-clause")
        assert not visit.cut_off()
        if size == "narrow":
            visit.page.keyboard.press("Escape")
        number = visit.answers().last.locator("a.jh-number").nth(2)
        number.click()
        formula_is_seen(visit, number)
        visit.shot(f"{name}-5-formula")
        assert not visit.cut_off()


def test_the_same_is_done_with_the_keyboard_alone(browser: Windows, address: str) -> None:
    with visiting(browser, address, "wide") as visit:
        keyboard = visit.page.keyboard
        visit.tab_to("#jh-try-first")
        keyboard.press("Enter")
        visit.answered(0)
        visit.tab_to("#jh-question textarea")
        keyboard.type(QUESTIONS["zh"])
        keyboard.press("Enter")
        assert "不达标" in visit.answered(1)
        visit.tab_to(visit.answers().last.get_by_role("link", name="[1]", exact=True).first, "Shift+Tab")
        keyboard.press("Enter")
        quotation_is_seen(visit)
        visit.page.locator("#jh-question textarea").focus()
        number = visit.answers().last.locator("a.jh-number").nth(2)
        visit.tab_to(number, "Shift+Tab")
        keyboard.press("Enter")
        formula_is_seen(visit, number)
        visit.shot("newcomer-keyboard")
