"""Nothing comes from elsewhere, nothing stays in the browser but one cookie, and no upload stays on the disk."""

import re
import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
from tests.ui.conftest import ADDRESS
from tests.ui.readers import Office, every_route, office
from ui.server.app import STATIC, create_app
from ui.server.cookie import READER
from ui.server.headers import CHAT_POLICY, ICON_STYLE, OWN_POLICY

__all__ = ["office"]
# Names of vocabularies, and an example of an address: nothing is fetched by them.
NAMED = ("http://www.w3.org/", ADDRESS)
ELSEWHERE = re.compile(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"'<>)]*""")
FETCHED = re.compile(
    r"""(?:src|href|action|poster|data|srcset)=["']?((?:https?:)?//[^\s"'>]+)|url\(["']?((?:https?:)?//[^)]+)"""
)
INLINE_STYLE = re.compile(r"<[a-z][^>]*\sstyle=")
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>[^<]*)")
ERRORS = (
    "/nothing",
    "/gradio_api/file=/etc/passwd",
    "/documents/none",
    "/evidence/none",
    "/shared/none",
    "/api/none",
    "/check?c=9",
)


Addresses = list[tuple[str, str]]


@pytest.fixture(scope="module")
def reader(office: Office) -> TestClient:
    return office.reader()


@pytest.fixture
def addresses(office: Office, reader: TestClient) -> Addresses:
    """Pages of a reader who has asked and uploaded something, every route, and addresses that are none."""
    number = office.begun(reader)
    receipt, session = office.asked(reader, number), office.session(reader, number)
    shared = office.assistant.kept.shares.share(session, receipt)
    document = office.assistant.library.documents[0].id
    pages = ["/", "/check", f"/evidence/{receipt}", f"/shared/{shared}", f"/documents/{document}", "/conversations"]
    routes = [(method, re.sub(r"\{[^}]*\}", "R1", path)) for method, path in every_route(office.app)]
    static = [f"/style/{one.name}" for one in STATIC.iterdir()]
    chat = ["/config", "/theme.css", "/manifest.json", "/robots.txt"]
    # What deletes comes last: there is something to see before.
    return [*(("GET", path) for path in (*pages, *static, *chat, *ERRORS)), *sorted(routes)]


def policy_of(headers: object) -> dict[str, str]:
    parts = (one.strip().partition(" ") for one in headers["content-security-policy"].split(";"))  # type: ignore[index]
    return {name: value for name, _, value in parts}


def test_every_response_has_a_policy_that_lets_nothing_in(addresses: Addresses, reader: TestClient) -> None:
    for method, path in addresses:
        sent = reader.request(method, path, follow_redirects=False)
        policy = policy_of(sent.headers)
        assert policy["default-src"] == "'none'", (method, path)
        whole = " ".join(policy.values())
        for loose in ("unsafe-", "*", "http:", "https:", "data: blob:", "strict-dynamic"):
            assert loose not in whole, (method, path, loose)
        assert {"script-src", "style-src", "form-action", "base-uri", "frame-ancestors"} <= policy.keys()
        assert sent.headers["x-content-type-options"] == "nosniff"
        assert not any(name.startswith("access-control-") for name in sent.headers)
        lasting = path.startswith(("/style/", "/favicon.ico"))
        assert (sent.headers.get("cache-control") == "no-store") != lasting, (method, path)


def test_only_the_chat_page_has_the_policy_of_the_chat(reader: TestClient) -> None:
    for path in ("/check", "/documents", "/conversations", "/docs", "/login", "/nothing"):
        assert reader.get(path).headers["content-security-policy"] == OWN_POLICY
    assert policy_of(reader.get("/").headers).keys() == {one.split()[0] for one in CHAT_POLICY.split(";")}, (
        "one policy, whatever the conversation"
    )


def test_the_chats_own_scripts_and_styles_run_by_a_nonce_that_is_never_the_same(reader: TestClient) -> None:
    nonces = set()
    for _ in range(3):
        page = reader.get("/")
        (nonce,) = set(re.findall(r"'nonce-([\w-]+)'", page.headers["content-security-policy"]))
        nonces.add(nonce)
        for script in SCRIPT.finditer(page.text):
            assert "src=" in script["attributes"] or f"nonce={nonce}" in script["attributes"], script[0]
        assert all(f"nonce={nonce}" in one for one in re.findall(r"<style[^>]*>", page.text))
        assert not INLINE_STYLE.search(page.text) and not re.search(r"\son[a-z]+=", page.text.partition("<script")[0])
    assert len(nonces) == 3 and all(len(one) >= 22 for one in nonces)
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", ICON_STYLE)


def test_pages_of_ours_have_no_inline_script_or_style(addresses: Addresses, reader: TestClient) -> None:
    for method, path in addresses:
        sent = reader.request(method, path, follow_redirects=False)
        if path.startswith("/?") or path == "/" or "text/html" not in sent.headers.get("content-type", ""):
            continue
        assert not INLINE_STYLE.search(sent.text) and "<style" not in sent.text, path
        assert "javascript:" not in sent.text and not re.search(r"<[^>]*\son[a-z]+=", sent.text), path
        assert all("src=" in one["attributes"] and not one["body"].strip() for one in SCRIPT.finditer(sent.text)), path


def test_no_page_style_or_script_fetches_from_elsewhere(addresses: Addresses, reader: TestClient) -> None:
    for method, path in addresses:
        sent = reader.request(method, path, follow_redirects=False)
        found = {one for pair in FETCHED.findall(sent.text) for one in pair if one}
        assert {one for one in found if not one.startswith(NAMED)} == set(), path
        if path.startswith("/style/"):
            assert [one for one in ELSEWHERE.findall(sent.text) if not one.startswith(NAMED)] == [], path


def test_one_cookie_is_all_that_is_set_and_no_script_reads_it(addresses: Addresses, office: Office) -> None:
    for method, path in addresses:
        browser = office.stranger()
        sent = browser.request(method, path, follow_redirects=False)
        for cookie in sent.headers.get_list("set-cookie"):
            parts = [part.strip().lower() for part in cookie.split(";")]
            assert parts[0].startswith(f"{READER}="), (path, cookie)
            assert {"httponly", "samesite=strict", "path=/"} <= set(parts), (path, cookie)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_over_https_the_cookie_goes_over_https_alone(office: Office, scheme: str) -> None:
    browser = TestClient(office.app, base_url=ADDRESS.replace("http", scheme))
    cookie = browser.get("/").headers["set-cookie"]
    assert ("secure" in cookie.lower().split("; ")) == (scheme == "https")


def test_uploads_lie_in_a_private_folder_that_goes_with_the_server(tmp_path: Path) -> None:
    with TestClient(create_app(Assistant(tmp_path)), base_url=ADDRESS) as browser:
        (sent,) = browser.post("/gradio_api/upload", files={"files": ("秘密.csv", b"secret")}).json()
        (folder,) = (tmp_path / "uploads").iterdir()
        assert Path(sent).read_bytes() == b"secret" and Path(sent).is_relative_to(folder)
        assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)} == {0o700}
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_sheet_lies_in_the_database_alone_and_goes_with_its_conversation(office: Office) -> None:
    browser = office.reader()
    number = office.begun(browser)
    sheet = "学校名称,学段,在校生数,班级数\n九都小学,小学,377,9\n".encode()
    sent = browser.post(f"/check/upload?c={number}", files={"files": ("九都.csv", sheet)})
    assert "九都" in browser.get(f"/check?c={number}&lang=zh").text, sent.text
    assert not [one for one in (office.assistant.home / "uploads").rglob("*") if one.is_file()]
    database = Path(office.assistant.kept.database.name)
    assert any(sheet in one.read_bytes() for one in database.parent.iterdir())
    browser.post(f"/conversations/{number}/delete")
    assert not any("九都小学".encode() in one.read_bytes() for one in database.parent.iterdir())
