"""Nobody sees another's conversations: whoever asks finds only what the browser's own cookie leads to."""

import re

import pytest
from starlette.testclient import TestClient

from tests.ui.readers import FILE, SCHOOL, Office, every_route, office
from ui.server.cookie import READER

__all__ = ["office"]
FILLED = {
    "{receipt}": "RECEIPT", "{number}": "1", "{item}": "R1", "{table}": "items", "{key}": "primary",
    "{indicator}": "R1", "{id}": "heat-primary",
}  # fmt: skip
# Programs have no cookie: what they find, they find by an id that is itself the secret. A link is a secret too.
BY_SECRET = ("/api/", "/v1/", "/mcp", "/shared/")


@pytest.fixture(scope="module")
def mine(office: Office) -> TestClient:
    browser = office.reader()
    office.begun(browser)
    return browser


@pytest.fixture(scope="module")
def receipt(office: Office, mine: TestClient) -> str:
    return office.asked(mine, 1)


def others(office: Office) -> dict[str, TestClient]:
    forged = office.stranger()
    forged.cookies.set(READER, f"{'A' * 24}.{'0' * 64}")
    busy = office.reader()
    office.asked(busy, office.begun(busy), "你好", sheet=False)
    return {"without a cookie": office.stranger(), "a forged one": forged, "new": office.reader(), "another's": busy}


def own_addresses(office: Office, receipt: str) -> list[tuple[str, str]]:
    """Every route with its parts filled in, of the conversation that is not theirs."""
    found = [("GET", "/"), ("GET", "/config")]
    for method, path in every_route(office.app):
        for part, value in FILLED.items():
            path = path.replace(part, receipt if value == "RECEIPT" else value)
        if method in {"GET", "POST"} and "{" not in path and not path.startswith(BY_SECRET):
            found.append((method, path))
    return found


def test_the_reader_finds_it_and_nobody_else_does(office: Office, mine: TestClient, receipt: str) -> None:
    assert SCHOOL in mine.get(f"/evidence/{receipt}?c=1&lang=zh").text
    assert SCHOOL in mine.get("/check?c=1&lang=zh").text
    assert FILE in mine.get("/conversations?lang=zh").text
    addresses = own_addresses(office, receipt)
    assert {"/", "/check", f"/evidence/{receipt}", "/conversations", "/check/workbook"} <= {
        path for _, path in addresses
    }
    for who, browser in others(office).items():
        for method, path in addresses:
            for query in ("?c=1", ""):
                sent = browser.request(method, path + query, follow_redirects=False)
                assert SCHOOL not in sent.text and FILE not in sent.text, (who, method, path, query)
                assert sent.content[:2] != b"PK", (who, path, "a workbook")
    assert SCHOOL in mine.get(f"/evidence/{receipt}?c=1&lang=zh").text, "nobody has deleted it either"


@pytest.mark.parametrize("path", ["/", "/check", "/check/workbook", "/evidence/{}", "/conversations/{}/delete"])
@pytest.mark.parametrize("number", ["7", "0", "x", "١"])
def test_a_number_that_is_none_of_the_readers_is_told(mine: TestClient, receipt: str, path: str, number: str) -> None:
    filled = path.format(number if "conversations" in path else receipt)
    sent = mine.get(f"{filled}?c={number}&lang=zh")
    assert sent.status_code in {404, 422} and SCHOOL not in sent.text


def test_each_conversation_has_its_own_sheet(office: Office) -> None:
    browser = office.reader()
    first = office.begun(browser)
    office.asked(browser, first)
    second = office.begun(browser)
    office.asked(browser, second, "你好", sheet=False)
    assert (first, second) == (1, 2)
    assert SCHOOL in browser.get("/check?c=1&lang=zh").text
    for latest in ("/check?c=2&lang=zh", "/check?lang=zh"):
        page = browser.get(latest)
        assert page.status_code == 200 and SCHOOL not in page.text


def test_ids_of_conversations_do_not_lead_to_each_other(office: Office, mine: TestClient) -> None:
    other = office.reader()
    ids = [office.session(one, number) for one in (mine, other) for number in (1, 2, 3)]
    assert len(set(ids)) == 6 and all(re.fullmatch(r"[\w-]{24}", one) for one in ids)
    assert not any(a in b for a in ids for b in ids if a != b)


def test_no_page_names_the_id_of_a_session(office: Office, mine: TestClient, receipt: str) -> None:
    cookie = str(mine.cookies[READER])
    for path in ("/", "/?c=1", "/check?c=1", f"/evidence/{receipt}?c=1", "/conversations", "/config"):
        page = mine.get(path)
        assert page.status_code == 200
        for secret in (office.session(mine, 1), office.session(mine, 2), cookie):
            assert secret not in page.text, path


def test_conversations_are_listed_begun_and_deleted_without_a_script(office: Office) -> None:
    browser = office.reader()
    assert "还没有对话" in browser.get("/conversations?lang=zh").text
    assert browser.post("/conversations/new?lang=zh", follow_redirects=False).headers["location"] == "/?c=1&lang=zh"
    office.asked(browser, 1, "<b>你好</b>", sheet=False)
    listed = browser.get("/conversations?lang=zh").text
    assert "&lt;b&gt;你好" in listed and "<b>你好" not in listed and 'href="/?c=1' in listed
    session = office.session(browser, 1)
    sure = browser.get("/conversations/1/delete?lang=zh")
    assert sure.status_code == 200 and "不能恢复" in sure.text and office.assistant.sessions.get(session)
    gone = browser.post("/conversations/1/delete?lang=zh")
    assert gone.status_code == 200 and "还没有对话" in gone.text
    assert browser.post("/conversations/1/delete").status_code == 404


def test_all_conversations_are_deleted_at_once_and_no_one_elses(office: Office, mine: TestClient, receipt: str) -> None:
    browser = office.reader()
    for _ in range(3):
        office.asked(browser, office.begun(browser), sheet=False)
    assert "3" in browser.get("/conversations/all/delete?lang=zh").text
    assert "还没有对话" in browser.post("/conversations/all/delete?lang=zh").text
    assert SCHOOL in mine.get(f"/evidence/{receipt}?c=1").text


@pytest.mark.parametrize("path", ["/", "/check", "/documents", "/conversations", "/evidence/none"])
def test_the_cookie_is_given_wherever_a_visit_begins(office: Office, path: str) -> None:
    browser = office.stranger()
    sent = browser.get(path, headers={"sec-fetch-dest": "document"})
    parts = {part.strip().lower() for part in sent.headers["set-cookie"].split(";")}
    assert {"httponly", "samesite=strict", "path=/"} <= parts and list(browser.cookies) == [READER]
    first = browser.cookies[READER]
    browser.get("/check")
    assert browser.cookies[READER] == first


@pytest.mark.parametrize("path", ["/api/health", "/style/pages.css", "/shared/none", "/favicon.ico", "/docs"])
def test_what_shows_nobodys_own_gives_no_cookie(office: Office, path: str) -> None:
    assert "set-cookie" not in office.stranger().get(path).headers


@pytest.mark.parametrize(
    "path", ["/check?c=2&lang=zh", "/?c=1", '/documents?place="><script>', "//evil.example/", "/%5Cevil"]
)
def test_a_visit_from_another_site_is_led_here_once_more_and_nowhere_else(office: Office, path: str) -> None:
    sent = office.stranger().get(path, headers={"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"})
    assert "set-cookie" not in sent.headers
    address = re.search(r'content="0;url=([^"]*)"', sent.text)
    if address is None:
        assert sent.status_code == 404, "there is no such page here"
        return
    assert address[1].startswith("/") and not address[1].startswith(("//", "/\\")) and "<" not in address[1]
