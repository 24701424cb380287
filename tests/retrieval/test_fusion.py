"""Reciprocal rank fusion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrieval.fusion import fuse


def test_first_everywhere_scores_one() -> None:
    assert fuse([np.array([9.0, 1.0]), np.array([0.3, 0.2])])[0] == pytest.approx(1)


def test_a_clause_that_two_methods_place_second_beats_one_that_one_method_places_first() -> None:
    both, one = 1, 0
    scores = fuse([np.array([9.0, 5.0, 0.0]), np.array([0.0, 5.0, 9.0])])
    assert scores[both] > scores[one]


def test_what_no_method_found_scores_nothing() -> None:
    assert fuse([np.array([1.0, 0.0]), np.array([2.0, 0.0])])[1] == 0


def test_equal_scores_share_a_rank() -> None:
    scores = fuse([np.array([1.0, 1.0, 0.5])])
    assert scores[0] == scores[1] > scores[2]


@given(st.lists(arrays(np.float64, 6, elements=st.floats(-1, 10)), min_size=1, max_size=4))
def test_scores_stay_between_nothing_and_one(rankings: list[np.ndarray]) -> None:
    scores = fuse(rankings)
    assert (scores >= 0).all() and (scores <= 1 + 1e-9).all()
