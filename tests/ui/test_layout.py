"""Text for terminals: columns align, lines fit, control characters do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.terminal.layout import CLOSING, printable, table, width, wrapped


@pytest.mark.parametrize(("text", "places"), [("", 0), ("abc", 3), ("小学", 4), ("R1 小学", 7), ("㎡", 2), ("é", 1)])
def test_a_chinese_character_takes_two_places(text: str, places: int) -> None:
    assert width(text) == places if text != "㎡" else width(text) in (1, 2)


def test_columns_begin_at_the_same_place() -> None:
    lines = table([("小学", "a"), ("R1", "b"), ("x", "c")])
    assert len({width(line[:-1]) for line in lines}) == 1


@given(st.text(alphabet="小学ab1 ，。", max_size=400))
def test_wrapped_lines_fit_hold_everything_and_begin_with_no_closing_mark(text: str) -> None:
    lines = wrapped(text, "", 40)
    assert "".join("".join(lines).split()) == "".join(text.split())
    long_words = any(len(word) > 15 for word in text.split())
    assert long_words or all(width(line) <= 40 or line[-1] in CLOSING for line in lines)


def test_an_item_of_a_list_hangs_under_its_words() -> None:
    assert wrapped("- ab cd ef", "", 7) == ["- ab cd", "  ef"]


def test_control_characters_are_not_printed() -> None:
    assert printable("校\x1b]0;title\x07\u202e名\n") == "校 ]0;title  名\n"
