"""Corrections, remarks on the answer before, clauses asked for, comparisons, and one's own school."""

import pytest

from assistant.asked.amounts import with_other_amount
from assistant.asked.cited import clauses_asked
from assistant.asked.contrasts import contrasted
from assistant.asked.facets import Names
from assistant.asked.own_school import own_school, with_own_school
from assistant.asked.remarks import Remark, remark_in, uncorrected
from assistant.asked.schools import find_schools
from assistant.asked.talk import without_thanks
from assistant.asked.turns import NO_SCHOOLS_BEFORE, NOTHING_BEFORE, Turn, completed
from corpus.places import load_gazetteer
from corpus.terms import load_terms

SCHOOLS = ("康美小学", "官桥小学", "水头学校", "石井中学", "九都中学", "诗山小学", "诗山中学")
NAMES = Names(load_gazetteer(), load_terms(), SCHOOLS)


def after(before: str, now: str, *schools: str, earlier: str = "", own: str = "") -> str:
    return completed(now, Turn(before, "zh", schools, earlier=earlier, own=own), NAMES).question


@pytest.mark.parametrize(
    ("before", "now", "rewritten"),
    [
        ("我们县小学差异系数达标吗", "不对，我问的是初中", "我们县初中差异系数达标吗"),
        ("康美小学音乐教室够吗", "我说的是美术", "康美小学美术教室够吗"),
        ("康美小学班额多少", "错了，是官桥小学", "官桥小学班额多少"),
        ("南安2025年小学教学仪器设备值目标是多少", "不是南安，是鲤城", "鲤城2025年小学教学仪器设备值目标是多少"),
        ("小学体育场馆面积差异系数是多少", "不是，我要的是教学设备的", "小学教学设备差异系数是多少"),
        ("我们县小学班额达标吗", "初中的，不是小学", "我们县初中班额达标吗"),
        ("南安2027年班额目标", "不对不对，2025年的", "南安2025年班额目标"),
    ],
)
def test_a_correction_takes_the_place_of_what_it_corrects(before: str, now: str, rewritten: str) -> None:
    assert after(before, now) == rewritten


@pytest.mark.parametrize(
    "question", ["不是达标的学校有哪些", "不是说小学0.5吗", "看看初中达标吗", "No music rooms in how many schools?"]
)
def test_a_question_that_begins_like_a_correction_is_none(question: str) -> None:
    assert uncorrected(question) == (question, False)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("详细点", "longer"), ("能说详细点吗", "longer"), ("more details please", "longer"), ("看不懂", "longer"),
        ("简单说", "shorter"), ("太长了", "shorter"), ("in short", "shorter"), ("再说一遍", "again"),
        ("还有呢", "more"), ("show the rest", "more"), ("不对", "doubt"), ("are you sure?", "doubt"),
        ("初中呢", None), ("为什么", None), ("还有哪些学校不达标", None), ("详细的公式是什么", None),
    ],
)  # fmt: skip
def test_what_is_said_of_the_answer_before_is_told_from_questions(text: str, remark: Remark | None) -> None:
    assert remark_in(text) == remark


@pytest.mark.parametrize(
    "question",
    ["依据是哪一条？", "原文是什么", "出自哪里", "哪个文件规定的", "凭什么这么说", "which clause?",
     "Quote the original",
     "what's the source?", "Which clause is that based on?"],
)  # fmt: skip
def test_the_clauses_of_the_answer_before_can_be_asked_for(question: str) -> None:
    assert clauses_asked(question, ("a", "b")) == ("a", "b")


@pytest.mark.parametrize(
    "question", ["有哪些文件", "国家标准是什么", "音乐教室的依据是什么", "数据来源", "what is the standard", "[2]够吗"]
)
def test_other_questions_ask_for_no_clause_of_the_answer(question: str) -> None:
    assert clauses_asked(question, ("a", "b")) is None


def test_a_clause_beyond_those_cited_is_none_of_them() -> None:
    assert clauses_asked("[3]", ("a", "b")) == clauses_asked("第九条原文", ("a", "b")) == ()


@pytest.mark.parametrize(
    ("before", "earlier", "now", "held"),
    [
        ("九都中学的班额是多少", "石井中学的班额是多少", "哪个高", "石井中学和九都中学班额哪个更高？"),
        ("我们县初中R2差异系数多少", "我们县小学R2差异系数多少", "哪个大", "我们县小学和初中R2的差异系数哪个更大？"),
        ("乐清和南安的班额目标", "", "哪个更严", "乐清和南安班额的要求哪个更严？"),
        ("乐清的班额目标", "", "跟南安比呢", "乐清和南安的班额目标"),
        ("校际差异率是多少", "", "和差异系数是一回事吗", "校际差异率和差异系数是一回事吗？"),
    ],
)
def test_two_things_are_held_against_each_other(before: str, earlier: str, now: str, held: str) -> None:
    assert contrasted(now, before, earlier, NAMES) == held


def test_where_two_facets_changed_nothing_is_compared() -> None:
    assert contrasted("哪个高", "我们县初中班额多少", "康美小学设备值多少", NAMES) is None


@pytest.mark.parametrize(
    ("question", "rewritten"),
    [
        ("我们学校人数超了吗", "水头学校人数超了吗"),
        ("规模超了吗", "水头学校学校规模超了吗"),
        ("音乐教室要多大", "音乐教室要多大"),
        ("哪些学校班额超了", "哪些学校班额超了"),
        ("康美小学班额超了吗", "康美小学班额超了吗"),
    ],
)
def test_a_headmaster_asks_of_the_own_school(question: str, rewritten: str) -> None:
    assert with_own_school(question, "水头学校", NAMES).replace("水头学校规模", "水头学校学校规模") == rewritten


def test_the_own_school_is_only_what_the_user_said() -> None:
    assert own_school("我是水头学校的校长，我们学校怎么样", "", NAMES) == "水头学校"
    assert own_school("水头学校怎么样", "", NAMES) == ""
    assert with_own_school("我是水头学校的校长，我们学校怎么样", "", NAMES) == "水头学校怎么样"


@pytest.mark.parametrize("question", ["第0所学校为什么不达标", "第二三所呢", "第二、三所呢", "倒数第0所", "number 0"])
def test_a_place_that_cannot_be_read_or_is_none_picks_no_school(question: str) -> None:
    told = completed(question, Turn("哪些学校班额不达标", "zh", ("康美小学", "官桥小学", "石井中学")), NAMES)
    assert told.unclear == NO_SCHOOLS_BEFORE


@pytest.mark.parametrize("question", ["第一个指标达标吗", "列出前三个指标的要求", "最后一个问题：音乐教室达标吗"])
def test_a_number_of_other_things_points_to_no_school(question: str) -> None:
    assert completed(question, Turn("哪些学校班额不达标", "zh", ("康美小学", "官桥小学")), NAMES).unclear is None


@pytest.mark.parametrize("question", ["其余学校达标吗", "尤其是音乐教室达标吗", "Is it required to have music rooms?"])
def test_no_part_of_a_word_stands_for_a_school(question: str) -> None:
    assert "康美小学" not in after("康美小学达标吗", question)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("我们县小学班额达标吗", "康美小学怎么样"),
        ("小学R4最差的三所", "民办学校有几所"),
        ("小学R4最差的三所", "最大的学校是哪所"),
        ("which is the worst school", "Is 水头学校 OK?"),
    ],
)
def test_a_question_complete_in_itself_stays(before: str, now: str) -> None:
    assert after(before, now) == now


def test_a_bare_connective_after_a_turn_is_unclear_and_searches_nothing() -> None:
    told = completed("那其他学校呢", Turn("康美小学班额达标吗", "zh"), NAMES)
    assert told.unclear == NOTHING_BEFORE and told.choices == ("康美小学班额达标吗",)


def test_another_number_of_the_same_unit_takes_the_place_of_the_one_before() -> None:
    before = "我校24个班，2间音乐教室够吗"
    assert with_other_amount("那25个班呢", before) == "我校25个班，2间音乐教室够吗"
    assert with_other_amount("3间呢", before) == "我校24个班，3间音乐教室够吗"
    assert with_other_amount("那500人呢", before) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("石井呢", "石井中学"), ("九都的班额", "九都中学"), ("康美R4", "康美小学"), ("介绍一下官桥小学", "官桥小学")],
)
def test_the_own_part_of_a_name_is_enough_where_one_school_has_it(text: str, found: str) -> None:
    assert [one.name for one in find_schools(text, SCHOOLS).found] == [found]


def test_a_part_that_two_schools_share_is_in_doubt() -> None:
    assert find_schools("诗山达标吗", SCHOOLS).in_doubt[0].names == ("诗山小学", "诗山中学")


@pytest.mark.parametrize(("text", "left"), [("谢谢，那初中呢", "那初中呢"), ("谢谢", "谢谢"), ("好的。初中", "初中")])
def test_thanks_before_a_question_are_no_part_of_it(text: str, left: str) -> None:
    assert without_thanks(text) == left
