"""A receipt proves its answer: it is called by its beginning, holds what decided it, and tells when it was altered."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import text

from assistant.errors import AlteredReceipt, DamagedRecord, UnknownReceipt, UnknownSession
from assistant.kept.receipt_rows import LEAST_CHARACTERS
from assistant.replay import replay
from assistant.service import Assistant
from tests.assistant.kept.sheets_made import PUPILS, sheet

HELP = "你好"
RULE = "初中班额上限是多少？"


def written(assistant: Assistant, statement: str, **values: object) -> None:
    with assistant.kept.database.writing() as connection:
        connection.execute(text(statement), values)


def column(assistant: Assistant, name: str, id: str) -> str:
    with assistant.kept.database.reading() as connection:
        return str(connection.execute(text(f"SELECT {name} FROM receipts WHERE id = :id"), {"id": id}).scalar())


@pytest.mark.parametrize("length", [LEAST_CHARACTERS, 12, 31, 32])
def test_a_receipt_is_called_by_its_beginning(own: Assistant, length: int) -> None:
    receipt = own.ask(HELP).receipt
    assert own.kept.receipts.get(receipt[:length]).id == receipt
    assert replay(own, receipt[:length]).then.id == receipt


@pytest.mark.parametrize("called", ["", "%", "________", "*" * 12])
def test_what_is_no_beginning_of_a_receipt_is_none(own: Assistant, called: str) -> None:
    receipt = own.ask(HELP).receipt
    for one in (called, receipt[: LEAST_CHARACTERS - 1], receipt + "0", receipt[1:20]):
        with pytest.raises(UnknownReceipt):
            own.kept.receipts.get(one)


def test_a_beginning_of_two_receipts_is_told_to_be_of_several(own: Assistant) -> None:
    receipt = own.ask(HELP).receipt
    twin = receipt[:12] + ("1" if receipt[12] == "0" else "0") * 20
    written(own, "INSERT INTO receipts SELECT :twin, made, of_sheets, body, shown, used FROM receipts", twin=twin)
    with pytest.raises(UnknownReceipt, match="More than one"):
        own.kept.receipts.get(receipt[:12])
    assert own.kept.receipts.get(receipt[:13]).id == receipt


ALTERED: dict[str, tuple[str, Callable[[dict], None]]] = {
    "the question": ("body", lambda body: body["given"].update(question="江滨小学有多少在校生？")),
    "the year of then": ("body", lambda body: body["given"].update(clock=1999)),
    "the sheet": ("body", lambda body: body["given"]["sheets"][0].update(sha256="0" * 64)),
    "the documents": ("body", lambda body: body["decided"].update(corpus="0")),
    "the status": ("body", lambda body: body["decided"].update(status="abstained")),
    "the calls": ("body", lambda body: body["calls"].clear()),
    "a digest": ("body", lambda body: body["seen"].update(text="0")),
    "its own id": ("body", lambda body: body.update(id="0" * 32)),
    "the words": ("shown", lambda shown: shown.update(text=shown["text"].replace("512", "999"))),
    "a figure": ("shown", lambda shown: shown["figures"][0].update(display="999")),
    "how it was understood": ("shown", lambda shown: shown.update(question="")),
}


@pytest.mark.parametrize("altered", ALTERED)
def test_a_receipt_that_was_altered_is_told_and_replays_to_nothing(own: Assistant, altered: str) -> None:
    receipt = own.ask(PUPILS, uploads=[sheet()]).receipt
    name, alter = ALTERED[altered]
    value = json.loads(column(own, name, receipt))
    alter(value)
    written(own, f"UPDATE receipts SET {name} = :value", value=json.dumps(value))
    for read in (own.kept.receipts.get, lambda id: replay(own, id, [sheet()])):
        with pytest.raises(AlteredReceipt, match=receipt):
            read(receipt)
    assert not doctor(own)


def test_the_receipt_of_another_answer_does_not_pass_for_this_one(own: Assistant) -> None:
    first, second = own.ask(HELP).receipt, own.ask(RULE).receipt
    for name in ("body", "shown"):
        written(own, f"UPDATE receipts SET {name} = :v WHERE id = :id", v=column(own, name, second), id=first)
    with pytest.raises(AlteredReceipt):
        replay(own, first)


@pytest.mark.parametrize("body", ["{}", "nothing", "[]", '{"given": 1}', "null"])
def test_a_receipt_that_is_damaged_is_told(own: Assistant, body: str) -> None:
    receipt = own.ask(HELP).receipt
    assert doctor(own)
    written(own, "UPDATE receipts SET body = :body", body=body)
    with pytest.raises(DamagedRecord):
        replay(own, receipt)
    assert not doctor(own)


@pytest.mark.parametrize("state", ["nothing", '{"sheets": 1}', "[]"])
def test_a_session_that_is_damaged_is_told_and_can_be_deleted(own: Assistant, again: Assistant, state: str) -> None:
    id = own.sessions.create().id
    own.ask(PUPILS, session=own.sessions.get(id))
    written(own, "UPDATE sessions SET state = :state", state=state)
    written(own, "UPDATE receipts SET body = 'nothing'")
    for read in (again.sessions.get, again.sessions.kept):
        with pytest.raises(DamagedRecord):
            read(id)
    assert not doctor(again)
    again.sessions.delete(id)
    with pytest.raises(UnknownSession):
        again.sessions.kept(id)


def test_a_sheet_whose_bytes_are_gone_is_not_taken_for_an_empty_one(own: Assistant, again: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    written(own, "DELETE FROM session_sheets")
    written(own, "DELETE FROM sheets")
    with pytest.raises(DamagedRecord, match=r"全县\.csv"):
        again.sessions.get(session.id)


def test_a_question_complete_in_itself_has_nothing_of_the_one_before_it(own: Assistant) -> None:
    session = own.sessions.create()
    own.ask("康美小学的王老师是骨干教师，比例达标吗？", session=session)
    inside, alone = own.ask(RULE, session=session).receipt, own.ask(RULE).receipt
    assert inside == alone
    assert own.kept.receipts.get(alone).given.before is None


def test_a_follow_up_is_another_answer_after_another_question(own: Assistant) -> None:
    receipts = []
    for first in (RULE, "初中的班额上限是多少？"):
        session = own.sessions.create()
        own.ask(first, session=session)
        receipts.append(own.ask("那小学呢？", session=session).receipt)
    kept = [own.kept.receipts.get(one) for one in receipts]
    said = [one.given.before.question for one in kept if one.given.before]
    assert len(said) == 2 and said[0] in RULE.replace("？", "?") and "初中的" in said[1]
    assert kept[0].decided["before"] != kept[1].decided["before"] and receipts[0] != receipts[1]


def doctor(assistant: Assistant) -> bool:
    return next(one.ok for one in assistant.doctor("en") if one.name == "receipts and sessions")
