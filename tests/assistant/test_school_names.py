"""A school is found by a short form of its name; where two fit, or none does, it is told and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asked.school_names import canonical, own_part
from assistant.asked.schools import find_schools

NAMES = (
    "南安市康美中心小学", "南安市第一实验小学", "南安市第二实验小学", "南安第一中学", "梅山小学（东校区）",
    "向阳初级中学", "泉州师范学院附属小学",
    "蓬华实验学校", "国光中学", "翔云学校", "南安市诗山镇中心小学", "鹏峰第二小学", "英都小学", "英都中学",
    "金淘小学", "金淘第三小学",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "school"),
    [
        ("南安市康美中心小学达标吗", "南安市康美中心小学"),
        ("康美中心小学达标吗", "南安市康美中心小学"),
        ("康美小学达标吗", "南安市康美中心小学"),
        ("南安康美中心小学呢", "南安市康美中心小学"),
        ("康美小学的音乐教室", "南安市康美中心小学"),
        ("二实小达标吗", "南安市第二实验小学"),
        ("实验二小达标吗", "南安市第二实验小学"),
        ("第二实小达标吗", "南安市第二实验小学"),
        ("二实验小学达标吗", "南安市第二实验小学"),
        ("第２实验小学达标吗", "南安市第二实验小学"),
        ("第二實驗小學達標嗎", "南安市第二实验小学"),
        ("我们县第二实验小学为什么不达标", "南安市第二实验小学"),
        ("第二实验小字达标吗", "南安市第二实验小学"),
        ("南安一中班额", "南安第一中学"),
        ("一中达标吗", "南安第一中学"),
        ("第一中学达标吗", "南安第一中学"),
        ("梅山小学东校区达标吗", "梅山小学（东校区）"),
        ("梅山小学(东校区)达标吗", "梅山小学（东校区）"),
        ("梅山小学达标吗", "梅山小学（东校区）"),
        ("向阳初中够吗", "向阳初级中学"),
        ("附小够吗", "泉州师范学院附属小学"),
        ("蓬华实验学校", "蓬华实验学校"),
        ("诗山小学呢", "南安市诗山镇中心小学"),
        ("诗山中心小学", "南安市诗山镇中心小学"),
        ("诗山镇中心小学", "南安市诗山镇中心小学"),
        ("鹏峰二小", "鹏峰第二小学"),
        ("金淘三小", "金淘第三小学"),
        ("Does 二实小 have enough art rooms?", "南安市第二实验小学"),
        ("那么英都小学呢", "英都小学"),
        ("那国光中学呢", "国光中学"),
        ("金淘小学", "金淘小学"),
    ],
)
def test_a_short_form_means_the_one_school_that_fits(question: str, school: str) -> None:
    found = find_schools(question, NAMES)
    assert [one.name for one in found.found] == [school] and not found.in_doubt


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("实验小学为什么不达标", {"南安市第一实验小学", "南安市第二实验小学"}),
        ("實驗小學達標嗎", {"南安市第一实验小学", "南安市第二实验小学"}),
        ("我们县实验小学够吗", {"南安市第一实验小学", "南安市第二实验小学"}),
    ],
)
def test_what_fits_several_schools_is_in_doubt(question: str, fitting: set[str]) -> None:
    found = find_schools(question, NAMES)
    assert not found.found and set(found.in_doubt[0].names) == fitting


@pytest.mark.parametrize(
    "question",
    [
        "第三实验小学达标吗", "三实小达标吗", "康英中心小学", "康美中学", "国光小学", "翔云小学", "东英都小学",
        "英都小学西校区", "十二小时", "二小时",
        "一中心小学", "乡镇中心小学达标吗", "所有实验小学达标吗", "各实验小学", "中心小学达标吗", "小学和初中",
        "初中达标吗", "金陶小学", "英者小学", "第二中学",
        "梅山小学西校区", "小学中高级教师", "南安二中", "鹏峰三小",
    ],
)  # fmt: skip
def test_a_near_miss_is_no_school_of_the_sheet(question: str) -> None:
    found = find_schools(question, NAMES)
    assert not found.found and not found.in_doubt


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("第三实验小学达标吗", ("第三实验小学",)),
        ("英都小学和翔云小学哪所差", ("翔云小学",)),
        ("Does Meishan Primary School meet it?", ("Meishan Primary School",)),
    ],
)
def test_a_school_that_the_sheet_lacks_is_told_also_beside_one_that_it_has(question, unknown) -> None:
    assert find_schools(question, NAMES).unknown == unknown


def test_several_schools_are_found_in_the_order_of_the_question() -> None:
    found = find_schools("二实小、康美小学和一中哪所最差", NAMES)
    assert [one.name for one in found.found] == ["南安市第二实验小学", "南安市康美中心小学", "南安第一中学"]


def test_a_whole_name_goes_before_a_short_form_of_another() -> None:
    names = ("实验小学", "第二实验小学")
    assert [one.name for one in find_schools("实验小学达标吗", names).found] == ["实验小学"]


def test_the_part_of_its_own_tells_a_name_from_others() -> None:
    assert own_part("南安市康美中心小学") == "康美" and canonical("第２實驗小學") == "第二实验小学"


HEADS = st.text(alphabet="康美梅山英都金淘诗山洪濑码头翔云", min_size=2, max_size=3)
SCHOOLS = st.lists(
    st.builds("{}{}".format, HEADS, st.sampled_from(["小学", "中学", "中心小学"])), min_size=1, max_size=6
)


@given(SCHOOLS, st.data())
def test_a_whole_name_always_means_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    found = find_schools(f"{name}达标吗", tuple(dict.fromkeys(names)))
    assert [one.name for one in found.found] == [name]


@given(SCHOOLS, HEADS)
def test_a_school_that_no_name_shares_its_own_part_with_is_never_found(names: list[str], head: str) -> None:
    if all(own_part(name) != head and head not in name and own_part(name) not in head for name in names):
        assert not find_schools(f"{head}小学达标吗", tuple(names)).found
