"""A conversation outlives the server: asked, restarted, reloaded, deleted, in a real browser."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from assistant.service import Assistant
from tests.ui.browser import MARKS, WAIT, WIDE, Visit, Windows
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
        before, figures = shown(visit.page), visit.page.inner_text("#jh-figures")
        port = int(address.rpartition(":")[2])
    visit.errors.clear()  # the page has seen its server go
    with begun(own_home, port):
        visit.page.goto(address + "/")
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(2, timeout=WAIT)
        assert shown(visit.page) == before and len(before) == 3
        assert "全县.csv" in visit.page.inner_text("#jh-sheets")
        assert visit.page.inner_text("#jh-figures") == figures
        assert visit.page.evaluate("document.cookie") == ""
        visit.shot("history-1-after-restart")
        visit.page.click("#jh-reset")
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(0, timeout=WAIT)
        visit.page.goto(address + "/")
        visit.page.wait_for_selector("#jh-question textarea", timeout=WAIT)
        visit.page.wait_for_timeout(1500)
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
        visit.page.evaluate(f"document.querySelector('a').href = '{address}/'")
        visit.page.locator("a").first.click()
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(1, timeout=WAIT)
        assert shown(visit.page) == before and visit.page.url == address + "/"
        visit.context.close()
