"""No name of a school or a person is in what a model reads; a pseudonym in its words becomes the school's slot."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.asked.school_names import short_forms
from assistant.kept.session import Session
from assistant.privacy.aligned import key_of
from assistant.privacy.private_names import private_names
from assistant.privacy.pseudonyms import Pseudonyms
from assistant.service import Assistant
from assistant.verified.ledger import Ledger
from tests.conftest import sample

SHEETS = ("county_survey.xlsx", "county_uneven.xlsx", "county_edges.xlsx", "county_form.xlsx", "one_school.xlsx")
SCHOOLS = ("南安市水头学校", "南安市康美中心小学", "第二实验小学", "第一实验小学", "康美小学", "石井中学")


@pytest.fixture(scope="module")
def names(assistant: Assistant) -> tuple[str, ...]:
    """The schools of the sample sheets."""
    found: dict[str, None] = {}
    for sheet in SHEETS:
        session = Session()
        found |= dict.fromkeys(assistant.check([sample(sheet)], session=session).school_names)
    return tuple(found)


def hidden(text: str, names: tuple[str, ...] = SCHOOLS) -> str:
    return Pseudonyms.over(names, (text,), "zh").hide(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("南安市水头学校达标吗？", "学校甲达标吗？"),
        ("水头学校和石井中学比", "学校甲和学校乙比"),
        ("二实小的班额", "学校甲的班额"),
        ("石井呢", "学校甲呢"),
        ("康美小学和康美中心小学", "学校甲和学校乙"),
        ("水头学校、南安市水头学校、水头学校", "学校甲、学校甲、学校甲"),
        ("“水头学校”怎么样", "“学校甲”怎么样"),
        ("《水头 学 校》", "《学校甲》"),
        ("南安市水頭學校", "学校甲"),
        ("水头\u200b学校", "学校甲"),
        ("水头**学校**够不够", "学校甲**学校**够不够"),
        ("实验小学够不够", "学校甲够不够"),
        ("梅山小学不在表里", "学校甲不在表里"),
        ("东康美小学呢", "学校甲呢"),
        ("为什么我们县的霞美中心小学不达标", "为什么我们县的学校甲不达标"),
        ("问一下南安一中", "问一下学校甲"),
        ("张三校长说不够", "人员甲校长说不够"),
        ("我叫李四，想问班额", "我叫人员甲，想问班额"),
        ("王老师和欧阳娜娜老师", "人员甲老师和人员乙老师"),
        ("请问王小明的班额", "请问人员甲的班额"),
        ("张 三 校长，张三", "人员甲 校长，人员甲"),
        ("打13800138000找我", "打联系方式甲找我"),
        ("１３８ ００１３ ８０００", "联系方式甲"),
        ("a.b@qq.com和350583199001011234", "联系方式甲和联系方式乙"),
        ("0595-86382345", "联系方式甲"),
    ],
)
def test_names_are_replaced(typed: str, read: str) -> None:
    assert hidden(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Principal Zhang Wei asks for class sizes", "Principal Person A asks for class sizes"),
        ("My name is Li Si.", "My name is Person A."),
        ("Does Lincoln Primary School pass?", "Does School A pass?"),
        ("i am wang wei", "i am Person A wei"),
    ],
)
def test_names_in_english_are_replaced(typed: str, read: str) -> None:
    assert Pseudonyms.over((), (typed,), "en").hide(typed) == read


@pytest.mark.parametrize(
    "plain",
    [
        "高中老师的学历要求是多少？", "任课老师够不够", "音乐老师和美术老师各要多少", "语文老师", "党委书记是谁",
        "农村小学教师交流比例", "九年一贯制学校的规模上限", "公办学校够不够", "怎么评估学校的均衡", "校长任期多长",
        "小学生均面积是多少",
        "2027年初中班额上限45人", "Does the principal need a certificate?", "How many classes need a music room?",
        "教师13800人", "其中小学几所", "骨干教师名单", "寄宿制学校",
    ],
)  # fmt: skip
def test_words_of_the_field_stay(plain: str) -> None:
    language = "zh" if not plain.isascii() else "en"
    assert Pseudonyms.over((), (plain,), language).hide(plain) == plain


def test_the_same_question_gives_the_same_text(names: tuple[str, ...]) -> None:
    question = f"{names[3]}和{names[0]}比，王老师？"
    assert hidden(question, names) == hidden(question, names) == "学校甲和学校乙比，人员甲老师？"


def test_a_pseudonym_is_no_real_name_and_nothing_that_was_read() -> None:
    read = Pseudonyms.over(("学校甲", "石井中学"), ("石井中学和学校乙",), "zh")
    assert read.school("学校甲") == "学校丁" and read.hide("石井中学") == "学校丙"


def test_beyond_ten_schools_pseudonyms_grow() -> None:
    names = (*(f"第{numeral}实验小学" for numeral in "一二三四五六七八九十"), "石井中学", "诗山中学")
    read = Pseudonyms(names, "zh")
    given_to = [read.school(one) for one in names]
    assert given_to[9:] == ["学校癸", "学校甲甲", "学校甲乙"] and len(set(given_to)) == 12


def test_what_is_hidden_twice_is_as_if_once() -> None:
    read = Pseudonyms.over(SCHOOLS, ("张三在水头学校",), "zh")
    once = read.hide("张三在水头学校和石井中学，13800138000")
    assert read.hide(once) == once == read.hide_known(once)


def test_slots_are_never_read_as_names() -> None:
    read = Pseudonyms.over(("n1", "f:f2", "石井中学"), ("石井中学",), "zh")
    assert read.hide_known("[[n:n1]]：[[f:f2]]，石井中学") == "[[n:n1]]：[[f:f2]]，学校甲"


def test_known_names_are_hidden_wherever_json_has_them() -> None:
    read = Pseudonyms(SCHOOLS, "zh")
    assert read.hide_in({"enum": ["石井中学", 3, None], "const": "二实小"}) == {
        "enum": ["学校甲", 3, None],
        "const": "学校乙",
    }


def test_a_model_that_may_see_names_sees_them() -> None:
    assert Pseudonyms.none().hide("张三在水头学校，13800138000") == "张三在水头学校，13800138000"


def test_a_pseudonym_becomes_the_slot_of_its_school() -> None:
    read, ledger = Pseudonyms.over(SCHOOLS, ("水头学校和石井中学、梅山小学",), "zh"), Ledger()
    slot = ledger.school("南安市水头学校")
    assert read.restore("学校甲的面积[[f:f9]]，学校乙也是", ledger) == f"{slot}的面积[[f:f9]]，学校乙也是"
    assert read.restore("学校甲甲、人员甲", ledger) == "学校甲甲、人员甲", "no pseudonym of ours, and no slot"
    assert Pseudonyms.none().restore("南安市水头学校够", ledger) == f"{slot}够"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_name_of_a_sheet_survives(names: tuple[str, ...], data: st.DataObject) -> None:
    read = Pseudonyms(names, "zh")
    parts = data.draw(
        st.lists(
            st.one_of(written(names), st.sampled_from(["和", "的班额，", "“", "”达标吗？", " ", "[[f:f1]]"])),
            max_size=6,
        )
    )
    text = "".join(parts)
    shown = key_of(read.hide(text))
    forms = {key_of(form) for form in (*names, *short_forms(names))}
    assert not [form for form in forms if len(form) > 1 and form in shown], text


@st.composite
def written(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """A school as people write it: whole or for short, spaced, in full width, with marks inside."""
    forms = [form for form, of in short_forms(names).items() if len(of) == 1]
    name = draw(st.one_of(st.sampled_from(names), st.sampled_from(sorted(forms))))
    between = draw(st.sampled_from(["", " ", "\u3000", "\u200b", "·", "**", "\ufe0f"]))
    name = between.join(name) if draw(st.booleans()) else name
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" and draw(st.booleans()) else one for one in name)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in private_names(text))
    read = Pseudonyms.over(SCHOOLS, (text,), "zh")
    assert unicodedata.is_normalized("NFC", read.hide("水头学校")) and read.hide(text) == read.hide(text)
