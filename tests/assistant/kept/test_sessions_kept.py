"""Sessions outlive the process: their sheets, what was said, and the last turn; and nothing of them outlives them."""

from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import DatabaseUnavailable, UnknownSession
from assistant.kept import session_rows
from assistant.kept.entries import answer_of
from assistant.kept.session import SessionStore
from assistant.service import Assistant
from tests.assistant.kept.sheets_made import PUPILS, sheet

FOLLOW_UP = "江滨小学呢？"


def rows(assistant: Assistant, table: str) -> int:
    with assistant.kept.database.reading() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() or 0


def test_a_session_comes_back_with_its_sheets_its_history_and_its_last_turn(own: Assistant, again: Assistant) -> None:
    session = own.sessions.create("南安市")
    own.check([sheet()], session=session, year=2025)
    first = own.ask(PUPILS, session=session)
    back = again.sessions.get(session.id)
    assert (back.county, back.uploads, back.last) == ("南安市", session.uploads, session.last)
    assert back.report and session.report and back.report.as_json() == session.report.as_json()
    assert [one.question for one in again.sessions.kept(session.id).said] == [PUPILS]
    assert answer_of(again.sessions.kept(session.id).said[0]).as_json() == first.as_json()
    assert again.ask(FOLLOW_UP, session=back).receipt == own.ask(FOLLOW_UP, session=session).receipt


def test_columns_confirmed_are_read_alike_after_a_restart(own: Assistant, again: Assistant) -> None:
    session = own.sessions.create()
    rows = "".join(f"第{n}小学,{200 + n},6,{1000 + n}\n" for n in range(4)).encode()
    near = sheet()
    near = type(near)("小学.csv", "学校名称,小学在校生数,小学班级数,教学与其他辅助用房面积\n".encode() + rows)
    own.check([near], session=session)
    own.confirming.confirm(session.id, {("小学.csv", "csv", "D1"): "teaching_area"})
    back = again.sessions.get(session.id)
    assert back.report and session.report and back.report.sha256 == session.report.sha256
    assert "teaching_area" in back.report.table.frame


def test_what_another_process_says_is_taken_over(own: Assistant, again: Assistant) -> None:
    id = own.sessions.create().id
    other = again.sessions.get(id)
    again.check([sheet()], session=other)
    mine = own.sessions.get(id)
    assert mine.report and [one.name for one in mine.uploads] == ["全县.csv"]
    own.ask(PUPILS, session=mine)
    assert again.sessions.get(id) is other and other.last == mine.last


def test_a_session_that_falls_out_of_memory_comes_back(own: Assistant) -> None:
    own.sessions = SessionStore(lambda: own.kept.sessions, own.sessions._read_again, limit=1)
    first = own.sessions.create("南安市").id
    own.check([sheet()], session=own.sessions.get(first))
    for _ in range(3):
        own.sessions.create()
    back = own.sessions.get(first)
    assert back.county == "南安市" and back.report and back.report.table.files == ("全县.csv",)


def test_the_id_of_a_session_is_not_in_the_database(own: Assistant, tmp_path: Path) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    own.ask(PUPILS, session=session)
    with own.kept.database.reading() as connection:
        told = [str(connection.execute(text(f"SELECT * FROM {one}")).all()) for one in ("sessions", "entries")]
    assert all(one != "[]" and session.id not in one for one in told)


def test_sessions_of_one_sheet_share_its_bytes_and_the_last_one_takes_them_along(own: Assistant) -> None:
    sessions = [own.sessions.create() for _ in range(2)]
    for one in sessions:
        own.check([sheet()], session=one)
    assert rows(own, "sheets") == 1
    own.sessions.delete(sessions[0].id)
    assert rows(own, "sheets") == 1
    assert own.ask(PUPILS, session=own.sessions.get(sessions[1].id)).status == "answered"
    own.sessions.delete(sessions[1].id)
    assert rows(own, "sheets") == 0


def test_a_sheet_that_another_takes_the_place_of_is_not_kept(own: Assistant) -> None:
    session = own.sessions.create()
    for pupils in (512, 513):
        own.check([sheet(pupils=pupils)], session=session)
    assert rows(own, "sheets") == 1


def test_a_deleted_session_leaves_nothing_but_receipts_without_its_data(own: Assistant) -> None:
    session = own.sessions.create()
    rule = own.ask("你好", session=session)
    own.check([sheet()], session=session)
    sheets = own.ask(PUPILS, session=session)
    own.sessions.delete(session.id)
    assert [rows(own, one) for one in ("sessions", "entries", "sheets", "session_sheets")] == [0, 0, 0, 0]
    assert own.kept.receipts.get(sheets.receipt).shown is None
    assert own.kept.receipts.get(rule.receipt).shown is None
    for ended in (own.sessions.get, own.sessions.delete, own.sessions.kept):
        with pytest.raises(UnknownSession):
            ended(session.id)


def test_a_deleted_sheet_is_in_no_file_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    own = Assistant(tmp_path)
    session = own.sessions.create()
    own.check([sheet()], session=session)
    folder, words = tmp_path / "kept", "江滨小学".encode()
    assert any(words in one.read_bytes() for one in folder.iterdir())
    own.sessions.delete(session.id)
    assert not any(words in one.read_bytes() for one in folder.iterdir())
    own.kept.database.close()


def test_a_receipt_that_another_session_still_holds_keeps_its_words(own: Assistant) -> None:
    sessions = [own.sessions.create() for _ in range(2)]
    for one in sessions:
        own.check([sheet()], session=one)
    answers = [own.ask(PUPILS, session=one) for one in sessions]
    assert answers[0].receipt == answers[1].receipt
    own.sessions.delete(sessions[0].id)
    assert own.kept.receipts.get(answers[1].receipt).shown


def test_an_answer_that_comes_after_its_session_was_deleted_does_not_bring_it_back(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    own.sessions.delete(session.id)
    assert own.ask(PUPILS, session=session).status == "answered"
    assert rows(own, "sessions") == rows(own, "entries") == 0


@pytest.mark.parametrize(("unused", "gone"), [(29, False), (31, True)])
def test_sessions_grow_old(own: Assistant, unused: int, gone: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    own.sessions.create()
    later = session_rows.now() + unused * session_rows.DAY_SECONDS
    monkeypatch.setattr(session_rows, "now", lambda: later)
    assert own.sessions.sweep(30) == gone
    assert rows(own, "sessions") == (not gone)


def test_a_question_by_itself_keeps_nothing_but_its_receipt(own: Assistant) -> None:
    own.ask(PUPILS, uploads=[sheet()])
    assert [rows(own, one) for one in ("receipts", "sessions", "entries", "sheets")] == [1, 0, 0, 0]


def test_a_conversation_goes_on_in_memory_while_nothing_can_be_kept(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'own.db'}")
    own = Assistant(own_home)
    session = own.sessions.create()
    own.check([sheet()], session=own.sessions.get(session.id))
    assert own.ask(PUPILS, session=own.sessions.get(session.id)).status == "answered"
    assert "不可用" in caplog.text
    own.sessions.delete(session.id)
    with pytest.raises((UnknownSession, DatabaseUnavailable)):
        own.sessions.get(session.id)
