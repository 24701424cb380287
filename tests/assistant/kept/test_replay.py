"""A replay says that the answer is the same, or what differs and why."""

import datetime
from pathlib import Path

import pytest

from assistant import clock
from assistant.errors import SheetNeeded, UnknownReceipt, WordsNeeded
from assistant.replay import replay
from assistant.service import Assistant
from calculators.model import Upload
from corpus.intake.corrections import Corrections
from tests.assistant.kept.sheets_made import PUPILS, sheet
from tests.assistant.test_bookshelf import MEASURES, QUESTION

SURVEY = Path(__file__).parents[2] / "golden" / "sheets" / "county_survey.xlsx"
FOLLOW_UP = "江滨小学呢？"
CONVERSATION = (
    "我们县达标吗？", "哪些学校音乐教室不足？", "第二所差多少？", "它的班额达标吗？", "那初中呢？", "R4？",
    "and primary schools?", "初中班额上限是多少？", "原文是哪一条？", "换成2027年的标准", "谢谢",
    "康美小学怎么样？那洪濑小学呢？",
    "不对，我问的是初中", "我是梅山小学的校长，我们学校达标吗？", "我校生均教学仪器设备值是多少？",
    "最差的三所是哪几所？", "为什么？",
)  # fmt: skip


def codes(told) -> set[str]:
    return {one.code for one in told}


def test_a_question_by_itself_is_the_same(own: Assistant) -> None:
    found = replay(own, own.ask("你好").receipt)
    assert found.same and found.changes == found.causes == found.touched == ()


def test_a_follow_up_is_the_same_with_the_turn_before_it(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    own.ask(PUPILS, session=session)
    followed = own.ask("江滨小学呢？", session=session)
    assert replay(own, followed.receipt).same


def test_the_sheet_of_a_session_serves_until_it_is_deleted(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    receipt = own.ask(PUPILS, session=session).receipt
    assert replay(own, receipt).same
    own.sessions.delete(session.id)
    with pytest.raises(WordsNeeded, match="--question"):
        replay(own, receipt, [sheet()])
    with pytest.raises(SheetNeeded, match="SHA-256"):
        replay(own, receipt, question=PUPILS)
    assert replay(own, receipt, [sheet()], f" {PUPILS}").same
    renamed = replay(own, receipt, [Upload("renamed.csv", sheet().content)], PUPILS)
    assert codes(renamed.changes) == {"given", "answer"}, "the name of the file was deleted, and stands in the cells"


def test_a_sheet_is_known_by_its_bytes_while_its_name_is_kept(own: Assistant) -> None:
    receipt = own.ask(PUPILS, uploads=[sheet()]).receipt
    with pytest.raises(SheetNeeded, match=r"全县\.csv"):
        replay(own, receipt)
    assert replay(own, receipt, [Upload("renamed.csv", sheet().content)]).same


def test_other_words_than_those_that_were_deleted_are_told(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    receipt = own.ask(PUPILS, session=session).receipt
    own.sessions.delete(session.id)
    found = replay(own, receipt, [sheet()], PUPILS.replace("清源", "江滨"))
    assert codes(found.changes) == {"given", "answer"}


def test_a_follow_up_cannot_be_recomputed_once_what_it_followed_is_deleted(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    own.ask(PUPILS, session=session)
    receipt = own.ask(FOLLOW_UP, session=session).receipt
    own.sessions.delete(session.id)
    with pytest.raises(WordsNeeded, match="earlier question"):
        replay(own, receipt, [sheet()], FOLLOW_UP)


def test_every_turn_of_a_conversation_is_the_same(own: Assistant) -> None:
    """A turn that decided an answer without being in its receipt would be missed here."""
    session = own.sessions.create("南安市")
    own.check([Upload("survey.xlsx", SURVEY.read_bytes())], session=session)
    receipts = [own.ask(question, session=session).receipt for question in CONVERSATION]
    told = {question: codes(replay(own, one).changes) for question, one in zip(CONVERSATION, receipts, strict=True)}
    assert told == {question: set() for question in CONVERSATION}


def test_another_sheet_is_told_with_what_differs(own: Assistant) -> None:
    receipt = own.ask(PUPILS, uploads=[sheet()]).receipt
    found = replay(own, receipt, [sheet(pupils=513)])
    assert not found.same and {"sheet", "figure"} <= codes(found.changes)
    told = next(one for one in found.changes if one.code == "figure")
    assert "512" in str(told.then) and "513" in str(told.now)
    assert "512" in told.says.zh and "513" in told.says.en


def test_another_sheet_is_told_also_where_the_words_of_then_are_deleted(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sheet()], session=session)
    receipt = own.ask(PUPILS, session=session).receipt
    own.sessions.delete(session.id)
    found = replay(own, receipt, [sheet(pupils=513)], PUPILS)
    assert {"sheet", "answer"} == codes(found.changes)
    assert found.then.shown is None


def test_the_year_of_then_is_applied(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = own.ask("我们县达标吗？", uploads=[sheet()]).receipt

    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz).replace(year=2031, day=1)

    monkeypatch.setattr(clock.datetime, "datetime", Later)
    assert clock.this_year() == 2031
    assert replay(own, receipt, [sheet()]).same


def test_another_version_is_told_and_is_no_change_by_itself(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = own.ask("你好").receipt
    monkeypatch.setattr("assistant.kept.receipts.version", lambda: "9.9")
    found = replay(own, receipt)
    assert found.same and codes(found.causes) == {"version"} and found.now.id != receipt


def test_an_unknown_receipt_is_told(own: Assistant) -> None:
    with pytest.raises(UnknownReceipt):
        replay(own, "nothing")


@pytest.fixture
def shelved(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JUNHENG_DATABASE_URL", f"sqlite:///{tmp_path / 'own.db'}")
    assistant = Assistant.open(own_home)
    for document in assistant.tools.shelf.documents:
        assistant.bookshelf.remove(document.id)
    yield assistant
    for document in assistant.tools.shelf.documents:
        assistant.bookshelf.remove(document.id)
    assistant.kept.database.close()


def put(assistant: Assistant, text: str) -> str:
    proposal = assistant.bookshelf.propose(Upload("措施.txt", text.encode()), Corrections())
    assistant.bookshelf.add(proposal, text.encode())
    return proposal.document.id


def test_a_new_version_of_a_document_marks_what_cites_its_changed_clauses_only(shelved: Assistant) -> None:
    id = put(shelved, MEASURES)
    money, books = shelved.ask(QUESTION), shelved.ask("晋江市小学图书馆生均藏书要达到多少册？")
    assert {one.document_id for one in (*money.citations, *books.citations)} == {id}
    put(shelved, MEASURES.replace("850万元", "900万元"))
    changed = replay(shelved, money.receipt)
    assert not changed.same and {"corpus", "clause_changed"} <= codes(changed.causes)
    assert [(one.cited.document, one.gone) for one in changed.touched] == [(id, False)]
    assert changed.touched[0].since is not None, "it was marked when the document was replaced"
    untouched = replay(shelved, books.receipt)
    assert untouched.same and untouched.touched == () and codes(untouched.causes) == {"corpus"}
    shelved.bookshelf.remove(id)
    assert [one.gone for one in replay(shelved, money.receipt).touched] == [True]
    put(shelved, MEASURES)
    found = replay(shelved, money.receipt)
    assert found.same and found.touched == (), "the clause reads as it did then"
