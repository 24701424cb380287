"""What a browser's conversation and the REST interface keep: the cookie, the history, the receipts."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from assistant.service import Assistant
from tests.ui.conftest import ADDRESS
from ui.chat.recalled import recalled
from ui.chat.tab import Talk
from ui.chat.talk import answered, asked, with_sheets
from ui.chat.whose import new_talk
from ui.server.app import create_app
from ui.server.cookie import READER, cookie_of, forget_keys, reader_of
from ui.server.settings import ServerSettings

COOKIE = "A" * 24
HELP = "你好"


@pytest.fixture
def own(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    assistant = Assistant(own_home)
    yield assistant
    assistant.kept.database.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    return create_app(Assistant(tmp_path_factory.mktemp("home")), ServerSettings())


@pytest.fixture
def browser(app: ASGIApp) -> TestClient:
    """A browser without cookies."""
    return TestClient(app, base_url=ADDRESS)


def said(assistant: Assistant, question: str, talk: Talk) -> Talk:
    return answered(assistant, "", "zh", asked(question, talk))


def uploaded(assistant: Assistant, talk: Talk, folder: Path) -> Talk:
    path = folder / "upload" / "全县.csv"
    path.parent.mkdir()
    path.write_text("学校名称,学段,在校生数,班级数\n清源小学,小学,512,12\n", "utf-8")
    return with_sheets(assistant, [str(path)], "", "zh", talk)


def test_the_cookie_is_for_the_server_alone_and_stays_the_same(browser: TestClient) -> None:
    first = browser.get("/").headers["set-cookie"]
    assert first.startswith(f"{READER}=") and "Secure" not in first
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in first.split(";")}
    assert browser.get("/").headers["set-cookie"].split(";")[0] == first.split(";")[0]


@pytest.mark.parametrize(
    "given", ["", ".", "short", COOKIE, f"{COOKIE}.", f"{COOKIE}.{'0' * 64}", "é.é", f".{'0' * 64}"]
)
def test_an_id_that_was_not_given_out_here_is_replaced(browser: TestClient, given: str) -> None:
    sent = browser.get("/", headers={"cookie": f"{READER}={given}".encode()}).headers["set-cookie"]
    assert not sent.startswith(f"{READER}={given};")
    assert COOKIE not in sent


def test_an_id_that_was_given_out_is_known_after_a_restart_and_nowhere_else(tmp_path: Path) -> None:
    given = {READER: cookie_of(COOKIE, tmp_path)}
    assert reader_of(given, tmp_path) == COOKIE
    forget_keys()
    assert reader_of(given, tmp_path) == COOKIE
    assert reader_of(given, tmp_path / "other") is None
    assert reader_of({READER: f"B{given[READER][1:]}"}, tmp_path) is None
    (key,) = (tmp_path / "kept").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_ids_are_given_out_also_where_no_key_can_be_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "kept").write_text("")
    given = {READER: cookie_of(COOKIE, tmp_path)}
    assert reader_of(given, tmp_path) == COOKIE and "kept" in caplog.text
    forget_keys()
    assert reader_of(given, tmp_path) is None


def test_a_link_of_another_site_does_not_take_the_place_of_a_conversation(browser: TestClient) -> None:
    found = browser.get("/", headers={"sec-fetch-site": "cross-site"})
    assert "set-cookie" not in found.headers and "refresh" in found.text


def test_a_conversation_comes_back_as_it_was_shown(own: Assistant, tmp_path: Path) -> None:
    talk = uploaded(own, said(own, "**粗** 你好", Talk(reader=COOKIE)), tmp_path)
    talk = said(own, "清源小学有多少在校生？", said(own, "长" * 3000, talk))
    later = Assistant(own.home)
    back = recalled(later, COOKIE, "zh")
    assert back.messages == talk.messages and len(back.messages) == 7
    assert (back.sheets, back.read, back.asked) == (talk.sheets, talk.read, talk.asked)
    assert back.answer and talk.answer and back.answer.as_json() == talk.answer.as_json()
    later.kept.database.close()


def test_no_page_names_its_session(own: Assistant, tmp_path: Path) -> None:
    talk = uploaded(own, Talk(reader=COOKIE), tmp_path)
    words = talk.messages[-1][1]
    assert "/check/workbook?lang=zh&amp;c=1" in words and COOKIE not in words and talk.session == COOKIE
    (entry,) = own.sessions.kept(COOKIE).said
    assert entry.told == words


def test_a_new_conversation_has_nothing_of_the_old_one(own: Assistant, tmp_path: Path) -> None:
    old = uploaded(own, said(own, HELP, Talk(reader=COOKIE)), tmp_path)
    new = new_talk(own, "zh", old)
    assert (new.number, new.messages, new.sheets) == (2, (), ())
    new = said(own, HELP, new)
    assert recalled(own, COOKIE, "zh").messages == new.messages
    assert recalled(own, COOKIE, "zh", asked="1").messages == old.messages


def test_a_deleted_conversation_has_nothing_and_a_tab_that_shows_it_goes_on_in_a_new_one(
    own: Assistant, tmp_path: Path
) -> None:
    talk = uploaded(own, said(own, HELP, Talk(reader=COOKIE)), tmp_path)
    own.sessions.delete(talk.session or "")
    assert recalled(own, COOKIE, "zh") == Talk(reader=COOKIE)
    later = said(own, "清源小学有多少在校生？", talk)
    assert later.session and later.session != talk.session and later.number == 2
    assert later.sheets == () == own.sessions.get(later.session).uploads


def test_two_tabs_share_one_conversation_and_neither_loses_what_was_said(own: Assistant) -> None:
    for question in (HELP, "帮助"):
        said(own, question, Talk(reader=COOKIE))
    assert [role for role, _ in recalled(own, COOKIE, "zh").messages] == ["user", "assistant"] * 2


def test_a_session_gives_its_history_and_is_gone_when_deleted(browser: TestClient) -> None:
    session = browser.post("/api/sessions", json={"county": "南安市"}).json()["session"]
    answer = browser.post("/api/ask", json={"question": HELP, "session": session}).json()
    found = browser.get(f"/api/sessions/{session}").json()
    assert found == {"county": "南安市", "sheets": [], "history": [{"question": HELP, "answer": answer}]}
    assert browser.delete(f"/api/sessions/{session}").status_code == 204
    assert browser.get(f"/api/sessions/{session}").status_code == 404


def test_a_receipt_is_given_with_what_decided_it(browser: TestClient) -> None:
    answer = browser.post("/api/ask", json={"question": HELP}).json()
    found = browser.get(f"/api/receipts/{answer['receipt']}").json()
    assert found["receipt"] == answer["receipt"] and found["answer"]["text"] == answer["text"]
    assert found["given"]["question"] == HELP and found["touched"] == [] and found["made"] > 0
    assert browser.get(f"/api/receipts/{answer['receipt'].upper()}").json() == found
    for begun in ("0123", answer["receipt"][:12]):  # else receipts could be guessed
        missing = browser.get(f"/api/receipts/{begun}", headers={"accept-language": "en"})
        assert missing.status_code == 404 and missing.json()["error"]["code"] == "unknown_receipt"
