"""Every page, wide and light in Chinese, narrow and dark in English: what axe says of it, whether it is cut off, and a
picture to look at.
"""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import pytest
from playwright.sync_api import Page

from tests.ui.axe import violations
from tests.ui.browser import MARKS, WAIT, Visit, Windows, visiting

pytestmark = MARKS
QUESTION = "我们县音乐教室达标吗？"
LOOKS = [("zh", "wide", "light"), ("en", "narrow", "dark")]
NEW = {"check-empty": "/check", "chat-start": "/", "login": "/login"}
MEASURES = "校车安全若干措施\n狮政办〔2024〕12号\n一、工作目标\n到2026年，所有校车安装监控。\n2024年3月5日\n"
STILL = """() => document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 1).length"""


@dataclass
class Reader:
    """A browser's cookie, and the pages that it has by an upload, a question, and a document not yet added."""

    state: dict[str, object]
    pages: dict[str, str] = field(default_factory=dict)


def with_language(path: str, language: str) -> str:
    """Return an address in another language."""
    parts = urlsplit(path)
    query = dict(parse_qsl(parts.query)) | {"lang": language}
    return urlunsplit(parts._replace(query=urlencode(query)))


@pytest.fixture(scope="module")
def reader(browser: Windows, address: str, sheets: Path) -> Reader:
    """A reader with a sheet, an answer that is shared, and a document that was read."""
    with visiting(browser, address) as visit:
        visit.upload(sheets / "county_survey.xlsx")
        visit.ask(QUESTION)
        links = visit.answers().last.locator("a")
        found = links.evaluate_all("links => links.map(one => one.getAttribute('href'))")
        evidence, clause = (
            next(one for one in found if one.startswith(start)) for start in ("/evidence/", "/documents/")
        )
        shared, understood = share(visit, evidence), propose(visit)
        return Reader(visit.context.storage_state(), pages_of(evidence, clause, shared, understood))


def share(visit: Visit, evidence: str) -> str:
    """Share an answer from the page of its evidence; return the path of the link."""
    page = visit.go(evidence)
    page.locator("#share ~ form [value=share]").click()
    return "/shared/" + page.locator("input.link").input_value().partition("/shared/")[2]


def propose(visit: Visit) -> str:
    """Send a document; return the path of the page on which it is looked at before it is added."""
    page = visit.go("/documents")
    page.set_input_files(
        "input[type=file]", {"name": "措施.txt", "mimeType": "text/plain", "buffer": MEASURES.encode()}
    )
    page.locator("form:has(input[type=file]) [type=submit]").click()
    page.wait_for_selector("#place", timeout=WAIT)
    return page.url.removeprefix(visit.address).partition("?")[0]


def pages_of(evidence: str, clause: str, shared: str, understood: str) -> dict[str, str]:
    """Return the addresses to look at, each by its name."""
    return {
        "chat": "/",
        "check": "/check",
        "figure": "/check/figure/R1?stage=小学&school=0",
        "evidence": evidence,
        "shared": shared,
        "documents": "/documents",
        "search": "/documents/search?q=音乐教室",
        "document": clause.partition("?")[0],
        "clause": clause,
        "understood": understood,
        "conflicts": "/documents/conflicts",
        "coverage": "/documents/coverage",
        "conversations": "/conversations",
        "problem": "/documents/none",
        "interface": "/docs",
    }


def settled(page: Page, name: str) -> None:
    """Wait until a page shows what it has to show."""
    if name.startswith("chat"):
        page.wait_for_selector("#jh-question textarea", timeout=WAIT)
    if name == "chat":
        page.locator("#jh-chat [data-testid=bot]").nth(1).wait_for(timeout=WAIT)
        page.frame_locator("iframe[name=jh-evidence]").locator(".verified").wait_for(state="attached", timeout=WAIT)
    page.wait_for_load_state("load")


def looked_at(visit: Visit, name: str, look: str) -> list[str]:
    """Keep a picture of the page that is open; return what is wrong with it."""
    visit.shot(f"page-{name}-{look}")
    wrong = violations(visit.page)
    return [*wrong, "it is wider than its window"] if visit.cut_off() else wrong


@pytest.mark.parametrize(("language", "size", "theme"), LOOKS)
def test_every_page_can_be_read_by_everybody(
    browser: Windows, address: str, reader: Reader, language: str, size: str, theme: str
) -> None:
    wrong: dict[str, list[str]] = {}
    for pages, state in ((NEW, None), (reader.pages, reader.state)):
        with visiting(browser, address, size, None, color_scheme=theme, storage_state=state) as visit:
            for name, path in pages.items():
                visit.go(with_language(path, language))
                settled(visit.page, name)
                assert visit.page.get_attribute("html", "data-theme") == theme, name
                wrong[name] = looked_at(visit, name, f"{language}-{size}-{theme}")
            visit.errors[:] = [one for one in visit.errors if "/documents/none" not in one]  # it is not found
    assert not any(wrong.values()), "\n".join(f"{name}: {line}" for name, lines in wrong.items() for line in lines)


def test_nothing_moves_where_a_reader_wants_no_motion(browser: Windows, address: str, reader: Reader) -> None:
    with visiting(browser, address, path=None, storage_state=reader.state, reduced_motion="reduce") as visit:
        for name in ("chat", "check", "evidence"):
            visit.go(reader.pages[name])
            settled(visit.page, name)
            assert visit.page.evaluate(STILL) == 0, name
