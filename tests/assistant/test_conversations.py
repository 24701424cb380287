"""Conversations over real sheets: each turn is answered as the whole question that it stands for would be."""

import pytest

from assistant.service import Assistant
from calculators.model import Upload
from tests.conftest import sample


@pytest.fixture
def asking(assistant: Assistant):
    """Open a conversation over a sheet; what it returns asks the next question."""

    def begin(sheet: str | None = None, county: str | None = None):
        session = assistant.sessions.create(county)
        if sheet:
            assistant.check([sample(sheet)], session=session)
        return lambda question, **more: assistant.ask(question, session=session, **more)

    return begin


def told(answer) -> list[tuple[str, str]]:
    """Return the figures of an answer, as what it comes to."""
    return sorted((figure.figure.id, figure.figure.display) for figure in answer.figures)


CONVERSATIONS = [
    ("county_uneven.xlsx", ["小学差异系数达标吗", "那初中呢？"], "初中差异系数达标吗"),
    ("county_survey.xlsx", ["我们县音乐教室达标吗", "那班额呢"], "我们县班额达标吗"),
    ("county_survey.xlsx", ["我们县小学班额达标吗", "and junior secondary?"], "我们县初中班额达标吗"),
    ("county_survey.xlsx", ["我们县音乐教室达标吗", "康美小学呢"], "康美小学音乐教室达标吗"),
    ("county_survey.xlsx", ["康美小学达标吗", "它的班额呢"], "康美小学班额达标吗"),
    ("county_survey.xlsx", ["康美小学班额达标吗", "那洪濑小学呢", "全县呢"], "全县班额达标吗"),
    (
        "county_strong.xlsx",
        ["我们县小学生均教学用房面积达标吗", "那体育场馆呢", "初中的呢"],
        "我们县初中体育场馆面积达标吗",
    ),
    (
        "county_survey.xlsx",
        ["Does our county meet the class size limit?", "and music rooms?"],
        "Does our county meet the music room limit?",
    ),
    ("county_edges.xlsx", ["我们县学校规模达标吗", "换成2027年的标准"], "我们县2027年学校规模达标吗"),
    (None, ["音乐教室要多大", "南安呢"], "南安音乐教室要多大"),
    (None, ["小学差异系数不能超过多少", "初中呢"], "初中差异系数不能超过多少"),
    (None, ["南安2025年小规模学校公用经费要求", "那2027年呢"], "南安2027年小规模学校公用经费要求"),
    (None, ["What is the class size limit?", "and in Nan'an?"], "What is the class size limit in Nan'an?"),
]


@pytest.mark.parametrize(("sheet", "turns", "whole"), CONVERSATIONS)
def test_a_follow_up_is_answered_as_the_whole_question(asking, sheet, turns, whole) -> None:
    ask = asking(sheet)
    *_, last = [ask(turn) for turn in turns]
    alone = asking(sheet)(whole)
    assert last.status == alone.status == "answered"
    assert told(last) == told(alone)
    assert [one.clause for one in last.citations] == [one.clause for one in alone.citations]


def test_the_school_pointed_to_is_the_one_shown_at_that_place(asking) -> None:
    ask = asking("county_survey.xlsx")
    listed = ask("我们县哪些学校班额超标或音乐教室不够").text
    second = ask("第二所为什么不达标")
    first, meant = [name for name in sorted(SCHOOLS, key=lambda name: listed.find(name)) if name in listed][:2]
    assert meant in second.text and first not in second.text


SCHOOLS = (
    "康美小学", "官桥小学", "金淘小学", "诗山小学", "蓬华小学", "洪濑小学", "翔云小学", "仑苍小学", "英都小学",
    "城东小学", "梅山小学", "城西小学",
    "凤山小学", "溪美小学", "石井中学", "丰州中学", "眉山中学", "九都中学", "东田中学", "柳城中学", "水头学校",
    "乐峰学校",
)  # fmt: skip


def test_the_answer_is_in_the_language_of_the_question_just_asked(asking) -> None:
    ask = asking("county_survey.xlsx")
    assert [ask(one).language for one in ("我们县班额达标吗", "why?", "那初中呢", "in English please")] == [
        "zh",
        "en",
        "zh",
        "en",
    ]


@pytest.mark.parametrize("question", ["那初中呢？", "第二所呢", "为什么？", "and Nan'an?"])
def test_a_first_question_that_leaves_its_subject_unsaid_offers_questions_that_are_answered(asking, question) -> None:
    answer = asking()(question)
    assert answer.status == "needs_input" and answer.suggestions
    assert all(asking()(one).status == "answered" for one in answer.suggestions)


def test_a_place_of_several_is_asked_about_and_its_choices_are_complete(asking) -> None:
    answer = asking()("鼓楼区音乐教室要多大")
    assert answer.status == "needs_input" and len(answer.suggestions) > 2
    assert asking()(answer.suggestions[0]).status == "answered"
    assert asking(county="福建省福州市鼓楼区")("鼓楼区音乐教室要多大").status == "answered"


def two_schools() -> Upload:
    rows = "".join(f"第{n}实验小学,{400 + i},12,{12 + i}\n" for i, n in enumerate("一二三"))
    return Upload("小学.csv", f"学校名称,小学在校生数,小学班级数,网络多媒体教室数\n{rows}".encode())


def test_a_school_name_that_fits_several_is_never_chosen_between(assistant: Assistant) -> None:
    session = assistant.sessions.create()
    assistant.check([two_schools()], session=session)
    asked = assistant.ask("实验小学多媒体教室达标吗", session=session)
    assert asked.status == "needs_input" and len(asked.suggestions) == 3 and not asked.figures
    chosen = assistant.ask(asked.suggestions[1], session=session)
    assert told(chosen) == told(assistant.ask("二实小多媒体教室达标吗", session=session)) != []


def test_each_question_of_a_message_is_answered_under_its_own_words(asking) -> None:
    answer = asking()("音乐教室要多大？班额呢？")
    assert answer.status == "answered" and answer.text.index("音乐教室要多大") < answer.text.index(
        "96"
    ) < answer.text.index("班额呢")
    assert [one.n for one in answer.citations] == list(range(1, len(answer.citations) + 1)) and len(
        answer.citations
    ) > 1


def test_one_answer_is_enough_for_a_message_to_be_answered(asking) -> None:
    assert asking()("今天天气怎么样？音乐教室要多大？").status == "answered"


def test_of_more_than_six_questions_six_are_answered_and_the_rest_is_told(asking) -> None:
    answer = asking()("音乐教室要多大？" * 8)
    assert answer.text.count("音乐教室要多大？") == 6 and "6个问题" in answer.text


def test_a_clause_cited_before_is_shown_in_full_and_the_conversation_goes_on(asking) -> None:
    ask = asking()
    first = ask("音乐教室要多大")
    shown, then = ask("[1]的原文"), ask("那班额呢")
    assert (
        shown.citations[0].clause == first.citations[0].clause and shown.citations[0].quote == shown.citations[0].text
    )
    assert then.status == "answered" and "45" in then.text


def test_what_is_kept_of_a_session_does_not_grow_with_its_turns(assistant: Assistant) -> None:
    session = assistant.sessions.create()
    sizes = []
    for turn in range(12):
        assistant.ask(("音乐教室要多大", "那班额呢", "南安呢", "换成2027年的标准")[turn % 4], session=session)
        sizes.append(len(repr(session.last)))
    assert max(sizes[4:8]) >= max(sizes[8:])
