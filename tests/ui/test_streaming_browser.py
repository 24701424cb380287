"""The chat page in a real browser while a language model is at work."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.assistant.language_model.scripted_endpoint import Fails
from tests.ui.browser import MARKS, WAIT, WIDE, Visit, Windows, visiting
from tests.ui.serving import served
from tests.ui.wording_model import Echoes, worded
from ui.server.app import create_app

pytestmark = MARKS
MANY = "义务教育学校的班额、校舍面积、音乐教室、体育场馆各有什么要求？"  # each a sentence of its own
OTHER = "乐清市要求每间音乐专用教室多大？"
WORKING = "正在等模型表述，最多 30 秒…"


@pytest.fixture(scope="module")
def go_on() -> threading.Event:
    """Set when the model may say more than the beginning."""
    return threading.Event()


@pytest.fixture(scope="module")
def address(home: Path, go_on: threading.Event) -> Iterator[str]:
    with worded(home, Echoes(go_on)) as (assistant, _), served(create_app(assistant)) as address:
        yield address


@pytest.fixture
def visit(browser: Windows, address: str, go_on: threading.Event) -> Iterator[Visit]:
    go_on.clear()
    with visiting(browser, address) as visit:
        yield visit
        go_on.set()


def begun(visit: Visit, question: str = MANY) -> str:
    """Ask, and return what stands there of the answer before it is whole."""
    visit.page.fill("#jh-question textarea", question)
    visit.page.press("#jh-question textarea", "Enter")
    growing = visit.page.locator("#jh-chat [data-testid=bot]").last
    expect(growing).to_contain_text("[1]", timeout=WAIT)
    return str(growing.inner_text())


def whole(visit: Visit) -> str:
    """Wait for the answer, and return it."""
    expect(visit.page.locator("#jh-chat .jh-engine")).to_have_count(1, timeout=WAIT)
    expect(visit.page.locator("#jh-chat .jh-waiting")).to_have_count(0)
    return str(visit.page.locator("#jh-chat [data-testid=bot]").last.inner_text())


def test_the_built_in_answer_stands_at_once_and_the_engine_is_told_at_the_end(
    visit: Visit, go_on: threading.Event
) -> None:
    at_once = begun(visit)
    assert WORKING in at_once and "[4]" in at_once and "表述" not in at_once.replace(WORKING, "")
    expect(visit.page.locator("#jh-ask")).to_be_disabled()
    go_on.set()
    answer = whole(visit)
    assert "[4]" in answer and "表述：模型 scripted（逐句核对）" in answer and "来源" in answer
    told = visit.evidence().locator(".verified")
    expect(told).to_contain_text(re.compile(r"核对：[1-9]\d* 个数字有出处"), timeout=WAIT)
    expect(visit.page.locator("#jh-ask")).to_be_enabled()
    visit.shot("wide-7-model")


def test_a_page_that_is_opened_again_in_the_middle_shows_the_answer_when_it_is_whole(
    visit: Visit, go_on: threading.Event
) -> None:
    begun(visit)
    visit.page.reload()
    expect(visit.page.locator("#jh-chat [data-testid=user]")).to_have_text(MANY, timeout=WAIT)
    expect(visit.page.locator("#jh-chat .jh-waiting")).to_have_count(1)
    visit.errors.clear()  # Gradio says of its own stream that it broke off where a page is left that still listens
    go_on.set()
    assert "[4]" in whole(visit)
    assert visit.page.locator("#jh-chat [data-testid=bot]").count() == 1


def test_nothing_else_is_done_until_the_answer_is_whole(visit: Visit, sheets: Path, go_on: threading.Event) -> None:
    begun(visit)
    visit.page.fill("#jh-question textarea", OTHER)
    visit.page.press("#jh-question textarea", "Enter")
    told = visit.page.get_by_text("上一个问题还在回答")
    expect(told).to_have_count(1, timeout=WAIT)
    visit.page.click("#jh-reset")
    expect(told).to_have_count(2, timeout=WAIT)
    visit.page.set_input_files("#jh-side input[type=file]", str(sheets / "county_survey.xlsx"))
    expect(told).to_have_count(3, timeout=WAIT)
    go_on.set()
    assert "[4]" in whole(visit)
    assert visit.page.locator("#jh-chat [data-testid=user]").all_inner_texts() == [MANY]
    assert "尚未上传" in visit.page.inner_text("#jh-sheets")
    assert visit.page.input_value("#jh-question textarea") == OTHER, "what was typed is not lost"
    visit.page.click("#jh-ask")
    expect(visit.page.locator("#jh-chat .jh-engine")).to_have_count(2, timeout=WAIT)
    assert visit.page.locator("#jh-chat [data-testid=user]").all_inner_texts() == [MANY, OTHER]


def test_a_second_tab_sees_what_is_answered_in_the_first(visit: Visit, go_on: threading.Event) -> None:
    begun(visit)
    second = visit.context.new_page()
    second.goto(visit.address + "/")
    expect(second.locator("#jh-chat .jh-waiting")).to_have_count(1, timeout=WAIT)
    go_on.set()
    expect(second.locator("#jh-chat .jh-engine")).to_have_count(1, timeout=WAIT)
    assert second.locator("#jh-chat [data-testid=user]").all_inner_texts() == [MANY]


def test_why_a_model_had_no_part_in_an_answer_is_told(browser: Windows, home: Path) -> None:
    with worded(home, Fails(429)) as (assistant, _), served(create_app(assistant)) as address:
        visit = Visit(browser(WIDE), address)
        visit.page.fill("#jh-question textarea", OTHER)
        visit.page.click("#jh-ask")
        assert "表述：内置引擎；模型未采用：请求过多，被限流" in whole(visit)
        visit.context.close()


# The last: once somebody has hung up on it, the scripted model keeps nobody waiting.
def test_who_does_not_wait_for_the_model_has_the_answer_at_once(visit: Visit, go_on: threading.Event) -> None:
    begun(visit)
    visit.page.click("#jh-stop")
    answer = whole(visit)
    assert not go_on.is_set() and "[4]" in answer and "没有再等它" in answer
    expect(visit.page.locator("#jh-stop")).to_have_count(0)
    expect(visit.page.locator("#jh-ask")).to_be_enabled()
