"""Where nothing here answers, no plan of a model makes an answer of it: at most a question is offered to ask next."""

import re

import pytest

from assistant.clock import this_year
from assistant.kept.session import Session
from assistant.language_model.messages import ModelFailed, Reply, ToolCall
from assistant.service import Assistant
from tests.assistant.language_model.adversary import Adversary, Script
from tests.assistant.language_model.cases import Case
from tests.assistant.language_model.cases import case as case_of
from tests.assistant.language_model.plan_scripts import PLANS, every_listed_call, fails, once
from tests.conftest import sample

PLACES = ("乐清", "南安", "鲤城", "Yueqing", "Nan'an", "Licheng")


@pytest.fixture(scope="module")
def unanswered(assistant: Assistant) -> tuple[Case, ...]:
    over_sheet = Session()
    assistant.check((sample("county_survey.xlsx"),), session=over_sheet)
    asked = (("今年高考分数线是多少？", Session()), ("Where can I buy a cheap bicycle?", Session()),
             ("南安市高考分数线是多少？", over_sheet))  # fmt: skip
    found = tuple(case_of(assistant, question, session) for question, session in asked)
    assert [one.built_in.status for one in found] == ["abstained"] * len(found)
    return found


@pytest.mark.parametrize("script", PLANS.values(), ids=PLANS)
def test_a_plan_makes_no_answer(script: Script, unanswered: tuple[Case, ...], assistant: Assistant) -> None:
    number = list(PLANS.values()).index(script)
    for case in (unanswered[number % 3], unanswered[(number + 1) % 3]):
        model = Adversary(script)
        answer, given_out = case.answered_by(model)
        assert (answer.status, answer.text) == ("abstained", case.built_in.text)
        assert (answer.citations, answer.figures) == (case.built_in.citations, ())
        assert answer.engine == "builtin" and given_out == answer.text
        offered = [one for one in answer.suggestions if one not in case.built_in.suggestions]
        assert len(offered) <= 1 and (offered or answer.verification.fallback)
        assert len(model.said) <= 3
        for question in offered:
            asked = case.message.text.replace("今年", f"{this_year()}年")
            named = "".join(f"{term.zh}{term.en}" for term in assistant.tools.terms)
            assert set(re.findall(r"[0-9]+", question)) <= set(re.findall(r"[0-9]+", asked + named))
            assert not [place for place in PLACES if place in question and place not in asked]
            assert case_of(assistant, question, case.message.session).built_in.status == "answered"


@pytest.mark.parametrize("code", ["timeout", "unavailable", "truncated", "malformed", "rate_limited", "refused"])
def test_a_failure_is_named(code: str, unanswered: tuple[Case, ...]) -> None:
    answer, _ = unanswered[0].answered_by(Adversary(fails(code)))
    assert answer.verification.fallback == code and answer.text == unanswered[0].built_in.text


def test_calls_without_end_are_a_loop(unanswered: tuple[Case, ...]) -> None:
    model = Adversary(PLANS["a tool that is not there"])
    answer, _ = unanswered[0].answered_by(model)
    assert answer.verification.fallback == "loop" and len(model.said) == 3


def test_a_plan_never_leads_to_another_place_than_the_one_asked_about(unanswered: tuple[Case, ...]) -> None:
    """南安市 was asked about: whatever a model calls for, no other place is offered."""
    for number in range(6):
        script = once(_call_for_another_place(number))
        answer, _ = unanswered[2].answered_by(Adversary(script))
        assert not [
            one for one in answer.suggestions if "乐清" in one and one not in unanswered[2].built_in.suggestions
        ]


def _call_for_another_place(number: int) -> Script:
    def script(seen) -> Reply:
        every = list(every_listed_call(seen))
        name, given = every[number * len(every) // 7]
        return Reply("", (ToolCall(name, {**given, "place": "浙江省温州市乐清市"}, "1"),))

    return script


def test_a_model_that_breaks_off_is_not_spoken_to_again(unanswered: tuple[Case, ...]) -> None:
    asked = 0

    def breaks_off(_: object) -> Reply:
        nonlocal asked
        asked += 1
        raise ModelFailed("malformed")

    unanswered[0].answered_by(Adversary(breaks_off))
    assert asked == 1
