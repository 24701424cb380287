"""Readers of one application: browsers with a cookie each, one of which has asked and uploaded something."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.service import Assistant
from calculators.model import Upload
from tests.ui.conftest import ADDRESS
from ui.server.app import create_app
from ui.server.cookie import conversation_id, reader_of

SCHOOL = "清源小学"
QUESTION = f"{SCHOOL}有多少在校生？"
FILE = "甲乙丙.csv"
SHEET = Upload(FILE, f"学校名称,学段,在校生数,班级数\n{SCHOOL},小学,512,12\n".encode())


class Office:
    """An application over a data folder of its own, with its readers."""

    def __init__(self, home: Path) -> None:
        self.assistant = Assistant(home)
        self.app = create_app(self.assistant)

    def reader(self) -> TestClient:
        """A browser that has opened the chat once."""
        browser = TestClient(self.app, base_url=ADDRESS)
        browser.get("/")
        return browser

    def stranger(self) -> TestClient:
        """A browser without cookies."""
        return TestClient(self.app, base_url=ADDRESS)

    def begun(self, browser: TestClient) -> int:
        """Begin a conversation and return its number."""
        sent = browser.post("/conversations/new", follow_redirects=False)
        return int(sent.headers["location"].partition("c=")[2])

    def session(self, browser: TestClient, number: int) -> str:
        """The secret id of a reader's conversation."""
        reader = reader_of(dict(browser.cookies), self.assistant.home)
        assert reader
        return conversation_id(reader, number, self.assistant.home)

    def asked(self, browser: TestClient, number: int, question: str = QUESTION, *, sheet: bool = True) -> str:
        """Ask in a conversation, with a sheet; return the receipt."""
        session = self.assistant.sessions.get(self.session(browser, number))
        if sheet:
            self.assistant.check([SHEET], session=session)
        return self.assistant.ask(question, session=session).receipt


@pytest.fixture(scope="module")
def office(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('kept') / 'own.db'}")
        made = Office(own_home)
        with TestClient(made.app, base_url=ADDRESS):
            yield made
        made.assistant.kept.database.close()


def every_route(app: ASGIApp) -> list[tuple[str, str]]:
    """Return the method and path of every route of an application, but those of the chat's library."""
    inner: Any = app
    while not hasattr(inner, "routes"):
        inner = inner._app
    return [(method, path) for methods, path in _routes(inner.routes) for method in sorted(methods or ["POST"])]


def _routes(routes: Iterable[Any]) -> Iterator[tuple[Iterable[str], str]]:
    for one in routes:
        if hasattr(one, "original_router"):
            yield from _routes(one.original_router.routes)
        elif hasattr(one, "methods"):
            yield one.methods, one.path
