"""How the signals are weighed: a clause without plain questions is at no disadvantage for that."""

import numpy as np
import pytest

from retrieval.signals import Signals


def signals(**given: list[float]) -> Signals:
    count = len(next(iter(given.values())))
    full = {name: np.array(given.get(name, [0.0] * count), dtype=np.float32) for name in Signals.__annotations__}
    return Signals(**{**full, "has_plain": np.array(given.get("has_plain", [1] * count), dtype=bool)})


@pytest.mark.parametrize("name", ["meaning", "words", "plain_meaning", "plain_words"])
def test_each_signal_alone_puts_its_best_clause_first(name: str) -> None:
    assert signals(**{name: [0.80, 0.86, 0.83]}).weighed().argmax() == 1


def test_two_signals_outweigh_one() -> None:
    assert signals(meaning=[0.85, 0.84], words=[1.0, 9.0], plain_words=[2.0, 4.0]).weighed().argmax() == 1


def test_a_clause_without_plain_questions_is_weighed_by_its_own_text() -> None:
    found = signals(
        meaning=[0.80, 0.90], words=[2.0, 8.0], plain_meaning=[0.88, 0.0], plain_words=[3.0, 0.0], has_plain=[1, 0]
    )
    assert found.weighed().argmax() == 1 and found.weighed()[1] == found.by_own_text()[1]


def test_nothing_found_weighs_nothing() -> None:
    assert not signals(meaning=[0.0, 0.0, 0.0]).weighed().any()
    assert signals(meaning=[]).weighed().shape == (0,)


def test_what_a_search_did_not_find_is_not_worse_than_what_it_found_last() -> None:
    weighed = signals(meaning=[0.90, 0.80, 0.0]).weighed()
    assert weighed[0] > weighed[1] == weighed[2]
