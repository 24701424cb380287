"""What a model thinks aloud is no part of what it says, however its words are cut into pieces."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.language_model.thinking import Thinking

PARTS = ("<think>", "</think>", "<", "</", "think", ">", "好。", "85", "\n")
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


def let_through(thinking: Thinking, pieces: list[str]) -> str:
    return "".join(thinking.take(piece) for piece in pieces) + thinking.rest()


def cut(text: str, places: list[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places})
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


@given(TEXTS, st.lists(st.integers(0, 99), max_size=8), st.booleans())
def test_thoughts_are_kept_back_wherever_the_text_is_cut(text: str, places: list[int], begun: bool) -> None:
    first = re.search("</?think>", text)
    spoken = text[first.end() :] if begun and first and first[0] == "</think>" else text
    said = re.sub(r"<think>.*?(</think>|\Z)|</think>", "", spoken, flags=re.DOTALL)
    assert let_through(Thinking(begun), cut(text, places)) == said


def test_what_can_be_no_tag_is_let_through_at_once() -> None:
    thinking = Thinking()
    assert [thinking.take(piece) for piece in ("好的，", "a < b", "，<", "b>", "</th", "e>")] == [
        "好的，", "a < b", "，", "<b>", "", "</the>",
    ]  # fmt: skip


def test_a_thought_whose_beginning_was_not_said_is_known_by_its_end() -> None:
    thinking = Thinking()
    assert let_through(thinking, ["想想85。", "</think>", "好。"]) == "想想85。好。" and thinking.unsaid
    assert let_through(Thinking(begun=True), ["想想85。", "</think>", "好。"]) == "好。"
    assert not Thinking().unsaid
