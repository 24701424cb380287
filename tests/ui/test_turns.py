"""Checks take turns."""

import pytest

from ui.errors import Refused
from ui.server.turns import AT_ONCE, turn


def test_one_check_too_many_waits_and_is_then_refused_and_a_free_turn_is_given_again() -> None:
    held = [turn([]) for _ in range(AT_ONCE)]
    for one in held:
        one.__enter__()
    with pytest.raises(Refused) as refused, turn([], wait=0.01):
        pass
    assert refused.value.status == 429
    for one in held:
        one.__exit__(None, None, None)
    with turn([], wait=0.01):
        pass
