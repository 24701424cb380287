"""A conversation outlives the server: asked, restarted, reloaded, deleted, in a real browser."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright import sync_api

from assistant.service import Assistant
from tests.ui.test_browser import WAIT, WIDE, Visit, browser, chromium
from ui.server.app import create_app
from ui.server.settings import ServerSettings

__all__ = ["browser", "chromium"]
# Gradio sums up its own queue with options that pandas has deprecated.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
SHEET = "学校名称,学段,在校生数,班级数\n清源小学,小学,512,12\n"


@contextmanager
def served(home: Path, port: int) -> Iterator[str]:
    """A server of its own over a data folder, as a new process would be."""
    assistant = Assistant(home)
    listener = socket.create_server(("127.0.0.1", port))
    port = listener.getsockname()[1]
    config = uvicorn.Config(
        create_app(assistant, ServerSettings(port=port)), log_level="warning", ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        listener.close()
        assistant.kept.database.close()


def shown(page: sync_api.Page) -> list[str]:
    return [one.inner_text() for one in page.locator("#jh-chat [data-testid=user], #jh-chat [data-testid=bot]").all()]


def test_what_was_said_is_there_after_a_restart_and_gone_after_a_new_chat(
    browser: Callable[..., object], own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    sheet = tmp_path / "全县.csv"
    sheet.write_text(SHEET, "utf-8")
    with served(own_home, 0) as address:
        visit = Visit(browser(WIDE), address)
        visit.upload(sheet)
        assert "512" in visit.ask("清源小学有多少在校生？")
        before, figures = shown(visit.page), visit.page.inner_text("#jh-figures")
        port = int(address.rpartition(":")[2])
    visit.errors.clear()  # the page has seen its server go
    with served(own_home, port):
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
        visit.context.close()  # type: ignore[attr-defined]


def test_a_link_of_another_site_leads_to_the_same_conversation(
    browser: Callable[..., object], own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    with served(own_home, 0) as address:
        visit = Visit(browser(WIDE), address)
        visit.ask("你好")
        before = shown(visit.page)
        visit.page.goto(address.replace("127.0.0.1", "localhost") + "/documents")
        visit.page.evaluate(f"document.querySelector('a').href = '{address}/'")
        visit.page.locator("a").first.click()
        sync_api.expect(visit.page.locator("#jh-chat [data-testid=bot]")).to_have_count(1, timeout=WAIT)
        assert shown(visit.page) == before and visit.page.url == address + "/"
        visit.context.close()  # type: ignore[attr-defined]
