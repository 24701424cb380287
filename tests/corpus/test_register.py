"""The register of conflicts and doubtful figures."""

from importlib.resources import files

import pytest

from corpus.documents import load_library
from corpus.errors import MalformedStandard
from corpus.register import Register, load_register, parse_register


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register(load_library())


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("学校哪年达到省定现代化办学标准", {"licheng-2021-63#三", "licheng-2021-63-interpretation#三"}),
        ("鲤城什么时候建成国家级优质均衡发展区", {"licheng-2021-69#一/（四）/段1", "licheng-2021-63#二"}),
        ("鲤城十四五新增多少学位", {"licheng-2021-63#五/（二）/1", "licheng-2021-69#六/（一）/段3"}),
        ("鲤城家长满意度要达到多少", {"licheng-2021-63#三", "licheng-2021-63#五/（二）/4"}),
        ("migrant children in Yueqing", {"yueqing-2023-39#三/（四）/2", "yueqing-2023-39#附件2/二、政府保障程度/L15"}),
        ("乐清教师培训经费", {"yueqing-2023-39#三/（二）/2", "yueqing-2023-39#附件2/三、教育质量/L4"}),
    ],
)
def test_a_question_that_touches_one_side_gets_both(register: Register, question: str, clauses: set[str]) -> None:
    for asked in clauses:
        touched = [one for one in register.conflicts_touching({asked}) if one.concerns(question)]
        sides = [{f"{side.document}#{side.clause}" for side in one.sides} for one in touched]
        assert any(clauses <= side for side in sides)


def test_a_question_on_another_topic_gets_no_conflict(register: Register) -> None:
    touched = register.conflicts_touching({"licheng-2021-63#三"})
    assert touched
    assert not [one for one in touched if one.concerns("义务教育质量保障体系")]


def test_clauses_without_a_conflict_touch_none(register: Register) -> None:
    assert register.conflicts_touching({"licheng-2021-63#一"}) == ()
    assert register.suspects_touching(()) == ()


@pytest.mark.parametrize(
    ("clause", "quoted"),
    [
        ("licheng-2021-69#一/（一）/段1", "196%"),
        ("licheng-2021-69#一/（四）/段4", "198%"),
        ("licheng-2021-69#一/（四）/段2", "100%以上"),
        ("licheng-2021-63#五/（二）/2", "分别达到 100%"),
        ("nanan-2022-45#附件2/二○二五年/资源配置/段3", "0.75"),
        ("nanan-2022-45#附件2/二○二二年/资源配置/段2", "4人以上，5.3人以上"),
        ("licheng-2021-63-interpretation#四/2", "202512月"),
    ],
)
def test_a_doubtful_figure_is_known(register: Register, clause: str, quoted: str) -> None:
    assert any(quoted in one.ref.quote for one in register.suspects_touching([clause]))


@pytest.mark.parametrize("question", ["2020年高中阶段毛入学率", "Gross enrolment rate?", "毛 入学率"])
def test_the_topic_is_found_in_both_languages_and_any_spacing(register: Register, question: str) -> None:
    (suspect,) = register.suspects_touching({"licheng-2021-69#一/（一）/段1"})
    assert suspect.concerns(question)


def test_no_note_of_ours_holds_a_figure(register: Register) -> None:
    notes = [one.about for one in (*register.conflicts, *register.suspects)] + [one.why for one in register.suspects]
    assert not [note.zh for note in notes if any(sign.isdigit() for sign in note.zh + note.en)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kind: interpretation", "kind: quarrel"),
        ("clause: 三\n", "clause: 三十\n"),
        ("topics: [省定", "topic: [省定"),
    ],
)
def test_a_register_that_says_something_wrong_is_refused(before: str, after: str) -> None:
    text = (files("corpus") / "register.yaml").read_text("utf-8")
    assert before in text
    with pytest.raises(MalformedStandard, match=r"register\.yaml"):
        parse_register(text.replace(before, after, 1), load_library())
