"""A reader has several conversations: numbered, titled, never mixed up, and gone with what was said in them."""

from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import TooMany, UnknownSession
from assistant.kept import reader_rows, session_rows, tables
from assistant.kept.database import Database
from assistant.kept.readers import Conversation
from assistant.service import Assistant
from tests.assistant.kept.sheets_made import PUPILS, sheet

READER, OTHER = "reader-one", "reader-two"


def id_of(number: int, reader: str = READER) -> str:
    return f"{reader}/{number}"


def begin(assistant: Assistant, reader: str = READER) -> int:
    return assistant.kept.readers.begin(reader, lambda number: id_of(number, reader))


def asked(assistant: Assistant, number: int, question: str = "你好") -> str:
    return assistant.ask(question, session=assistant.sessions.get(id_of(number))).receipt


def titles(assistant: Assistant, reader: str = READER) -> list[tuple[int, str]]:
    return [(one.number, one.title) for one in assistant.kept.readers.conversations(reader)]


def test_conversations_are_numbered_and_called_by_their_first_question(own: Assistant, again: Assistant) -> None:
    for question in ("班额标准？", "差异系数怎么算？"):
        asked(own, begin(own), question)
    asked(own, 2, "江滨小学呢？")
    assert titles(own) == titles(again) == [(2, "差异系数怎么算？"), (1, "班额标准？")]


def test_a_conversation_that_began_with_a_sheet_is_called_by_its_name(own: Assistant) -> None:
    number = begin(own)
    own.check([sheet()], session=own.sessions.get(id_of(number)))
    asked(own, number, PUPILS)
    assert titles(own) == [(1, "全县.csv")]


def test_one_in_which_nothing_was_said_serves_again_and_is_not_listed(own: Assistant) -> None:
    assert (begin(own), begin(own)) == (1, 1) and titles(own) == []
    asked(own, 1)
    assert (begin(own), begin(own)) == (2, 2) and titles(own) == [(1, "你好")]
    assert own.kept.readers.numbers(READER) == (2, 1)


def test_the_one_used_last_comes_first(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        asked(own, begin(own))
    later = session_rows.now() + 60
    monkeypatch.setattr(session_rows, "now", lambda: later)
    asked(own, 1)
    assert own.kept.readers.numbers(READER) == (1, 2)
    assert own.kept.readers.conversations(READER)[0] == Conversation(1, "你好", later)


def test_the_number_of_a_deleted_conversation_does_not_come_again(own: Assistant) -> None:
    for _ in range(2):
        asked(own, begin(own))
    own.sessions.delete(id_of(2))
    assert titles(own) == [(1, "你好")] and begin(own) == 3
    for number in (1, 3):
        own.sessions.delete(id_of(number))
    assert own.kept.readers.numbers(READER) == () and begin(own) == 4


def test_a_reader_sees_no_conversation_of_another(own: Assistant) -> None:
    asked(own, begin(own))
    assert own.kept.readers.numbers(OTHER) == () == own.kept.readers.conversations(OTHER)
    assert begin(own, OTHER) == 1 and titles(own) == [(1, "你好")]


def test_a_reader_keeps_only_so_many(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_rows, "MOST_CONVERSATIONS", 2)
    for _ in range(2):
        asked(own, begin(own))
    with pytest.raises(TooMany) as told:
        begin(own)
    assert "2" in told.value.message.zh and "删除" in told.value.hint.zh
    own.sessions.delete(id_of(1))
    assert begin(own) == 3


@pytest.mark.parametrize("question", ["\x00 零\ud800", "长" * 2000, "多\n行\t的 问题？"])
def test_any_question_makes_a_title_of_one_short_line(own: Assistant, question: str) -> None:
    session = own.sessions.get(id_of(begin(own)))
    own.sessions.tell(session, session_rows.Entry(question, told="不能回答"))
    ((_, title),) = titles(own)
    assert title and len(title) <= 61 and "\n" not in title


def test_conversations_grow_old_one_by_one_and_then_their_reader_is_forgotten(
    own: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        asked(own, begin(own))
    day, start = session_rows.DAY_SECONDS, session_rows.now()
    monkeypatch.setattr(session_rows, "now", lambda: start + 20 * day)
    asked(own, 2)
    monkeypatch.setattr(session_rows, "now", lambda: start + 31 * day)
    own.sessions.sweep(30)
    assert titles(own) == [(2, "你好")] and readers(own) == 1
    monkeypatch.setattr(session_rows, "now", lambda: start + 62 * day)
    own.sessions.sweep(30)
    assert titles(own) == [] and readers(own) == 0


def readers(assistant: Assistant) -> int:
    with assistant.kept.database.reading() as connection:
        return connection.execute(text("SELECT count(*) FROM readers")).scalar() or 0


def test_no_id_and_no_word_is_left_in_the_database(own: Assistant) -> None:
    asked(own, begin(own), "张三说清源小学班额达标，对吗？")
    with own.kept.database.reading() as connection:
        rows = str([connection.execute(one.select()).all() for one in tables.METADATA.sorted_tables])
    assert "清源" in rows and READER not in rows
    own.sessions.delete(id_of(1))
    with own.kept.database.reading() as connection:
        rows = str([connection.execute(one.select()).all() for one in tables.METADATA.sorted_tables])
    assert "清源" not in rows and READER not in rows


def test_conversations_of_before_there_were_several_are_the_first_of_their_readers(own: Assistant) -> None:
    """A browser's cookie was the id of its one session."""
    own.sessions.create(id=READER)
    with own.kept.database.writing() as connection:
        for table in ("feedback", "shares", "conversations", "readers"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE schema_version SET version = 2"))
    later = Assistant(own.home)
    assert later.kept.readers.numbers(READER) == (1,)
    later.ask("你好", session=later.sessions.get(READER))
    assert titles(later) == [(1, "你好")] and begin(later) == 2
    later.kept.database.close()


def test_two_processes_begin_conversations_of_one_reader_with_different_numbers(
    own: Assistant, again: Assistant
) -> None:
    asked(own, begin(own))
    assert begin(again) == 2
    again.ask("你好", session=again.sessions.get(id_of(2)))
    assert begin(own) == 3
    with pytest.raises(UnknownSession):
        own.sessions.get(id_of(4))


def test_the_tables_of_readers_are_made_in_a_new_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL", raising=False)
    database = Database(tmp_path)
    rows = reader_rows.ReaderRows(database)
    assert rows.begin(READER, id_of) == 1 and rows.numbers(READER) == (1,)
    database.close()
