"""A conversation outlives the server: asked, restarted, reloaded, deleted, in a real browser."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from assistant.service import Assistant
from tests.ui.browser import MARKS, WAIT, WIDE, Visit, Windows, visiting
from tests.ui.serving import served
from ui.server.app import create_app

pytestmark = MARKS
SHEET = "学校名称,学段,在校生数,班级数\n清源小学,小学,512,12\n"


@contextlib.contextmanager
def begun(home: Path, port: int = 0) -> Iterator[str]:
    """A server of its own over a data folder, as a new process would be."""
    assistant = Assistant(home)
    try:
        with served(create_app(assistant), port) as address:
            yield address
    finally:
        assistant.kept.database.close()


def shown(page: sync_api.Page) -> list[str]:
    return [one.inner_text() for one in page.locator("#jh-chat [data-testid=user], #jh-chat [data-testid=bot]").all()]


def proven(visit: Visit) -> str:
    """Return what the evidence of the latest answer says of its figures."""
    figures = visit.evidence().locator("section[aria-labelledby=figures]")
    sync_api.expect(figures).to_contain_text("512", timeout=WAIT)
    return str(figures.inner_text())


def test_what_was_said_is_there_after_a_restart_and_gone_after_a_new_chat(
    browser: Windows, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    sheet = tmp_path / "全县.csv"
    sheet.write_text(SHEET, "utf-8")
    with begun(own_home) as address:
        visit = Visit(browser(WIDE), address)
        visit.upload(sheet)
        assert "512" in visit.ask("清源小学有多少在校生？")
        before, proof = shown(visit.page), proven(visit)
        port = int(address.rpartition(":")[2])
        visit.page.goto("about:blank")
    visit.errors.clear()  # Gradio says of its own stream that it broke off
    with begun(own_home, port):
        visit.page.goto(address + "/")
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(2, timeout=WAIT)
        assert shown(visit.page) == before and len(before) == 3
        assert "全县.csv" in visit.page.inner_text("#jh-sheets")
        assert proven(visit) == proof
        assert visit.page.evaluate("document.cookie") == ""
        visit.shot("history-1-after-restart")
        visit.page.click("#jh-reset")
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(0, timeout=WAIT)
        visit.page.goto(address + "/")
        visit.page.wait_for_selector("#jh-question textarea", timeout=WAIT)
        sync_api.expect(visit.page.locator("#jh-history")).to_contain_text("全县.csv", timeout=WAIT)
        assert shown(visit.page) == [] and "全县.csv" not in visit.page.inner_text("#jh-sheets")
        assert visit.foreign() == [] == visit.errors
        visit.context.close()


def test_a_link_of_another_site_leads_to_the_same_conversation(
    browser: Windows, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    with begun(own_home) as address:
        visit = Visit(browser(WIDE), address)
        visit.ask("你好")
        before = shown(visit.page)
        visit.page.goto(address.replace("127.0.0.1", "localhost") + "/documents")
        visit.page.evaluate(f"document.querySelector('main a').href = '{address}/'")
        visit.page.locator("main a").first.click()
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(1, timeout=WAIT)
        assert shown(visit.page) == before and visit.page.url.partition("?")[0] == address + "/"
        visit.context.close()


def test_an_earlier_conversation_is_opened_and_deleted_and_nobody_else_sees_it(
    browser: Windows, own_address: str, tmp_path: Path
) -> None:
    sheet = tmp_path / "全县.csv"
    sheet.write_text(SHEET, "utf-8")
    with visiting(browser, own_address) as visit, visiting(browser, own_address) as other:
        visit.upload(sheet)
        assert "512" in visit.ask("清源小学有多少在校生？")
        evidence = visit.answers().last.locator("a[href^='/evidence/']").get_attribute("href")
        first = shown(visit.page)
        visit.page.click("#jh-reset")
        sync_api.expect(visit.answers()).to_have_count(0, timeout=WAIT)
        sync_api.expect(visit.page.locator("#jh-sheets")).not_to_contain_text("全县.csv")
        visit.ask("乐清市要求每间音乐专用教室多大？")
        sync_api.expect(visit.page.locator("#jh-history a[href*='c=']")).to_have_count(2, timeout=WAIT)
        visit.shot("history-2-two-conversations")
        visit.page.locator("#jh-history a[href*='c=1']").click()
        sync_api.expect(visit.answers()).to_have_count(2, timeout=WAIT)
        assert shown(visit.page) == first and "全县.csv" in visit.page.inner_text("#jh-sheets")

        for path in (evidence, "/conversations?lang=zh", "/check?c=1&lang=zh", "/check?lang=zh"):
            seen = other.go(str(path)).inner_text("body")
            assert not [word for word in ("清源", "512", "全县") if word in seen], path
        other.errors.clear()  # what is not one's own is not found, and the browser says so

        visit.go("/conversations?lang=zh")
        visit.shot("history-3-list")
        visit.page.locator("a[href^='/conversations/1/delete']").first.click()
        visit.shot("history-4-delete")
        visit.page.locator("main form [type=submit]").first.click()
        visit.page.wait_for_url("**/conversations**", timeout=WAIT)
        assert visit.page.locator("main a[href*='c=']").count() == 1
        assert visit.page.goto(own_address + str(evidence)).status == 404  # type: ignore[union-attr]
        assert all("404" in one for one in visit.errors)
        visit.errors.clear()  # the browser itself says so of what is not found
