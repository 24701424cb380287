"""Every page, wide and narrow, light and dark, in both languages: what axe says of it, whether it is cut off, and a
picture to look at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.ui.axe import violations
from tests.ui.browser import MARKS, SIZES, WAIT, Visit, Windows, visiting

pytestmark = MARKS
QUESTION = "我们县音乐教室达标吗？"
LOOKS = [(size, theme, language) for language in ("zh", "en") for theme in ("light", "dark") for size in SIZES]
NEW = {"check-empty": "/check", "chat-start": "/"}
STILL = """() => document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 1).length"""


@dataclass
class Reader:
    """A browser's cookie, and the pages that it has by an upload and a question."""

    state: dict[str, object]
    pages: dict[str, str] = field(default_factory=dict)


def with_language(path: str, language: str) -> str:
    page, mark, anchor = path.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'lang': language})}{mark}{anchor}"


@pytest.fixture(scope="module")
def reader(browser: Windows, address: str, sheets: Path) -> Iterator[Reader]:
    """A reader with a sheet and an answer."""
    with visiting(browser, address) as visit:
        visit.upload(sheets / "county_survey.xlsx")
        visit.ask(QUESTION)
        evidence = visit.answers().last.locator("a[href^='/evidence/']").get_attribute("href")
        document = visit.answers().last.locator("a[href^='/documents/']").first.get_attribute("href")
        visit.page.wait_for_timeout(500)
        yield Reader(visit.context.storage_state(), pages_of(str(evidence).partition("?")[0], str(document)))


def pages_of(evidence: str, document: str) -> dict[str, str]:
    """Return the addresses to look at, each by its name."""
    return {
        "chat": "/",
        "check": "/check",
        "figure": "/check/figure/R1?stage=小学&school=0",
        "evidence": evidence,
        "documents": "/documents",
        "search": "/documents/search?q=音乐教室",
        "document": document.partition("?")[0],
        "clause": document.partition("&lang")[0].partition("?lang")[0].partition("#")[0],
        "conflicts": "/documents/conflicts",
        "coverage": "/documents/coverage",
        "conversations": "/conversations",
        "interface": "/docs",
    }


def looked_at(visit: Visit, name: str, look: str) -> list[str]:
    """Keep a picture of the page that is open; return what is wrong with it."""
    visit.shot(f"page-{name}-{look}")
    wrong = violations(visit.page)
    return [*wrong, "it is wider than its window"] if visit.cut_off() else wrong


def settled(page: Page, name: str) -> None:
    """Wait until a page shows what it has to show."""
    if name.startswith("chat"):
        page.wait_for_selector("#jh-question textarea", timeout=WAIT)
    if name == "chat":
        page.locator("#jh-chat [data-testid=bot]").nth(1).wait_for(timeout=WAIT)
    page.wait_for_load_state("load")


@pytest.mark.parametrize(("size", "theme", "language"), LOOKS)
def test_every_page_can_be_read_by_everybody(
    browser: Windows, address: str, reader: Reader, size: str, theme: str, language: str
) -> None:
    wrong = {}
    for pages, state in ((NEW, None), (reader.pages, reader.state)):
        with visiting(browser, address, size, None, color_scheme=theme, storage_state=state) as visit:
            for name, path in pages.items():
                visit.go(with_language(path, language))
                settled(visit.page, name)
                wrong[name] = looked_at(visit, name, f"{language}-{size}-{theme}")
    assert not any(wrong.values()), "\n".join(f"{name}: {line}" for name, lines in wrong.items() for line in lines)


def test_nothing_moves_where_a_reader_wants_no_motion(browser: Windows, address: str, reader: Reader) -> None:
    with visiting(browser, address, path=None, storage_state=reader.state, reduced_motion="reduce") as visit:
        for name in ("chat", "check", "evidence"):
            visit.go(reader.pages[name])
            settled(visit.page, name)
            assert visit.page.evaluate(STILL) == 0, name
