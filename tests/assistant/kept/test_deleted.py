"""What is deleted is gone: no word of a conversation, its sheets or its answers stays, but digests."""

from dataclasses import asdict
from pathlib import Path

import pytest

from assistant import clock
from assistant.kept import keeping, session_rows, tables
from assistant.service import Assistant
from calculators.model import Upload
from tests.assistant.kept.sheets_made import HEAD, PUPILS, sheet

TURNS = (PUPILS, "江滨小学呢？", "哪些学校音乐教室不足？", "第一所为什么？", "张三说清源小学班额达标，对吗？", "你好")
WORDS = ("清源", "江滨", "全县", "张三", "512", "多少", "为什么")


def everything(assistant: Assistant) -> str:
    """All rows of all tables, as text that has Chinese as it is."""
    with assistant.kept.database.reading() as connection:
        rows = [connection.execute(one.select()).all() for one in tables.METADATA.sorted_tables]
    return str(rows)


def talked(assistant: Assistant) -> tuple[str, list[str]]:
    session = assistant.sessions.create()
    assistant.check([sheet()], session=session)
    return session.id, [assistant.ask(one, session=session).receipt for one in TURNS]


def test_no_word_of_a_deleted_conversation_stays_in_the_database(own: Assistant) -> None:
    id, receipts = talked(own)
    assert [one for one in WORDS if one not in everything(own)] == []
    own.sessions.delete(id)
    assert [one for one in WORDS if one in everything(own)] == []
    for one in receipts:
        kept = own.kept.receipts.get(one)
        assert kept.stripped and kept.calls == () and kept.given.before is None and kept.given.question == ""


def test_no_word_of_a_deleted_conversation_stays_in_a_file(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    for made in own_home.iterdir():  # all but what is kept, so that no index is built for this
        (tmp_path / made.name).symlink_to(made)
    own = Assistant(tmp_path)
    id, _ = talked(own)
    written = [form for one in WORDS[:4] for form in (one.encode(), one.encode("unicode_escape"))]

    def found() -> list[bytes]:
        files = [one.read_bytes() for one in (tmp_path / "kept").iterdir()]
        return [one for one in written if any(one in file for file in files)]

    assert len(found()) >= 4
    own.sessions.delete(id)
    assert found() == []
    own.kept.database.close()


def test_a_receipt_that_was_stripped_still_has_what_proves_the_answer(own: Assistant) -> None:
    id, receipts = talked(own)
    before = own.kept.receipts.get(receipts[0])
    own.sessions.delete(id)
    after = own.kept.receipts.get(receipts[0])
    assert (after.id, after.decided, after.seen, after.cited) == (before.id, before.decided, before.seen, before.cited)
    assert [one.sha256 for one in after.given.sheets] == [one.sha256 for one in before.given.sheets]


def test_an_answer_that_is_asked_for_again_has_its_words_again(own: Assistant) -> None:
    receipt = own.ask(PUPILS, uploads=[sheet()]).receipt
    before = asdict(own.kept.receipts.get(receipt))
    own.kept.receipts.sweep(clock.now() + 1)
    assert own.kept.receipts.get(receipt).stripped
    assert own.ask(PUPILS, uploads=[sheet()]).receipt == receipt
    assert asdict(own.kept.receipts.get(receipt)) == before


def test_an_answer_that_comes_after_its_session_was_deleted_leaves_no_words(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    own.ask(PUPILS, session=session)
    own.sessions.delete(session.id)
    late = [own.ask(one, session=session).receipt for one in (PUPILS, "江滨小学呢？", "你好")]
    assert all(own.kept.receipts.get(one).stripped for one in late)
    assert [one for one in WORDS if one in everything(own)] == []


def test_what_another_session_holds_keeps_its_words(own: Assistant) -> None:
    (first, receipts), (_, others) = talked(own), talked(own)
    assert receipts == others
    own.sessions.delete(first)
    assert not any(own.kept.receipts.get(one).stripped for one in others)


@pytest.mark.parametrize(("days", "stripped"), [(29, False), (31, True)])
def test_answers_about_a_sheet_without_a_session_lose_their_words_after_so_many_days(
    own: Assistant, days: int, stripped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt, rule = own.ask(PUPILS, uploads=[sheet()]).receipt, own.ask("你好").receipt
    _, held = talked(own)
    later = clock.now() + days * clock.DAY_SECONDS
    monkeypatch.setattr(keeping, "now", lambda: later)
    monkeypatch.setattr(session_rows, "now", lambda: later)
    own.kept.sweep(30)
    assert own.kept.receipts.get(receipt).stripped == (stripped and receipt not in held)
    assert not own.kept.receipts.get(rule).stripped and not own.kept.receipts.get(held[1]).stripped


def test_a_process_that_keeps_something_sweeps_once(
    own: Assistant, again: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = own.ask(PUPILS, uploads=[sheet()]).receipt
    later = clock.now() + 31 * clock.DAY_SECONDS
    monkeypatch.setattr(keeping, "now", lambda: later)
    again.ask("你好")
    assert own.kept.receipts.get(receipt).stripped


def test_a_wrong_setting_of_days_is_told_and_keeps_no_answer_back(
    own: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("JUNHENG_SESSION_DAYS", "many")
    answer = own.ask("你好")
    assert own.kept.receipts.get(answer.receipt).id == answer.receipt
    assert "JUNHENG_SESSION_DAYS" in caplog.text


def short(*schools: str) -> Upload:
    """A sheet whose schools have no music rooms."""
    return Upload("全县.csv", "\n".join([HEAD, *(f"{one},小学,640,16,0,2" for one in schools)]).encode())


def test_schools_of_a_sheet_that_is_gone_are_none_that_a_question_can_point_to(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([short("清源小学", "江滨小学")], session=session)
    own.ask("哪些学校音乐教室不足？", session=session)
    own.check([short("清源小学", "江滨小学")], session=session)
    assert session.last and len(session.last.schools) == 2, "the same sheet again changes nothing"
    own.check([short("码头小学", "诗山小学")], session=session)
    assert session.last.schools == () and session.last.own == ""
    answer = own.ask("第二所差多少？", session=session)
    assert answer.status == "needs_input" and "江滨" not in answer.text
