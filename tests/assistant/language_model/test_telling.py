"""What a model tells stands in the place of the lines that it says, in whatever pieces it comes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import Message
from assistant.conversation import Drafted, drafted
from assistant.kept.session import Session
from assistant.language_model.limits import LONGEST_SENTENCE
from assistant.language_model.messages import ModelFailed
from assistant.phrasing.telling import Telling
from assistant.service import Assistant
from assistant.verified.draft import Draft
from assistant.verified.faithful import Facts
from tests.conftest import sample

JUNK = ("面积不小于一百平方米。", "没有学校低于要求。", "。", "\n", "- ", "```json\n", "{", "是的？", "R4. ", "甲" * 80)


@dataclass(frozen=True)
class Told:
    draft: Draft
    lines: set[int]
    rejected: list[tuple[str, str]]
    failed: str | None
    given: list[str]


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Drafted:
    session = Session()
    assistant.check([sample("county_survey.xlsx")], session=session)
    return drafted(Message("小学的专用教室够不够", session, assistant.tools))


def told(answer: Drafted, pieces: Sequence[str]) -> Told:
    given: list[str] = []
    telling = Telling(answer.view, answer.draft, str, lambda draft: given.append(draft.text))
    failed = None
    try:
        telling.begin()
        for piece in pieces:
            telling.hear(piece)
        telling.close("".join(pieces))
    except ModelFailed as error:
        failed = error.code
    rejected = [(one.code, one.sentence) for one in telling.rejected]
    return Told(telling.draft, set(telling.told), rejected, failed, given)


def tellable(answer: Drafted) -> list[tuple[int, str]]:
    facts = Facts.of(answer.draft.lines)
    return [(number, line) for number, line in enumerate(facts.lines) if facts.skeletons[number]]


def test_a_sentence_takes_the_place_of_its_line(answer: Drafted) -> None:
    first, second = answer.draft.lines[:2]
    assert "：[[v:" in first and "：[[v:" in second
    for line in (first, second):
        found = told(answer, [line.replace("：[[v:", "的结论是[[v:", 1)])
        at = answer.draft.lines.index(line)
        assert found.lines == {at} and found.rejected == []
        assert found.draft.lines == (
            *answer.draft.lines[:at], line.replace("：[[v:", "的结论是[[v:", 1), *answer.draft.lines[at + 1 :]
        )  # fmt: skip
        assert found.given == [Draft("answered", found.draft.lines[: at + 1]).text]


def test_every_point_copied_is_told_and_nothing_changes(answer: Drafted) -> None:
    found = told(answer, ["\n".join(answer.draft.lines)])
    assert found.lines == {number for number, _ in tellable(answer)}
    assert found.draft == answer.draft and found.rejected == []
    assert found.given and all(answer.draft.text.startswith(one) for one in found.given)


def test_a_line_before_one_that_was_given_out_is_told_no_more(answer: Drafted) -> None:
    (one, first), (other, second) = tellable(answer)[:2]
    found = told(answer, [f"{second}\n{first}\n"])
    assert found.lines == {other} and [code for code, _ in found.rejected][-1:] == ["out_of_order"]
    assert found.draft == answer.draft and one < other


def test_what_is_said_twice_stands_once(answer: Drafted) -> None:
    line = tellable(answer)[0][1]
    dressed = line.replace("：[[v:", "为[[v:", 1)
    assert told(answer, [f"{line}\n{line}\n"]).rejected == []
    assert {code for code, _ in told(answer, [f"{line}\n{dressed}\n"]).rejected} == {"said_before"}


@pytest.mark.parametrize("nothing", ["无", "无。", "none", "。", "各项结果：", "没有学校低于要求。"])
def test_a_model_may_say_nothing(answer: Drafted, nothing: str) -> None:
    assert told(answer, [nothing]).rejected == []


def test_what_breaks_off_is_rejected(answer: Drafted) -> None:
    first = answer.draft.lines[0]
    half = first[: first.index("。") + 1]
    assert half != first
    found = told(answer, [half])
    assert found.lines == set() and [code for code, _ in found.rejected] == ["unfaithful"]


def test_nothing_behind_a_rejected_sentence_is_given_out_before_it_may_be_mended(answer: Drafted) -> None:
    lines = [line for _, line in tellable(answer)]
    found = told(answer, [f"{lines[0]}\n共三所。\n{lines[1]}\n"])
    assert len(found.lines) == 2 and len(found.given) == 1


def test_a_long_reply_of_short_sentences_is_kept_in_whatever_pieces(answer: Drafted) -> None:
    reply = answer.draft.lines[1] + "。" + "面积不小于一百平方米。" * (LONGEST_SENTENCE // 10)
    small = told(answer, [reply[at : at + 20] for at in range(0, len(reply), 20)])
    assert told(answer, [reply]) == small and small.lines and small.failed is None


def test_one_sentence_without_an_end_is_too_long(answer: Drafted) -> None:
    assert told(answer, ["学校" * LONGEST_SENTENCE]).failed == "too_long"


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_pieces_change_nothing(answer: Drafted, data: st.DataObject) -> None:
    parts = st.sampled_from((*(f"{line}。" for line in answer.draft.lines), *answer.draft.lines, *JUNK))
    reply = "".join(data.draw(st.lists(parts, max_size=8)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(reply)), max_size=6)))
    pieces = [reply[start:end] for start, end in zip([0, *cuts], [*cuts, len(reply)], strict=True)]
    assert told(answer, pieces) == told(answer, [reply])
