"""Whatever a model says, the answer is the built-in one: perhaps in other words, never with another claim."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from assistant.language_model.messages import Reply
from tests.assistant.language_model.adversary import Adversary, Script, Seen
from tests.assistant.language_model.cases import Case
from tests.assistant.language_model.honest import HONEST, told_as_it_stands
from tests.assistant.language_model.lies import Lie
from tests.assistant.language_model.oracle import differences
from tests.assistant.language_model.scripts import LIES

ENOUGH = 2  # questions on which each lie is told


def at_work(script: Script, cases: Sequence[Case], first: int) -> Iterator[tuple[Case, Adversary]]:
    """Yield the cases from one on, in turn, on which a script has something to say, as long as there are any."""
    for number in range(len(cases)):
        model = Adversary(script, size=3 + number)
        yield cases[(first + number) % len(cases)], model


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: f"{lie.family}: {lie.name}")
def test_a_lie_does_not_get_out(lie: Lie, cases: tuple[Case, ...]) -> None:
    told = 0
    for case, model in at_work(lie.script, cases, LIES.index(lie)):
        answer, given_out = case.answered_by(model)
        assert differences(answer, case.built_in) == [], (lie.name, model.said)
        assert given_out == answer.text
        assert answer.engine in ("builtin", "model:adversary")
        if not model.idle:
            assert answer.verification.fallback, (lie.name, model.said, answer.text)
            told += 1
        if told == ENOUGH:
            return
    assert told, f"{lie.name} had nothing to say to any question"


def test_the_lies_are_many_and_of_many_kinds() -> None:
    assert max(Counter(one.name for one in LIES).values()) == 1
    assert len(LIES) >= 60 and len({one.family for one in LIES}) >= 12


@pytest.mark.parametrize("script", HONEST.values(), ids=HONEST)
def test_a_model_that_does_its_work_has_the_word(script: Script, cases: tuple[Case, ...]) -> None:
    for case in cases:
        answer, given_out = case.answered_by(Adversary(script))
        assert differences(answer, case.built_in) == []
        assert given_out == answer.text
        assert (answer.engine, answer.verification.fallback) == ("model:adversary", None), answer.verification
        assert answer.verification.rejected == 0


def test_what_is_well_said_before_a_lie_is_kept(cases: tuple[Case, ...]) -> None:
    def good_then_bad(seen: Seen) -> str:
        good = told_as_it_stands(seen) if seen.attempt == 1 else ""
        return good + ("共有十二所学校不达标。" if seen.language == "zh" else "Twelve schools fail.")

    for case in cases:
        answer, _ = case.answered_by(Adversary(good_then_bad))
        assert differences(answer, case.built_in) == []
        assert answer.engine == "model:adversary" and answer.verification.fallback == "unfaithful"


def test_a_lie_that_is_mended_does_not_count_as_a_failure(cases: tuple[Case, ...]) -> None:
    def mended(seen: Seen) -> str:
        return "共有十二所。" if seen.attempt == 1 else told_as_it_stands(seen)

    for case in cases[:3]:
        answer, _ = case.answered_by(Adversary(mended))
        assert differences(answer, case.built_in) == []
        assert answer.engine == "model:adversary" and answer.verification.fallback is None
        assert answer.verification.rejected == 1


def test_a_model_is_asked_no_more_than_twice(cases: tuple[Case, ...]) -> None:
    for case in cases:
        model = Adversary(lambda _: "共有十二所学校不达标。Twelve schools fail.")
        case.answered_by(model)
        assert len(model.said) == 2


def test_words_that_were_not_heard_piece_by_piece_are_judged_too(cases: tuple[Case, ...]) -> None:
    class Silent(Adversary):
        """A model that says nothing while it speaks, and all at the end."""

        def reply(self, messages, tools, patience, heard) -> Reply:
            return super().reply(messages, tools, patience, lambda _: None)

    for script, engine in ((told_as_it_stands, "model:adversary"), (lambda _: "共十二所。", "builtin")):
        answer, given_out = cases[4].answered_by(Silent(script))
        assert differences(answer, cases[4].built_in) == [] and given_out == answer.text
        assert answer.engine == engine
