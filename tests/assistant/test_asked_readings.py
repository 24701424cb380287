"""Readings (口径) that a question names, that are given by id, and that would turn what is answered."""

import pytest

from assistant.checking import choice_asked
from assistant.service import Assistant
from calculators.choice import Choice
from calculators.errors import UnknownReading
from tests.conftest import sample

SURVEY = "county_survey.xlsx"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("我们县达标吗", {}),
        ("音乐美术教室合计算，我们县达标吗", {"rooms.kinds": "sum"}),
        ("每间都达标吗", {"rooms.surplus": "every"}),
        ("不含民办，小学差异系数是多少", {"include_private": "false"}),
        ("按过渡性放宽口径，音乐教室够吗", {"relief_2019": "true"}),
        ("按过渡期规定，学校规模达标吗", {"relief_2019": "true"}),
        ("放宽后还有哪些学校专用教室不足", {"relief_2019": "true"}),
        ("按2019年规程，我们县达标吗", {"relief_2019": "true"}),
        ("按2019年的工作规程，我们县达标吗", {"relief_2019": "true"}),
        ("不放宽标准，我们县达标吗", {}),
        ("四舍五入后，小学差异系数达标吗", {"rounding": "rounded"}),
        ("四舍五入再判定的话达标吗", {"rounding": "rounded"}),
        ("不四舍五入，达标吗", {}),
        ("合计算、四舍五入后达标吗", {"rooms.kinds": "sum", "rounding": "rounded"}),
        ("Do we pass under the transitional rules?", {"relief_2019": "true"}),
        ("Do we pass with the 2019 relief?", {"relief_2019": "true"}),
        ("Do the coefficients pass when rounded?", {"rounding": "rounded"}),
        ("Judged on rounded values, do we pass?", {"rounding": "rounded"}),
        ("Do the unrounded values pass?", {}),
        ("Excluding private schools, do we pass?", {"include_private": "false"}),
    ],
)
def test_a_question_names_a_reading_in_words(question: str, named: dict[str, str]) -> None:
    assert choice_asked(question) == Choice.of(named)


def test_a_reading_given_by_id_comes_before_the_words_of_the_question() -> None:
    assert choice_asked("音乐美术教室合计算够吗", {"rooms.kinds": "each"}) == Choice()


def test_an_answer_is_given_under_the_reading_asked_for_and_names_it(assistant: Assistant) -> None:
    question = "蓬华小学学校规模达标吗"
    plain = assistant.ask(question, uploads=[sample(SURVEY)])
    eased = assistant.ask(question, uploads=[sample(SURVEY)], readings={"relief_2019": "true"})
    assert "上限2000人，**不达标**" in plain.text and "换用别的口径，结论会变" not in plain.text
    assert "2040人，**达标**" in eased.text and "上限" not in eased.text
    assert "采用口径：适用过渡性放宽" in eased.text
    assert {one.id: one.value for one in eased.readings}["relief_2019"] == "true"
    assert plain.receipt != eased.receipt and not eased.verification.rejected


def test_an_answer_says_which_reading_would_turn_it(assistant: Assistant) -> None:
    answer = assistant.ask("我们县音乐教室达标吗", uploads=[sample(SURVEY)])
    assert "换用别的口径，结论会变：音乐、美术教室合计" in answer.text
    english = assistant.ask("Do our music rooms meet the standard?", uploads=[sample(SURVEY)])
    assert "Another reading would turn it: music and art rooms together" in english.text


@pytest.mark.parametrize("uploads", [[], [sample(SURVEY)]], ids=["without a sheet", "with one"])
def test_an_unknown_reading_is_refused_with_a_sheet_or_without(assistant: Assistant, uploads: list[object]) -> None:
    with pytest.raises(UnknownReading):
        assistant.ask("我们县音乐教室达标吗", uploads=uploads, readings={"rooms.kinds": "both"})  # type: ignore[arg-type]


def test_a_check_carries_the_source_and_the_name_of_every_reading(assistant: Assistant) -> None:
    found = assistant.check([sample(SURVEY)], readings={"rooms.kinds": "sum"}).as_json()["readings"]
    assert isinstance(found, list) and len(found) == 5
    assert {one["id"]: one["default"] for one in found}["rooms.kinds"] is False
    assert all(one["name"] and one["decides"] and one["source"] for one in found)
