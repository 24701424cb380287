"""What a question wants of the schools of a sheet is read from its words, and left alone where it asks for a rule."""

import pytest

from assistant.asked.amounts import amount_of
from assistant.asked.given import numbers_given
from assistant.asked.understanding import understand
from assistant.asked.wants import wanted_of
from assistant.from_given import gives_numbers
from corpus.places import load_gazetteer
from corpus.terms import load_terms

SCHOOLS = ("诗山小学", "英都小学", "康美小学", "水头学校")
GAZETTEER, TERMS = load_gazetteer(), load_terms()


def asked(question):
    return understand(question, GAZETTEER, TERMS, schools=SCHOOLS)


def said(question, *names):
    wanted = wanted_of(asked(question))
    return None if wanted is None else tuple(getattr(wanted, name) for name in names)


@pytest.mark.parametrize(
    ("question", "measures", "order", "first", "place"),
    [
        ("仪器设备值最差的五所学校", ("R6",), "worst", 5, None),
        ("生均体育场馆面积最高的三所小学", ("R5",), "high", 3, None),
        ("学校规模前十名", ("size",), "high", 10, None),
        ("在校生最多的学校是哪所", ("size",), "high", 1, None),
        ("骨干教师倒数第二的学校是哪个", ("R2",), "low", None, 2),
        ("班额最大的学校", ("class_size",), "high", 1, None),
        ("最大班额最大的五所", ("class_size",), "high", 5, None),
        ("班级数最多的学校", ("classes",), "high", 1, None),
        ("达标指标最少的学校", ("met_count",), "low", 1, None),
        ("最差的五所学校", ("met_count",), "worst", 5, None),
        ("R6从低到高排名，列出所有学校", ("R6",), "low", None, None),
        ("诗山小学仪器设备值在小学里排第几", ("R6",), None, None, None),
        ("初中哪项差异系数最大", ("CV",), "high", 1, None),
        ("lowest three schools by equipment value per pupil", ("R6",), "low", 3, None),
        ("top 5 junior schools by backbone teachers", ("R2",), "high", 5, None),
        ("Which school has the second lowest equipment value per pupil?", ("R6",), "low", None, 2),
    ],
)  # fmt: skip
def test_an_order_of_schools(question, measures, order, first, place):
    assert said(question, "want", "measures", "order", "first", "place") == ("rank", measures, order, first, place)


@pytest.mark.parametrize(
    ("question", "measures", "state", "counts"),
    [
        ("哪些学校体育场馆面积不达标，差多少", ("R5",), "not_met", False),
        ("有几所小学R5不达标", ("R5",), "not_met", True),
        ("网络多媒体教室达标的小学有多少所", ("R7",), "met", True),
        ("有多少所学校达标", (), "met", True),
        ("骨干教师低于85%的学校有哪些", ("R2",), "below_share", False),
        ("小学仪器设备值高于平均的学校有哪些", ("R6",), "above_mean", False),
        ("哪些学校的骨干教师低于全县平均", ("R2",), "below_mean", False),
        ("学生超过1500人的学校有哪些", ("size",), "number", False),
        ("How many primary schools do not meet the sports area standard?", ("R5",), "not_met", True),
        ("Which schools have an equipment value below 3000 yuan?", ("R6",), "number", False),
    ],
)
def test_schools_in_a_state(question, measures, state, counts):
    assert said(question, "want", "measures", "state", "counts") == ("which", measures, state, counts)


@pytest.mark.parametrize(
    ("question", "comparison", "number"),
    [
        ("学生超过1500人的学校有哪些", ">", "1500"),
        ("学生不超过1500人的学校有哪些", "<=", "1500"),
        ("哪些学校学生1500人以上", ">=", "1500"),
        ("哪些学校学生在100人以下", "<=", "100"),
        ("学生不到100人的学校有几所", "<", "100"),
        ("学生不低于1,500人的学校有哪些", ">=", "1500"),
        ("which schools have more than 1500 pupils", ">", "1500"),
        ("which schools have at least 1500 pupils", ">=", "1500"),
    ],
)
def test_a_number_with_the_way_round_that_it_is_meant(question, comparison, number):
    assert said(question, "state", "comparison", "written") == ("number", comparison, number)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("列出所有学校的生均教学仪器设备值", "list"),
        ("初中各校骨干教师数", "list"),
        ("list all schools' class sizes", "list"),
        ("诗山小学和英都小学比较", "compare"),
        ("小学和初中的差异系数比较", "compare"),
        ("诗山小学与全县平均比", "compare"),
        ("诗山小学的R1怎么算出来的", "explain"),
        ("小学R4全县平均是怎么算的", "explain"),
        ("凭什么说诗山小学音乐教室不够", "explain"),
        ("How was 诗山小学's R4 calculated?", "explain"),
        ("小学R4的全县平均是多少", "mean"),
        ("缺哪些数据", "missing"),
        ("为什么数据不足", "missing"),
        ("What data is missing from this sheet?", "missing"),
        ("表里有多少所学校", "describe"),
        ("一共有多少学生", "describe"),
        ("这张表是哪一年的", "describe"),
        ("how many schools are in the sheet", "describe"),
        ("数据有什么问题", "doubt"),
        ("Are there errors in the data?", "doubt"),
        ("哪些学校是临界的", "edge"),
        ("有没有刚好达标的学校", "edge"),
        ("诗山小学怎么样", "picture"),
        ("如果标准是5呢，小学R4", "supposed"),
    ],
)
def test_other_wants(question, want):
    assert said(question, "want") == (want,)


@pytest.mark.parametrize(
    "question",
    [
        "音乐教室最低要求多少平方米",
        "班额最多不超过多少人",
        "哪个县的初中巩固率要求最严",
        "哪个县的要求最高",
        "小学规模不得超过多少人",
        "差异系数怎么算",
        "R4怎么算",
        "什么是差异系数",
        "省定标准是多少",
        "轮岗比例最低的是哪些学校",
        "音乐教室达标吗",
        "图书最少的五所学校",
        "哪些学校的图书不达标",
        "What is the maximum class size?",
    ],
)
def test_a_rule_a_definition_or_another_item_is_none_of_these(question):
    assert wanted_of(asked(question)) is None


@pytest.mark.parametrize("question", ["仪器设备值最差的五所学校", "比平均值低的学校有哪些", "100人以下的学校有几所"])
def test_what_describes_schools_is_no_name_of_one(question):
    assert asked(question).unknown_schools == ()


@pytest.mark.parametrize(
    ("written", "number"),
    [("5", 5), ("五", 5), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十四", 24), ("一百零五", 105),
     ("Three", 3),
     ("十十", None), ("", None), ("甲", None)],
)  # fmt: skip
def test_whole_numbers_in_words(written, number):
    assert amount_of(written) == number


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("我校24个班，2间音乐教室够吗", [("24", "班"), ("2", "间")]),
        ("我校二十五个班，两间音乐教室够吗", [("二十五", "班"), ("两", "间")]),
        ("生均4.3平方米达标吗", [("4.3", "㎡")]),
        ("初中800人，教学仪器设备值210万元，达标吗", [("800", "人"), ("210", "万元")]),
        ("初中三年巩固率百分之九十五达标吗", [("95", "%")]),
        ("2024年巩固率达到98%了吗", []),
        ("把标准改成50平方米，我们县达标吗", []),
        ("小学R4低于4的学校有几所", []),
        ("2024年我们县达标吗", []),
        ("音乐教室要多大", []),
    ],
)
def test_numbers_of_ones_own_are_told_from_standards(question, numbers):
    found = [(one.written, one.unit) for one in numbers_given(asked(question))]
    assert found == numbers


@pytest.mark.parametrize("question", ["生均4.3平方米达标吗", "25个班应该配几间音乐教室", "小学47人一个班超标吗"])
def test_numbers_to_be_judged_are_recognised(question):
    assert gives_numbers(asked(question))


@pytest.mark.parametrize("question", ["诗山小学3间音乐教室够吗", "31项里有几项达标", "我们县达标吗", "音乐教室够吗"])
def test_other_numbers_are_not(question):
    assert not gives_numbers(asked(question))
