"""A model sees what each slot stands for, and nothing that it could retype into a claim."""

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

from assistant.answering import Message
from assistant.conversation import Drafted, drafted
from assistant.kept.session import Session
from assistant.phrasing.sight import LEGEND, seen_facts, seen_question
from assistant.privacy.aligned import key_of
from assistant.privacy.pseudonyms import Pseudonyms
from assistant.service import Assistant
from assistant.verified.ledger import About, Ledger, quotation
from assistant.verified.numerals import masked, quantities
from assistant.verified.phrases import CONNECTING
from assistant.verified.slots import SLOT, slots
from assistant.verified.wording import verdict_words
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from tests.assistant.verified.at_hand import ROOMS, YUEQING
from tests.conftest import GOLDEN, sample


def hidden() -> Pseudonyms:
    return Pseudonyms(("石井中学", "优秀小学"), "zh")


def questions() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A question of each kind of those over sheets, and some of the documents."""
    seen = set()
    for line in (GOLDEN / "sheet_questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] not in seen:
            seen.add(row["kind"])
            yield row["question"], tuple(row["sheets"])
    rows = (GOLDEN / "document_questions.jsonl").read_text("utf-8").splitlines()
    yield from ((json.loads(line)["question"], ()) for line in rows[::16])


@cache
def session_with(assistant: Assistant, files: tuple[str, ...]) -> Session:
    session = Session()
    if files:
        assistant.check([sample(one) for one in files], session=session)
    return session


@pytest.fixture(scope="module", params=list(questions()), ids=lambda one: one[0][:12])
def answered(request: pytest.FixtureRequest, assistant: Assistant) -> tuple[Drafted, Session]:
    question, files = request.param
    session = session_with(assistant, files)
    session.last = None
    return drafted(Message(question, session, assistant.tools)), session


def test_nothing_that_is_shown_counts_judges_or_names(answered: tuple[Drafted, Session]) -> None:
    done, session = answered
    asked, names = done.view.asked, session.report.school_names if session.report else ()
    read = Pseudonyms.over(names, (asked.typed,), asked.language)
    facts = seen_facts(done.draft.lines, done.view.ledger, read, asked.language)
    points, _, legend = facts.partition(LEGEND.say(asked.language))
    for line in facts.splitlines():
        words = SLOT.sub(" ", line)
        assert line.removeprefix("- ") in CONNECTING or not quantities(words), line
    for line in legend.splitlines():
        assert line.startswith("[[q:") or not verdict_words(SLOT.sub(" ", line), ()), line
    assert not [name for name in names if key_of(name) in key_of(facts)]
    assert [str(one) for one in dict.fromkeys(slots(points))] == re.findall(r"^(\[\[.*?\]\]) = ", legend, re.M)


def a_figure(ledger: Ledger, label: str, unit: str = "所") -> str:
    return ledger.figure(Figure("F", "computed", same(label), 12.0, unit, "12"), About(school="石井中学", stage="初中"))


@pytest.mark.parametrize(
    ("entered", "meaning"),
    [
        (lambda at: a_figure(at, "石井中学2021年超过2000人的班级数"), "算得的数，学校甲□年□人的班级数，初中，单位 所"),
        (lambda at: a_figure(at, "应有", "间/百生"), "算得的数，应有，学校甲，初中，单位 间/□生"),
        (lambda at: a_figure(at, "面积", "㎡"), "算得的数，面积，学校甲，初中，单位 平方米"),
        (lambda at: at.verdict("met", About(stage="小学", indicator="R4")), "判定，小学，生均教学及辅助用房面积"),
        (lambda at: at.rank("highest", About(school="石井中学")), "在次序中的位置，学校甲"),
        (lambda at: at.school("石井中学"), "校名 学校甲"),
        (lambda at: at.name("school", same("石井中学、优秀小学")), "校名 学校甲、学校乙"),
        (lambda at: at.name("document", same("乐政办发〔2023〕39号")), "文件 乐政办发〔□〕□号"),
        (lambda at: at.name("clause", same("附件2 › 二、政府保障 › L3")), "条款 附件□ › □、政府保障 › L□"),
        (lambda at: at.name("year", same("2026")), "年份"),
        (lambda at: at.name("message", same("石井中学 B7 的“12%”低于要求")), "系统的说明"),
        (lambda at: at.name("asked", same("我们90%达标吗")), "用户的原话"),
        (lambda at: at.name("data", same("张三统计的面积")), "数据项"),
        (lambda at: at.cite(ROOMS, 0, 5, About(place=YUEQING)), "出处标记，浙江省温州市乐清市，□、政府保障程度"),
    ],
)
def test_a_slot_is_shown_by_what_it_stands_for(entered, meaning: str) -> None:
    ledger = Ledger()
    slot = entered(ledger)
    shown = seen_facts([f"{slot}。"], ledger, hidden(), "zh")
    assert shown == f"- {slot}。\n\n槽位：\n{slot} = {meaning}"


def test_a_quotation_keeps_its_words_but_not_its_numbers() -> None:
    ledger = Ledger()
    slot = quotation(ledger.cite(ROOMS, 0, len(ROOMS.text)))
    shown = seen_facts([slot], ledger, hidden(), "zh").rpartition("= ")[2]
    assert shown == f"引文“{masked(ROOMS.text)}”" and "□" in shown and "音乐" in shown


def test_a_line_that_judges_without_a_slot_is_not_shown_but_the_head_of_a_list_is() -> None:
    ledger = Ledger()
    slot = ledger.school("石井中学")
    shown = seen_facts(["没有学校低于要求。", "两个学段的要求：", f"- {slot}", "依据如下。"], ledger, hidden(), "zh")
    assert shown.splitlines()[:3] == ["- 两个学段的要求：", f"- - {slot}", "- 依据如下。"]


def test_in_english_the_legend_is_english() -> None:
    ledger = Ledger()
    label = Bilingual("面积", "schools of more than 2000 pupils that fall short")
    slot = ledger.figure(Figure("F", "quoted", label, 12.0, "元/生", "12"), About(stage="初中"))
    shown = seen_facts([slot], ledger, Pseudonyms((), "en"), "en").splitlines()[-1]
    assert (
        shown
        == f"{slot} = a figure from a document, schools of □ pupils that fall □, junior secondary, unit yuan per pupil"
    )


def test_a_question_is_shown_with_its_numbers_and_without_its_names() -> None:
    assert seen_question("石井中学有１２个班，90%达标吗？", hidden()) == "学校甲有１２个班，90%达标吗？"
