"""One journey in a real browser: a Word file is added, corrected, asked about, and removed again."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import uvicorn

from assistant.service import Assistant
from tests.ui.test_browser import NARROW, WAIT, WIDE, Visit, browser, chromium
from ui.server.app import create_app
from ui.server.settings import ServerSettings

__all__ = ["browser", "chromium"]
# Gradio sums up its own queue with options that pandas has deprecated.
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
QUESTION = "石狮市校车安全专项资金每年多少？"


@pytest.fixture(scope="module")
def own_address(own_home: Path) -> Iterator[str]:
    """The address of a real server over a data folder of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = create_app(Assistant.open(own_home), ServerSettings(port=port))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()


@pytest.fixture(params=["wide", "narrow"])
def own_visit(request: pytest.FixtureRequest, browser: object, own_address: str) -> Iterator[Visit]:
    context = browser(WIDE if request.param == "wide" else NARROW)  # type: ignore[operator]
    visit = Visit(context, own_address)
    yield visit
    context.close()
    assert visit.foreign() == [], "a request left the machine"
    assert visit.errors == []


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    for line in (
        "校车安全若干措施", "狮政办〔2024〕12号", "一、工作目标", "到2026年，所有校车安装监控。",
        "二、保障措施", "市财政每年安排校车安全专项资金850万元。", "市人民政府办公室", "2024年3月5日",
    ):  # fmt: skip
        document.add_paragraph(line)
    document.save(str(tmp_path / "措施.docx"))
    return tmp_path / "措施.docx"


def test_a_document_is_added_corrected_asked_about_and_removed(
    own_visit: Visit, word: Path, request: pytest.FixtureRequest
) -> None:
    visit, page = own_visit, own_visit.context.new_page()  # type: ignore[attr-defined]
    size = request.node.callspec.params["own_visit"]
    assert "850" not in visit.ask(QUESTION)

    page.goto(f"{visit.address}/documents?lang=zh")
    page.set_input_files("input[type=file]", str(word))
    page.focus("input[type=file]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#place", timeout=WAIT)
    assert page.input_value("#number") == "狮政办〔2024〕12号"
    visit.shot(f"{size}-6-understood", page)
    assert not visit.cut_off(page)
    page.get_by_label("适用地区").fill("石狮市")
    page.get_by_role("button", name="确认添加").click()
    page.wait_for_selector(".done", timeout=WAIT)
    assert "福建省泉州市石狮市" in page.inner_text(".done")
    visit.shot(f"{size}-7-added", page)
    assert not visit.cut_off(page)

    page.get_by_role("link", name="全部文件").click()
    row = page.locator("tr", has_text="狮政办〔2024〕12号")
    assert "用户添加" in row.inner_text()
    visit.shot(f"{size}-8-documents", page)
    assert not visit.cut_off(page)
    row.get_by_role("link", name="校车安全若干措施", exact=True).click()
    page.get_by_text("850万元").wait_for(timeout=WAIT)
    answer = visit.ask(QUESTION)
    assert "850" in answer and "狮政办〔2024〕12号" in answer and "[1]" in answer

    page.goto(f"{visit.address}/documents?lang=zh")
    page.locator("tr", has_text="狮政办〔2024〕12号").get_by_role("link", name="移除").click()
    page.get_by_role("button", name="移除").click()
    page.get_by_role("heading", name="政策文件").wait_for(timeout=WAIT)
    assert "狮政办〔2024〕12号" not in page.inner_text("main")
    assert "850" not in visit.ask(QUESTION)
