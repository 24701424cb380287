"""YAML as it was meant."""

import pytest
import yaml

from corpus.strict import DuplicateKeyError, load_yaml


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "b: {a: 1, a: 2}\n", "- {x: 1}\n- {y: 1, y: 1}\n"])
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    with pytest.raises(DuplicateKeyError, match="stands twice"):
        load_yaml(text)


@pytest.mark.parametrize(
    "text", ["[" * 21 + "]" * 21, "[" * 1_000_000, "{a: " * 100_000, "a: &a [*a]", "a: &a 1\nb: *a"]
)
def test_what_is_deep_or_repeats_itself_is_refused_before_it_is_built(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match=r"levels|repeated"):
        load_yaml(text)


@pytest.mark.parametrize("text", ["a: !!int x", "a: !!timestamp x", "!!map {a: 1}", "a: !x 1"])
def test_a_tag_is_refused_before_what_it_stands_for_is_built(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="tagged"):
        load_yaml(text)


def test_twenty_levels_are_not_too_deep() -> None:
    assert load_yaml("[" * 20 + "1" + "]" * 20)


def test_decimals_and_dates_keep_their_own_digits() -> None:
    assert load_yaml("{limit: 0.50, day: 2021-11-29, count: 45, none: null}") == {
        "limit": "0.50",
        "day": "2021-11-29",
        "count": 45,
        "none": None,
    }


@pytest.mark.parametrize("text", ["a: " + "1" * 5000, "- -" + "9" * 4301, "? " + "1" * 5000 + "\n: a"])
def test_a_number_of_thousands_of_digits_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="whole number"):
        load_yaml(text)
