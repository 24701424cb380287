"""What is shared of an answer, and what is said of it, lasts no longer than the conversation that it was given in."""

import pytest
from sqlalchemy import text

from assistant.errors import TooMany, UnknownAnswer, UnknownShare
from assistant.kept import session_rows, shares
from assistant.kept.feedback import MOST_NOTE_CHARACTERS, Feedback
from assistant.service import Assistant
from tests.assistant.kept.sheets_made import PUPILS, sheet

WRONG = Feedback("wrong", "figure", "清源小学的数不对")


@pytest.fixture
def session(own: Assistant) -> str:
    made = own.sessions.create()
    own.check([sheet()], session=made)
    return made.id


@pytest.fixture
def receipt(own: Assistant, session: str) -> str:
    return own.ask(PUPILS, session=own.sessions.get(session)).receipt


def rows(assistant: Assistant, table: str) -> str:
    with assistant.kept.database.reading() as connection:
        return str(connection.execute(text(f"SELECT * FROM {table}")).all())


def test_a_link_opens_the_answer_that_was_shared(own: Assistant, again: Assistant, session: str, receipt: str) -> None:
    token = own.kept.shares.share(session, receipt)
    found = again.kept.shares.opened(token)
    assert found.entry.question == PUPILS and found.entry.receipt == receipt
    assert found.made >= found.said > 0 and again.kept.shares.shared(session) == {receipt}


def test_a_link_cannot_be_guessed_and_is_not_in_the_database(own: Assistant, session: str, receipt: str) -> None:
    tokens = {own.kept.shares.share(session, receipt) for _ in range(5)}
    assert len(tokens) == 5 and all(len(one) >= 22 for one in tokens), "16 bytes at least"
    assert not any(one in rows(own, "shares") for one in tokens)
    for wrong in ("", "x", receipt, session, next(iter(tokens))[:-1]):
        with pytest.raises(UnknownShare):
            own.kept.shares.opened(wrong)


def test_a_link_ends_when_it_is_withdrawn(own: Assistant, session: str, receipt: str) -> None:
    tokens = [own.kept.shares.share(session, receipt) for _ in range(2)]
    assert own.kept.shares.unshare(session, receipt) == 2 and own.kept.shares.unshare(session, receipt) == 0
    for token in tokens:
        with pytest.raises(UnknownShare):
            own.kept.shares.opened(token)
    assert own.kept.shares.shared(session) == frozenset()


@pytest.mark.parametrize("ends", ["deleted", "old"])
def test_a_link_and_what_was_said_end_with_the_conversation(
    own: Assistant, session: str, receipt: str, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = own.kept.shares.share(session, receipt)
    own.kept.feedback.keep(session, receipt, WRONG)
    if ends == "deleted":
        own.sessions.delete(session)
    else:
        later = session_rows.now() + 31 * session_rows.DAY_SECONDS
        monkeypatch.setattr(session_rows, "now", lambda: later)
        own.sessions.sweep(30)
    with pytest.raises(UnknownShare):
        own.kept.shares.opened(token)
    assert own.kept.feedback.all_of(receipt) == () and rows(own, "shares") == rows(own, "feedback") == "[]"


def test_nobody_shares_or_judges_an_answer_of_another_conversation(own: Assistant, receipt: str) -> None:
    other = own.sessions.create().id
    for act in (
        lambda id: own.kept.shares.share(id, receipt),
        lambda id: own.kept.feedback.keep(id, receipt, WRONG),
    ):
        for id in (other, "nobody"):
            with pytest.raises(UnknownAnswer):
                act(id)
    assert own.kept.shares.unshare(other, receipt) == 0


def test_only_so_many_links_lead_to_one_answer(
    own: Assistant, session: str, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "MOST_LINKS", 1)
    own.kept.shares.share(session, receipt)
    with pytest.raises(TooMany):
        own.kept.shares.share(session, receipt)


def test_one_word_is_kept_for_each_answer_of_a_conversation(own: Assistant, session: str, receipt: str) -> None:
    own.kept.feedback.keep(session, receipt, WRONG)
    own.kept.feedback.keep(session, receipt, Feedback("useful"))
    said = own.kept.feedback.of(session, receipt)
    assert said and (said.vote, said.reason, said.note) == ("useful", None, "") and said.made > 0
    assert own.kept.feedback.all_of(receipt) == (said,)


def test_what_several_say_of_one_answer_stands_side_by_side(own: Assistant) -> None:
    sessions = [own.sessions.create() for _ in range(2)]
    receipts = [own.ask("你好", session=one).receipt for one in sessions]
    assert receipts[0] == receipts[1]
    own.kept.feedback.keep(sessions[0].id, receipts[0], WRONG)
    own.kept.feedback.keep(sessions[1].id, receipts[1], Feedback("useful"))
    assert sorted(one.vote for one in own.kept.feedback.all_of(receipts[0])) == ["useful", "wrong"]
    assert [said.note for _, said in own.kept.feedback.latest(10) if said.vote == "wrong"] == [WRONG.note]
    own.sessions.delete(sessions[0].id)
    assert [one.vote for one in own.kept.feedback.all_of(receipts[0])] == ["useful"]


@pytest.mark.parametrize("note", ["\x00零", "长" * 900, "半\ud800个"])
def test_any_note_is_kept_and_a_long_one_cut(own: Assistant, session: str, receipt: str, note: str) -> None:
    own.kept.feedback.keep(session, receipt, Feedback("wrong", "other", note))
    said = own.kept.feedback.of(session, receipt)
    assert said and said.note == note[:MOST_NOTE_CHARACTERS]
