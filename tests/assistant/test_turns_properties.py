"""Whatever was said before, a complete question is never changed, and what was rewritten is not rewritten again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asked.cited import clauses_asked
from assistant.asked.facets import Names
from assistant.asked.references import referring
from assistant.asked.turns import Turn, completed
from assistant.asked.understanding import language_of
from corpus.places import load_gazetteer
from corpus.terms import load_terms

SCHOOLS = ("康美小学", "第二实验小学", "梅山小学", "石井中学")
NAMES = Names(load_gazetteer(), load_terms(), SCHOOLS)
WHOSE = ("我们县", "南安", "鲤城区", "第二实验小学")
STAGES = ("", "小学", "初中")
TOPICS = ("音乐教室", "班额", "生均教学及辅助用房面积", "差异系数", "轮岗比例")
ENDS = ("达标吗", "达标吗？", "是多少", "有什么要求", "为什么不达标？", "的标准是多少？")
COMPLETE = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("", "那么", "请问")), st.sampled_from(WHOSE), st.sampled_from(STAGES), st.sampled_from(TOPICS),
    st.sampled_from(ENDS),
) | st.sampled_from(
    (
        "And does our county meet the class size limit?", "What about the rules on homework, who checks them?",
        "那么我们县班额达标吗", "一共有几项指标", "音乐教室要多大", "南安打算哪一年通过国家验收",
        "第二实验小学为什么不达标", "我们县达标吗", "哪个县的要求最严",
        "怎么申报优质均衡县", "第十二条规定了什么措施", "How many inhabitants justify a primary school?",
        "And which county has the strictest class size limit?",
        "那么政府保障程度有哪15项", "差异系数和国家标准有什么不同", "前三年的毕业生去了哪里",
    )
)  # fmt: skip
BEFORE = st.none() | st.builds(
    lambda question, listed: Turn(question, language_of(question), listed, ("a#1", "b#2")),
    COMPLETE, st.sampled_from(((), SCHOOLS[:1], SCHOOLS)),
)  # fmt: skip
FOLLOW_UPS = ("那初中呢", "小学呢？", "南安呢", "and Nan'an?", "换成2027年的标准", "不含民办呢", "那班额呢",
"差异系数呢", "梅山小学呢",
              "为什么", "why?", "差多少", "怎么算出来的", "哪些学校不达标", "依据呢", "要求是多少", "最差的五所",
              "第二所呢", "前三所")  # fmt: skip


@given(question=COMPLETE, before=BEFORE)
def test_a_complete_question_is_never_changed(question: str, before: Turn | None) -> None:
    found = completed(question, before, NAMES)
    assert found.question == question and found.unclear is None


@given(now=st.sampled_from(FOLLOW_UPS), before=BEFORE.filter(bool))
def test_rewriting_is_idempotent(now: str, before: Turn) -> None:
    once = completed(now, before, NAMES)
    if once.unclear is None:
        assert completed(once.question, before, NAMES).question == once.question


@given(now=st.sampled_from(FOLLOW_UPS), before=BEFORE.filter(bool))
def test_a_follow_up_of_itself_changes_nothing_more(now: str, before: Turn) -> None:
    once = completed(now, before, NAMES)
    if once.unclear is None:
        again = completed(now, Turn(once.question, "zh", before.schools), NAMES)
        assert again.unclear is not None or again.question == once.question


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("第二所呢", 2),
        ("第十二所", 12),
        ("第3所学校", 3),
        ("倒数第二所", 2),
        ("前五所", 5),
        ("the third one", 3),
        ("last two schools", 2),
    ],
)
def test_ordinals_are_read_in_every_dress(question: str, number: int) -> None:
    found = referring(question)
    assert found is not None and found.number == number


@pytest.mark.parametrize(
    "question",
    ["第二实验小学达标吗", "第三中学", "那初中呢", "第一批名单", "前三年", "this school year", "能工巧匠这些人"],
)
def test_what_points_to_no_school_is_no_reference(question: str) -> None:
    assert referring(question) is None


@pytest.mark.parametrize(
    ("question", "number"),
    [("[2]是哪个文件的？", 2), ("[1]", 1), ("第二条的原文", 2), ("看看[3]的全文", 3), ("the second citation", 2)],
)
def test_a_clause_cited_before_can_be_asked_for(question: str, number: int) -> None:
    cited = tuple("abcdefghijkl")
    assert clauses_asked(question, cited) == (cited[number - 1],)


@pytest.mark.parametrize("question", ["第十二条规定了哪些保障措施由谁负责", "第二所呢", "2是什么", "第二实验小学"])
def test_other_questions_ask_for_no_clause(question: str) -> None:
    assert clauses_asked(question, ("a", "b")) is None
