"""The kit of the tests in a real browser: Chromium, the windows of a reader, and what every visit must keep to."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright import sync_api

from assistant.service import Assistant
from tests.ui.serving import served
from ui.server.app import create_app
from ui.server.cookie import READER

INSTALL = "apt-get install -y chromium fonts-noto-cjk"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"
WIDE, NARROW = {"width": 1280, "height": 720}, {"width": 390, "height": 844}
SIZES = {"wide": WIDE, "narrow": NARROW}
WAIT = 30_000
# A reader's own choices are all that a page may keep besides the cookie of the conversation.
PREFERENCES = {"junheng-theme", "junheng-language", "junheng-evidence"}
# The scripts of a page act on what has come when they draw it next.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Page = sync_api.Page
Context = sync_api.BrowserContext
Windows = Callable[..., Context]
# Gradio sums up its own queue with options that pandas has deprecated.
MARKS = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@pytest.fixture(scope="module")
def chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("JUNHENG_REQUIRE_BROWSER") == "1":
            pytest.fail(f"chromium is required here: {INSTALL}")
        pytest.skip(f"no chromium; to run the browser tests: {INSTALL}")
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Windows]:
    """One browser for a file; each window is of a context of its own, which shares nothing with the others."""
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield lambda size, **options: opened.new_context(**({"viewport": size, "locale": "en-GB"} | options))
        opened.close()


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    """The address of a real server on a free port of this machine, over the data folder that all tests share."""
    assistant.search("音乐教室")
    with served(create_app(assistant)) as address:
        yield address


@pytest.fixture(scope="module")
def own_address(own_home: Path) -> Iterator[str]:
    """The address of a real server over a data folder of its own."""
    with served(create_app(Assistant.open(own_home))) as address:
        yield address


class Visit:
    """A reader's browser, with every request, every error and every page of it written down."""

    def __init__(self, context: Context, address: str, path: str | None = "/") -> None:
        self.context = context
        self.address = address
        self.requests: list[str] = []
        self.errors: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda line: line.type == "error" and self.errors.append(_told(line)))
        self.page: Page = context.new_page()
        if path is not None:
            (self.chat if path.partition("?")[0] == "/" else self.go)(path)

    def go(self, path: str) -> Page:
        """Open one of our addresses."""
        self.page.goto(self.address + path)
        return self.page

    def chat(self, path: str = "/") -> Page:
        """Open the chat and wait until a question can be typed."""
        self.go(path)
        self.page.wait_for_selector("#jh-question textarea", timeout=WAIT)
        return self.page

    def ask(self, question: str) -> str:
        """Type a question and return the answer as the reader sees it."""
        answers = self.answers()
        before = answers.count()
        self.page.fill("#jh-question textarea", question)
        self.page.click("#jh-ask")
        return self.answered(before)

    def upload(self, *paths: Path) -> str:
        """Choose files and return what the chat says of them."""
        before = self.answers().count()
        self.page.set_input_files("#jh-side input[type=file]", [str(path) for path in paths])
        return self.answered(before)

    def tab_to(self, goal: str | sync_api.Locator, key: str = "Tab", most: int = 60) -> None:
        """Go to an element with the Tab key alone (or back, with Shift), as a reader without a mouse does."""
        wanted = self.page.locator(goal) if isinstance(goal, str) else goal
        for _ in range(most):
            self.page.keyboard.press(key)
            if wanted.evaluate("one => one === one.ownerDocument.activeElement"):
                return
        raise AssertionError(f"{goal} is not reached in {most} steps of {key}")

    def side(self) -> None:
        """Open the column of the sheets, where the window has no room for it beside the conversation."""
        toggle = self.page.locator("#jh-side-toggle")
        if toggle.is_visible() and not self.page.locator("html[data-over=jh-side]").count():
            toggle.click()

    def evidence(self) -> sync_api.FrameLocator:
        """Return the evidence of the answer in view, as it stands beside the conversation."""
        return self.page.frame_locator("iframe[name=jh-evidence]")

    def answers(self) -> sync_api.Locator:
        """Return what was said to the reader."""
        return self.page.locator("#jh-chat [data-testid=bot]")

    def answered(self, before: int) -> str:
        """Wait for what comes after so many answers, and return it."""
        self.answers().nth(before).wait_for(timeout=WAIT)
        self.page.evaluate(DRAWN)
        return str(self.answers().nth(before).inner_text())

    def shot(self, name: str, page: Page | None = None) -> None:
        """Keep a picture of what the reader sees."""
        ARTIFACTS.mkdir(exist_ok=True)
        (page or self.page).evaluate(DRAWN)
        (page or self.page).screenshot(path=str(ARTIFACTS / f"{name}.png"), animations="disabled")

    def foreign(self) -> list[str]:
        """Return the requests that left this machine."""
        return [url for url in self.requests if not url.startswith((self.address + "/", "data:", "blob:", "about:"))]

    def cut_off(self, page: Page | None = None) -> bool:
        """Tell whether the page is wider than its window."""
        script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool((page or self.page).evaluate(script))

    def in_view(self, one: sync_api.Locator) -> bool:
        """Tell whether an element, perhaps of a frame, lies in the window."""
        box, size = one.bounding_box(), one.page.viewport_size
        return bool(box and size and 0 <= box["y"] < size["height"] and 0 <= box["x"] < size["width"])

    def kept(self) -> set[str]:
        """Return what pages have put into the browser besides cookies."""
        pages = [page for page in self.context.pages if page.url.startswith(self.address)]
        script = (
            "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),"
            " ...(await indexedDB.databases()).map(one => one.name)]"
        )
        return {name for page in pages[:1] for name in page.evaluate(script)}

    def promises(self) -> None:
        """Assert what holds of every visit: nothing leaves the machine, nothing breaks, hardly anything is kept."""
        assert self.foreign() == [], f"requests left the machine: {self.foreign()}"
        assert self.errors == [], self.errors
        assert self.kept() <= PREFERENCES, self.kept()
        cookies = self.context.cookies()
        assert {one["name"] for one in cookies} <= {READER}
        assert all(one["httpOnly"] and one["sameSite"] == "Strict" for one in cookies)


def _told(line: sync_api.ConsoleMessage) -> str:
    """Return what the browser complains of, and of which address."""
    return f"{line.text} ({line.location['url']})"


@contextlib.contextmanager
def visiting(
    windows: Windows, address: str, size: str = "wide", path: str | None = "/", **more: object
) -> Iterator[Visit]:
    """A visit by a reader who was never here; what holds of every visit is asserted when it ends well."""
    context = windows(SIZES[size], **more)
    try:
        visit = Visit(context, address, path)
        yield visit
        visit.promises()
    finally:
        context.close()
