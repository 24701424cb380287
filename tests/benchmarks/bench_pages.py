"""How long a reader waits for a page, and what it weighs: the check of 300 schools, the chat, the largest document.

In a real browser, from the start of the way there until the page is drawn and answers a click, with nothing kept of
it before and again in the same window. Beside them the plain limit: an empty page of the same kind of server. Run by
`make bench`; it prints figures and asserts nothing.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright import sync_api
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant.service import Assistant
from ui.server.app import create_app
from ui.server.settings import ServerSettings

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))
from bench_sheets import grown_survey

from tests.ui.browser import ARGUMENTS, INSTALL, WIDE
from tests.ui.serving import served

SCHOOLS, REPEATS, WAIT = 300, 5, 60_000
EMPTY = '<!doctype html><html lang="en"><title>Empty</title><h1>Empty</h1></html>'
DRAWN = "const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
LOOKED_AT = f"async () => {{ {DRAWN} await drawn(); return performance.now(); }}"
# A click on a head is answered when the map stands there anew; the server sorts it.
SORTED = f"""async () => {{
    {DRAWN}
    await drawn();
    const before = document.querySelector("#heat-primary");
    before.querySelectorAll("thead button")[1].click();
    while (document.querySelector("#heat-primary") === before) await drawn();
    await drawn();
    return performance.now();
}}"""
WEIGHT = """() => {
    const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return all.reduce((sum, one) => sum + one.transferSize, 0);
}"""
Look = Callable[[sync_api.Page], float]


@contextmanager
def served_pages() -> Iterator[tuple[str, str]]:
    """Give the addresses of the application and of the empty page."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant(Path(folder))
        assistant.search("音乐教室")
        settings = ServerSettings(burst=100_000)
        bare = Starlette(routes=[Route("/", lambda _: HTMLResponse(EMPTY))])
        with served(create_app(assistant, settings)) as address, served(bare) as empty:
            yield address, empty


def chat(page: sync_api.Page) -> float:
    page.wait_for_selector("#jh-question textarea", timeout=WAIT)
    return float(page.evaluate(LOOKED_AT))


def plain(page: sync_api.Page) -> float:
    return float(page.evaluate(LOOKED_AT))


def heat_map(page: sync_api.Page) -> float:
    page.wait_for_selector("#heat-primary thead button", timeout=WAIT)
    return float(page.evaluate(SORTED))


def usable(page: sync_api.Page, url: str, look: Look) -> tuple[float, float]:
    """Open a page; return the milliseconds until it was usable, and its weight in kB."""
    page.goto(url, wait_until="domcontentloaded")
    took = look(page)
    page.wait_for_load_state("load")
    return took, page.evaluate(WEIGHT) / 1000


def show(what: str, context: Callable[[], sync_api.BrowserContext], url: str, look: Look) -> None:
    """Print the middle of several runs of one page."""
    first, again = [], []
    for _ in range(REPEATS):
        with context() as window:
            page = window.new_page()
            first.append(usable(page, url, look))
            again.append(usable(page, url, look))
    times = [statistics.median(took for took, _ in runs) for runs in (first, again)]
    weights = [statistics.median(weight for _, weight in runs) for runs in (first, again)]
    figures = [f"{time:,.0f} ms" for time in times] + [f"{weight:,.0f} kB" for weight in weights]
    sys.stdout.write(f"{what:<34}{''.join(f'{figure:>12}' for figure in figures)}\n")


def largest(context: sync_api.BrowserContext, address: str) -> str:
    """Return the path of the document with the most clauses."""
    listed = context.request.get(f"{address}/api/documents").json()["documents"]
    return f"/documents/{max(listed, key=lambda one: one['clauses'])['id']}"


def filled(browser: sync_api.Browser, address: str) -> sync_api.StorageState:
    """Return the cookie of a reader who has uploaded the sheet of so many schools."""
    with browser.new_context(viewport=WIDE) as window, tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "grown.xlsx"
        sheet.write_bytes(grown_survey(SCHOOLS))
        page = window.new_page()
        page.goto(f"{address}/check")
        page.set_input_files("input[type=file]", str(sheet))
        page.locator("form:has(input[type=file]) [type=submit]").first.click()
        page.wait_for_selector("#heat-primary", timeout=WAIT)
        return window.storage_state()


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.stdout.write(f"no chromium, nothing measured: {INSTALL}\n")
        return
    with served_pages() as (address, empty), sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        reader = filled(browser, address)
        window = lambda: browser.new_context(viewport=WIDE, storage_state=reader)  # noqa: E731
        with window() as one:
            document = largest(one, address)
        sys.stdout.write(f"{'until usable; weight':<34}{'first':>12}{'again':>12}{'first':>12}{'again':>12}\n")
        show("an empty page", window, empty, plain)
        show(f"/check, {SCHOOLS} schools, sorted", window, f"{address}/check", heat_map)
        show("/ (the chat)", window, f"{address}/", chat)
        show(document, window, address + document, plain)
        browser.close()


if __name__ == "__main__":
    main()
