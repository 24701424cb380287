"""The real application over the real corpus, index and sheets, opened once for all tests of the faces."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from tests.ui.browser import address, browser, chromium, own_address
from ui.server.app import create_app
from ui.server.settings import ServerSettings

__all__ = ["address", "browser", "chromium", "own_address"]
ADDRESS = "http://127.0.0.1:7860"


@pytest.fixture(scope="session")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(assistant, ServerSettings()), base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def command_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands run in this process or below it use the tests' data folder and speak Chinese."""
    monkeypatch.setenv("JUNHENG_HOME", str(home))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("JUNHENG_TOKEN", raising=False)
    return home
