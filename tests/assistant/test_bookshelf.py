"""Users' documents through the assistant: proposed, added, answered from, replaced, removed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bookshelf import suspended
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual
from corpus.documents import load_library
from corpus.errors import DuplicateDocument, JunhengError, NotOnShelf, UnknownDocument, UnreadableDocument
from corpus.intake.corrections import Corrections
from tests.conftest import sample

MEASURES = """晋江市校车安全若干措施

晋政办〔2024〕12号

一、工作目标

到2026年，全市小学图书馆生均藏书达到38册以上，初中达到52册以上。

二、保障措施

市财政每年安排校车安全专项资金850万元。

晋江市人民政府办公室

2024年3月5日
"""
QUESTION = "晋江市校车安全专项资金每年多少？"
ROOMS = "我们县音乐教室达标吗？"


@pytest.fixture
def own(own_home: Path) -> Assistant:
    assistant = Assistant.open(own_home)
    for document in assistant.tools.shelf.documents:
        assistant.bookshelf.remove(document.id)
    return assistant


def put(assistant: Assistant, text: str = MEASURES, name: str = "措施.txt", **given: str) -> str:
    content = text.encode()
    proposal = assistant.bookshelf.propose(Upload(name, content), Corrections(**given))
    assistant.bookshelf.add(proposal, content)
    return proposal.document.id


def test_a_proposal_writes_nothing(own: Assistant) -> None:
    proposal = own.bookshelf.propose(Upload("措施.txt", MEASURES.encode()))
    assert proposal.replaces is None and proposal.changes == () == proposal.suspended and proposal.seen == ""
    assert own.library is load_library() and not list((own.home / "documents").glob("*.md"))


def test_what_is_added_is_answered_from_at_once_and_no_longer_when_removed(own: Assistant) -> None:
    before = own.ask(QUESTION)
    id = put(own)
    answer = own.ask(QUESTION)
    assert answer.status == "answered" and "850" in answer.text
    assert {one.document_id for one in answer.citations} == {id}
    assert own.search("校车安全专项资金").results[0]["document"] == "晋政办〔2024〕12号"
    own.bookshelf.remove("晋政办〔2024〕12号")
    after = own.ask(QUESTION)
    assert (after.text, after.receipt) == (before.text, before.receipt)


def test_only_new_clauses_are_encoded(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    from retrieval.embedding import Embedder

    encoded: list[str] = []
    encode = Embedder.encode

    def counted(self, texts, side):
        encoded.extend(texts if side == "document" else [])
        return encode(self, texts, side)

    monkeypatch.setattr(Embedder, "encode", counted)
    text = MEASURES.replace("850万元", "8501万元").replace("38册", "381册").replace("12号", "17号")
    id = put(own, text)
    assert 0 < len(encoded) <= len(own.library.document(id).clauses)


@pytest.mark.parametrize("text", [MEASURES, MEASURES.replace("\n\n", "\n \n \n")])
def test_what_is_here_already_is_refused_by_name(own: Assistant, text: str) -> None:
    id = put(own)
    with pytest.raises(DuplicateDocument, match=id) as error:
        own.bookshelf.propose(Upload("另一份.txt", text.encode()))
    assert "先移除" in error.value.hint.zh and "remove it" in error.value.hint.en


def test_a_shipped_document_as_its_own_file_is_a_duplicate(own: Assistant) -> None:
    source = Path("corpus/sources/nanan-2022-45.txt").read_bytes()
    with pytest.raises(DuplicateDocument, match="nanan-2022-45") as error:
        own.bookshelf.propose(Upload("45号.txt", source))
    hint = error.value.hint
    assert "移除" not in hint.zh and "remove" not in hint.en, "a shipped document cannot be removed"
    assert "取代" in hint.zh and "takes its place" in hint.en


def test_somebody_who_was_faster_is_not_overwritten(own: Assistant) -> None:
    content = MEASURES.encode()
    proposal = own.bookshelf.propose(Upload("措施.txt", content))
    own.bookshelf.add(proposal, content)
    with pytest.raises(DuplicateDocument):
        own.bookshelf.add(proposal, content)


@pytest.mark.parametrize(
    ("name", "error"), [("nanan-2022-45", NotOnShelf), ("南政办〔2022〕45号", NotOnShelf), ("none", UnknownDocument)]
)
def test_only_what_was_added_can_be_removed(own: Assistant, name: str, error: type[JunhengError]) -> None:
    with pytest.raises(error):
        own.bookshelf.remove(name)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.7 broken", b"PK\x03\x04"])
def test_what_cannot_be_read_is_told(own: Assistant, content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        own.bookshelf.propose(Upload("文件.pdf", content))


def test_a_replaced_floor_is_suspended_told_and_comes_back(own: Assistant) -> None:
    floor = own.tools.standards.all
    id = put(own, MEASURES.replace("晋江", "乐清").replace("晋政办〔2024〕12号", "乐政办发〔2023〕39号"))
    assert id == "yueqing-2023-39"
    gone = suspended(own.tools)
    assert {one.ref.document for one in gone} == {id} and all(one.about.zh and one.about.en for one in gone)
    lines = own.doctor("zh")
    assert sum("停用" in line.value for line in lines) == len(gone)
    assert all(line.ok for line in lines)
    restored = own.bookshelf.remove(id)
    assert restored and restored.origin == "shipped" and own.tools.standards.all == floor


def test_no_users_document_speaks_as_the_national_requirement(own: Assistant) -> None:
    before = own.tools.national_clauses
    put(own, "教育部文件\n教基〔2024〕99号\n教育部关于调整标准的通知\n一、小学班额不超过80人。\n教育部\n2024年1月5日\n")
    assert own.tools.library.document("china-2024-99").jurisdiction == "国家"
    assert own.tools.national_clauses == before
    assert "80" not in own.ask("国家规定小学班额不超过多少人？").text


def test_a_changed_row_of_the_national_annex_no_longer_speaks_for_the_country(own: Assistant) -> None:
    shipped = load_library().document("yueqing-2023-39")
    row = next(one for one in shipped.clauses if one.id == "附件2/二、政府保障程度/L5")
    clauses = tuple(
        replace(one, text=one.text.replace("45人", "85人")) if one == row else one for one in shipped.clauses
    )
    tools = own.tools.with_document(replace(shipped, origin="user", clauses=clauses))
    assert row.key in own.tools.national_clauses
    assert own.tools.national_clauses - tools.national_clauses == {row.key}


def test_a_users_document_with_a_shipped_number_does_not_take_its_name(own: Assistant) -> None:
    id = put(own, MEASURES.replace("晋政办〔2024〕12号", "乐政办发〔2023〕39号"))
    assert id != "yueqing-2023-39"
    assert own.tools.library.document("乐政办发〔2023〕39号").id == "yueqing-2023-39"


def test_a_session_and_its_sheet_survive_a_change(own: Assistant) -> None:
    session = own.sessions.create()
    own.check([sample("county_survey.xlsx")], session=session)
    before = own.ask(ROOMS, session=session)
    id = put(own)
    after = own.ask(ROOMS, session=session)
    assert (after.status, after.text) == (before.status, before.text)
    replaced = put(own, MEASURES.replace("晋江", "乐清").replace("晋政办〔2024〕12号", "乐政办发〔2023〕39号"))
    without = own.ask(ROOMS, session=session)
    assert without.status != "answered" and without.text
    own.bookshelf.remove(replaced)
    assert own.ask(ROOMS, session=session).text == before.text
    own.bookshelf.remove(id)


def test_questions_and_changes_at_the_same_time_disturb_nobody(own: Assistant) -> None:
    stop = threading.Event()
    seen: list[str] = []

    def asking() -> None:
        while not stop.is_set():
            answer = own.ask(QUESTION)
            assert answer.status == "abstained" or "850" in answer.text, answer.text
            seen.append("found" if "850" in answer.text else "none")
            own.search("校车安全")

    def is_seen(state: str) -> bool:
        since, until = len(seen), time.monotonic() + 60
        while state not in seen[since:] and time.monotonic() < until and not any(one.done() for one in readers):
            time.sleep(0.01)
        return state in seen[since:]

    told = []
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(asking) for _ in range(3)]
        try:
            for _ in range(3):
                id = put(own)
                told.append(is_seen("found"))
                own.bookshelf.remove(id)
                told.append(is_seen("none"))
        finally:
            stop.set()
        for one in readers:
            one.result(timeout=60)
    assert told == [True] * 6, "each change was seen by those who asked"


def test_where_the_index_cannot_be_made_nothing_is_added(own: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    from retrieval import search
    from retrieval.errors import IndexUnavailable

    def failing(*_: object, **__: object) -> None:
        raise IndexUnavailable(Bilingual("没有空间。", "There is no room."))

    with monkeypatch.context() as patch:
        patch.setattr(search, "open_index", failing)
        with pytest.raises(IndexUnavailable):
            put(own)
    assert own.tools.shelf.documents == () and own.library is load_library()
