"""A school is meant only where its whole name stands; a name that the sheet lacks is told from talk of schools."""

import pytest

from assistant.asked.schools import nearest, schools_named

NAMES = ("梅山小学", "梅山小学（东校区）", "眉山教学点", "向阳高级中学", "实验小学", "第二实验小学")


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("梅山小学达标吗", ["梅山小学"]),
        ("我们县的梅山小学达标吗", ["梅山小学"]),
        ("请问梅山小学和眉山教学点达标吗", ["梅山小学", "眉山教学点"]),
        ("梅山小学（东校区）达标吗", ["梅山小学（东校区）"]),
        ("梅山小学(东校区)达标吗", ["梅山小学（东校区）"]),
        ("第二实验小学的音乐教室", ["第二实验小学"]),
        ("东梅山小学达标吗", []),
        ("梅山小学西校区达标吗", []),
        ("Does 梅山小学 meet it?", ["梅山小学"]),
        ("哪些小学不达标", []),
    ],
)
def test_a_whole_name_is_meant_and_no_part_of_one(question: str, known: list[str]) -> None:
    assert list(schools_named(question, NAMES).known) == known


@pytest.mark.parametrize("question", ["东梅山小学达标吗", "康美中学为什么不达标", "东阳高中达标吗"])
def test_a_school_that_the_sheet_lacks_is_noticed(question: str) -> None:
    assert schools_named(question, NAMES).unknown


@pytest.mark.parametrize(
    "question",
    [
        "我们县小学达标吗",
        "哪些学校不达标",
        "九年一贯制学校规模",
        "所有小学都达标吗",
        "全县有几所学校音乐教室不够",
        "农村小学达标吗",
        "小学差异系数达标吗",
        "每所学校都达标吗",
        "我校达标吗",
        "民办学校达标吗",
        "小学教师学历达标吗",
    ],
)
def test_talk_of_schools_names_none(question: str) -> None:
    assert schools_named(question, NAMES).unknown == ()


def test_a_place_inside_the_name_of_a_school_is_no_place() -> None:
    assert "眉山" not in schools_named("眉山教学点达标吗", NAMES).rest


def test_the_nearest_names_are_offered() -> None:
    assert nearest("向阳高中", NAMES)[0] == "向阳高级中学"
