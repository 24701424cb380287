"""What is kept of a model's words does not depend on the pieces that they come in."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import Message
from assistant.conversation import Drafted, drafted
from assistant.kept.session import Session
from assistant.language_model.messages import ModelFailed
from assistant.language_model.telling import LONGEST_SENTENCE, Telling
from assistant.service import Assistant
from assistant.verified.faithful import Facts
from tests.conftest import sample

JUNK = ("面积不小于一百平方米。", "没有学校低于要求。", "。", "\n", "- ", "```json\n", "{", "是的？", "R4. ", "甲" * 80)


@dataclass(frozen=True)
class Told:
    accepted: list[str]
    rejected: list[str]
    failed: str | None


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Drafted:
    session = Session()
    assistant.check([sample("county_survey.xlsx")], session=session)
    return drafted(Message("小学的专用教室够不够", session, assistant.tools))


def told(answer: Drafted, pieces: Sequence[str]) -> Told:
    telling = Telling(answer.view, Facts.of(answer.draft.lines), str, lambda _: None)
    failed = None
    try:
        telling.begin()
        for piece in pieces:
            telling.hear(piece)
        telling.close("".join(pieces))
    except ModelFailed as error:
        failed = error.code
    return Told(telling.accepted, [one.sentence for one in telling.rejected], failed)


def test_a_long_reply_of_short_sentences_is_kept_in_whatever_pieces(answer: Drafted) -> None:
    reply = answer.draft.lines[1] + "。" + "面积不小于一百平方米。" * (LONGEST_SENTENCE // 10)
    small = told(answer, [reply[at : at + 20] for at in range(0, len(reply), 20)])
    assert told(answer, [reply]) == small and small.accepted and small.failed is None


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
