"""The plain pages: the whole document, the quotation marked, nothing that could run."""

import html
import re

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from ui.pages.document_parts import parts
from ui.server.app import create_app
from ui.server.settings import ServerSettings

DOCUMENT = "yueqing-2023-39"


@pytest.fixture(scope="module")
def clause(assistant: Assistant) -> tuple[str, int, int]:
    """A clause with a span of it: its id, start and end."""
    found = next(one for one in assistant.library.document(DOCUMENT).clauses if "音乐专用教室面积" in one.text)
    start = found.text.index("每间音乐")
    return found.id, start, start + 12


def test_a_citation_opens_its_document_with_the_quotation_marked(
    client: TestClient, assistant: Assistant, clause: tuple[str, int, int]
) -> None:
    id, start, end = clause
    page = client.get(f"/documents/{DOCUMENT}", params={"clause": id, "start": start, "end": end}).text
    marked = re.findall(r'<mark id="quote">(.*?)</mark>', page, re.S)
    assert [html.unescape(one) for one in marked] == [assistant.library.clause(DOCUMENT, id).text[start:end]]


@pytest.mark.parametrize("document", ["licheng-2021-63", "licheng-2021-69", "licheng-2021-63-interpretation",
                                      "nanan-2022-45", "yueqing-2023-39"])  # fmt: skip
def test_every_character_of_a_document_is_on_its_page(client: TestClient, assistant: Assistant, document: str) -> None:
    page = client.get(f"/documents/{document}").text
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    squeezed = re.sub(r"\s", "", shown)
    assert all(re.sub(r"\s", "", clause.text) in squeezed for clause in assistant.library.document(document).clauses)
    assert all(heading in shown for clause in assistant.library.document(document).clauses for heading in clause.trail)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 5), (5, 5), (9, 3), (0, 100_000), (99_999, 100_000)])
def test_a_span_outside_its_clause_marks_nothing(assistant: Assistant, start: int, end: int) -> None:
    document = assistant.library.document(DOCUMENT)
    shown = parts(document, document.clauses[3].id, start, end)
    assert [part.quote for part in shown if part.quote] == []
    assert [part.clause.id for part in shown if part.cited] == [document.clauses[3].id]
    assert all(part.before + part.quote + part.after == part.clause.text for part in shown)


def test_a_stale_link_says_so(client: TestClient, assistant: Assistant) -> None:
    id = assistant.library.document(DOCUMENT).clauses[3].id
    page = client.get(f"/documents/{DOCUMENT}", params={"clause": id, "start": 0, "end": 10**6, "lang": "en"}).text
    assert "nothing is marked" in page


@pytest.mark.parametrize("path", ["/documents/none", f"/documents/{DOCUMENT}?clause=none", "/documents/%3Cscript%3E"])
def test_what_is_not_there_is_told_on_a_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", ["/documents", f"/documents/{DOCUMENT}", "/docs", "/login", "/documents/none"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_plain_pages_run_only_scripts_of_ours_and_name_no_other_site(
    client: TestClient, path: str, language: str
) -> None:
    page = client.get(path, headers={"accept-language": language}).text
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page
    assert all(script.startswith('src="/style/') for script in re.findall(r"<script ?(.*?)></script>", page))
    assert page.count("<script") == page.count('<script src="/style/') and " on" not in re.sub(r">[^<]*<", "><", page)
    assert "style=" not in page and "http" not in page.replace("https?", "")
    assert all(link.startswith(("/", "?", "#")) for link in re.findall(r'(?:href|src|action)="([^"]*)"', page))


def test_the_interface_page_names_every_route(client: TestClient) -> None:
    page = client.get("/docs").text
    assert all(path in page for path in client.get("/openapi.json").json()["paths"])


def test_signing_in_gives_a_cookie_that_opens_the_rest(assistant: Assistant) -> None:
    app = create_app(assistant, ServerSettings(token="open sesame"))
    with TestClient(app, base_url="http://junheng.example", follow_redirects=False) as client:
        assert client.post("/login", data={"token": "wrong"}).status_code == 401
        assert client.get("/documents").status_code == 303
        answer = client.post("/login", data={"token": "open sesame"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie and "sesame" not in cookie
        assert client.get("/documents").status_code == 200
