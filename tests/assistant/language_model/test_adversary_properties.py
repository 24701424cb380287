"""Faithful sentences altered in any way, said in pieces of any size: what gets out is what the built-in engine says."""

import re
from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.model import Answer
from tests.assistant.language_model.adversary import SLOT, Adversary, Seen
from tests.assistant.language_model.cases import ASKED, Case
from tests.assistant.language_model.oracle import differences
from tests.assistant.language_model.scripts import LIES

CASES = sum(map(len, ASKED.values()))
_TOKEN = re.compile(r"\[\[\w:\w+\]\]|[a-z]+|[一-鿿]|\s|.", re.I)
WORDS = (
    "不", "没有", "都", "只有", "除", "外", "约", "超过", "低于", "要求", "上限", "全县平均", "不加权", "去掉后为",
    "缺", "小学", "初中", "的", "是", "为", "，", "。", "；", "：", "？", "！", "…", "（", "）", "“", "”", "《", "》",
    "关于", "结论是", "达标", "十二", "半数", "和", "按", "其中", " not ", " no ", " all ", " only ", " except ",
    " about ", " limit ", " lacking ", " needs ", " primary ", " is ", ", ", ". ", "; ", "12", "%", "**", "\n", "- ",
    "# ",
)  # fmt: skip
Alter = Callable[[list[str], int, int, list[str]], None]
PROPERTY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _slots_at(tokens: Sequence[str]) -> list[int]:
    return [at for at, token in enumerate(tokens) if SLOT.fullmatch(token)]


def drop(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    del tokens[one % len(tokens)]


def exchange(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    first, second = one % len(tokens), other % len(tokens)
    tokens[first], tokens[second] = tokens[second], tokens[first]


def exchange_slots(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    if found := _slots_at(tokens):
        first, second = found[one % len(found)], found[other % len(found)]
        tokens[first], tokens[second] = tokens[second], tokens[first]


def put_in_a_slot(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    tokens.insert(one % len(tokens), slots[other % len(slots)])


def another_slot(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    if found := _slots_at(tokens):
        tokens[found[one % len(found)]] = slots[other % len(slots)]


def put_in_a_word(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    tokens.insert(one % len(tokens), WORDS[other % len(WORDS)])


def cut(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    del tokens[one % len(tokens) :]


def move_a_mark(tokens: list[str], one: int, other: int, slots: list[str]) -> None:
    if found := [at for at, token in enumerate(tokens) if token in "，。；：,.;:"]:
        mark = tokens.pop(found[one % len(found)])
        tokens.insert(other % (len(tokens) + 1), mark)


ALTERATIONS: tuple[Alter, ...] = (
    drop, exchange, exchange_slots, put_in_a_slot, another_slot, put_in_a_word, cut, move_a_mark,
)  # fmt: skip
NUMBERS = st.integers(0, 10_000)
ALTERED = st.lists(st.tuples(st.sampled_from(ALTERATIONS), NUMBERS, NUMBERS), min_size=1, max_size=3)
SPEECH = st.tuples(st.lists(NUMBERS, min_size=1, max_size=3), ALTERED)


class Altering:
    """A script that says sentences of the draft in an altered form: at first in one way, then in another."""

    def __init__(self, speeches: Sequence[tuple[list[int], list[tuple[Alter, int, int]]]]) -> None:
        self._speeches = speeches

    def __call__(self, seen: Seen) -> str:
        chosen, alterations = self._speeches[min(seen.attempt, len(self._speeches)) - 1]
        lines, slots = list(seen.told()), [one for kind in "fvnqcr" for one in seen.slots(kind)]
        stop = "。" if seen.language == "zh" else ". "
        tokens = _TOKEN.findall("".join(lines[one % len(lines)] + stop for one in chosen))
        for alter, one, other in alterations:
            if tokens:
                alter(tokens, one, other, slots)
        return "".join(tokens)


@PROPERTY
@given(st.tuples(SPEECH, SPEECH), st.integers(0, CASES - 1), st.integers(1, 40))
def test_an_altered_sentence_says_nothing_else(
    cases: tuple[Case, ...],
    speeches: Sequence,
    number: int,
    size: int,
) -> None:
    model = Adversary(Altering(speeches), size)
    answer, given_out = cases[number].answered_by(model)
    assert differences(answer, cases[number].built_in) == [], model.said
    assert given_out == answer.text


def _shown(answer: Answer) -> tuple[object, ...]:
    return answer.text, answer.engine, answer.verification, answer.figures, answer.citations


@PROPERTY
@given(st.tuples(SPEECH, SPEECH), st.integers(0, CASES - 1), st.integers(1, 9))
def test_the_pieces_in_which_it_is_said_do_not_matter(
    cases: tuple[Case, ...],
    speeches: Sequence,
    number: int,
    size: int,
) -> None:
    answer, _ = cases[number].answered_by(Adversary(Altering(speeches), size))
    whole, given_out = cases[number].answered_by(Adversary(Altering(speeches), 10**6))
    assert _shown(whole) == _shown(answer) and given_out == whole.text


@PROPERTY
@given(st.lists(st.sampled_from(LIES), min_size=2, max_size=4), st.integers(0, CASES - 1))
def test_lies_told_together_are_no_truer(cases: tuple[Case, ...], lies: list, number: int) -> None:
    def all_of_them(seen: Seen) -> str:
        said = (one.script(seen) for one in lies if one.name != "a failure in the repair")
        return "".join(one for one in said if isinstance(one, str))

    answer, given_out = cases[number].answered_by(Adversary(all_of_them))
    assert differences(answer, cases[number].built_in) == []
    assert given_out == answer.text


@PROPERTY
@given(st.text(max_size=300), st.integers(0, CASES - 1), st.integers(1, 9))
def test_any_text_at_all_gets_nothing_out(cases: tuple[Case, ...], text: str, number: int, size: int) -> None:
    answer, given_out = cases[number].answered_by(Adversary(lambda _: text, size))
    assert answer.text == cases[number].built_in.text == given_out
    assert answer.engine == "builtin" and answer.verification.fallback
