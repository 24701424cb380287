"""A clause answers only where it holds the kind of thing that is asked for, and speaks of it."""

import pytest

from corpus.terms import load_terms
from retrieval.answers import holds_what_is_asked, speaks_of_it


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("幼儿园一班多少人", "规范普惠性民办幼儿园认定管理"),
        ("How much do parents pay for after-school care?", "推动中小学课后服务扩面提质"),
        ("什么时候消除大班额", "建立消除大班额工作台账，实行销号管理"),
        ("Which private schools are in Licheng?", "完善民办学校年度检查制度。"),
        ("午餐多少钱一顿", "班额不超过45人"),
    ],
)
def test_what_lacks_the_thing_asked_for_is_no_answer(question: str, words: str) -> None:
    assert not holds_what_is_asked(question, words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("小学一班多少人", "小学班额不超过45人"),
        ("一个班几个人", "每班四十五人"),
        ("特教经费多少钱", "不低于6000元"),
        ("什么时候消除大班额", "到2025年，基本消除56人及以上大班额"),
        ("哪些学校要扩建", "扩建凌霄中学、通政中心小学等学校"),
        ("怎么管", "规范管理"),
    ],
)
def test_what_holds_it_is_one(question: str, words: str) -> None:
    assert holds_what_is_asked(question, words)


def test_a_year_may_stand_in_a_heading_and_an_amount_may_not() -> None:
    assert holds_what_is_asked("哪年完成", "基本完成建设任务", ["二、2027年目标"])
    assert not holds_what_is_asked("要建多少所", "基本完成建设任务", ["二、2027年目标"])


def test_words_that_name_no_term_of_the_question_do_not_speak_of_it() -> None:
    terms = load_terms()
    assert not speaks_of_it("pass mark for zhongkao", "社会认可度达到85%以上。", terms)
    assert speaks_of_it("画室要多大", "每间美术专用教室面积不小于90平方米", terms)
    assert speaks_of_it("这个呢", "任何条文", terms)
