"""All that is said to a model and heard from it is kept, and can be played back in its place."""

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language_model.exchange import EXCHANGE, Exchange, Playback, Recording
from assistant.language_model.limits import MOST_KEPT, MOST_REPLY
from assistant.language_model.messages import Failure, ModelFailed, Patience, Reply, ToolCall, ToolSpec, Utterance

TOOL = ToolSpec("compute", "Computes", {"type": "object"})
ASKED = (Utterance("system", "规则"), Utterance("user", "问题"))


class Scripted:
    """A model that says what it is told to: pieces of a text, calls, or a failure after its pieces."""

    def __init__(
        self, *said: tuple[Sequence[str], Sequence[ToolCall], Failure | None], shows_names: bool = False
    ) -> None:
        self.name, self.host, self.is_local = "tiny", "127.0.0.1:8000", True
        self.seconds, self.shows_names = 30.0, shows_names
        self._said = list(said)
        self.asked = 0

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience, heard: Callable[[str], None]
    ) -> Reply:
        self.asked += 1
        pieces, calls, failed = self._said.pop(0)
        for piece in pieces:
            heard(piece)
        if failed:
            raise ModelFailed(failed, "secret-key-123")
        return Reply("".join(pieces), tuple(calls))


def said_by(
    chat: Recording | Playback, *asked: Sequence[Utterance], tools: Sequence[ToolSpec] = (TOOL,)
) -> list[tuple[str, object]]:
    """Speak to a model, and return what was heard of each request and how it ended."""
    found: list[tuple[str, object]] = []
    for utterances in asked:
        pieces: list[str] = []
        try:
            end: object = chat.reply(utterances, tools, Patience.of(60), pieces.append)
        except ModelFailed as failed:
            end = failed.code
        found.append(("".join(pieces), end))
    return found


def through_json(exchange: Exchange | None) -> Exchange:
    assert exchange is not None
    return EXCHANGE.validate_python(json.loads(json.dumps(exchange.as_json())))


CALLS = st.builds(
    ToolCall, st.text(max_size=5), st.dictionaries(st.text(max_size=3), st.floats(allow_nan=False)), st.text(max_size=3)
)
SAID = st.tuples(
    st.lists(st.text(max_size=8), max_size=4), st.lists(CALLS, max_size=2),
    st.sampled_from([None, None, "timeout", "truncated", "rate_limited"]),
)  # fmt: skip


@given(st.lists(SAID, min_size=1, max_size=4))
def test_what_was_recorded_plays_back_alike(said: list) -> None:
    asked = [(*ASKED, Utterance("user", str(number))) for number in range(len(said))]
    recording = Recording(Scripted(*said))
    then = said_by(recording, *asked)
    kept = through_json(recording.exchange)
    again = Recording(Playback(kept))
    assert said_by(again, *asked) == then and again.exchange == kept == recording.exchange


def test_a_message_is_kept_once_however_often_it_is_sent() -> None:
    recording = Recording(Scripted((["坏"], (), None), (["好"], (), None)))
    said_by(recording, ASKED, (*ASKED, Utterance("assistant", "坏"), Utterance("user", "改")))
    first, second = through_json(recording.exchange).requests
    assert [one.text for one in first.sent] == ["规则", "问题"] and first.again == 0
    assert [one.text for one in second.sent] == ["坏", "改"] and second.again == 2 and second.tools == ("compute",)


def test_more_than_was_asked_then_is_as_if_time_was_up() -> None:
    recording = Recording(Scripted((["好"], (), None)))
    said_by(recording, ASKED)
    again = Recording(Playback(through_json(recording.exchange)))
    assert said_by(again, ASKED, ASKED)[1] == ("", "timeout")
    assert again.exchange == recording.exchange, "nothing was sent"


def test_a_request_that_differs_is_seen_in_what_the_replay_records() -> None:
    recording = Recording(Scripted((["好"], (), None)))
    said_by(recording, ASKED)
    again = Recording(Playback(through_json(recording.exchange)))
    assert said_by(again, (*ASKED, Utterance("user", "别的")))[0][0] == "好"
    assert again.exchange != recording.exchange


def test_of_a_failure_only_its_code_is_kept() -> None:
    recording = Recording(Scripted((["半"], (), "unauthorized")))
    assert said_by(recording, ASKED) == [("半", "unauthorized")]
    kept = through_json(recording.exchange)
    assert kept.requests[0].heard.failed == "unauthorized" and "secret" not in json.dumps(kept.as_json())


@pytest.mark.parametrize(("more", "end"), [(0, Reply("好")), (1, "too_long")])
def test_what_is_too_long_to_keep_is_not_sent(more: int, end: object) -> None:
    chat = Scripted((["好"], (), None))
    recording = Recording(chat)
    text = "长" * (MOST_KEPT - len(TOOL.name) + more)
    assert said_by(recording, (Utterance("user", text),))[0][1] == end
    assert chat.asked == 1 - more and (recording.exchange is None) is bool(more)


def test_a_request_with_tools_that_the_model_does_not_take_is_kept_beside_the_one_without() -> None:
    recording = Recording(Scripted(((), (), "no_tools"), (["好"], (), None)))
    said = [*said_by(recording, ASKED), *said_by(recording, ASKED, tools=())]
    kept = through_json(recording.exchange)
    assert [one.tools for one in kept.requests] == [("compute",), ()]
    again = Recording(Playback(kept))
    assert [*said_by(again, ASKED), *said_by(again, ASKED, tools=())] == said and again.exchange == kept


def test_a_model_that_was_asked_without_tools_takes_none_in_a_replay() -> None:
    recording = Recording(Scripted((["好"], (), None)))
    said_by(recording, ASKED, tools=())
    again = Recording(Playback(through_json(recording.exchange)))
    assert said_by(again, ASKED) == [("", "no_tools")]
    assert said_by(again, ASKED, tools=()) == [("好", Reply("好"))] and again.exchange == recording.exchange


@pytest.mark.parametrize("pieces", [["x" * (MOST_REPLY + 1)], ["x" * MOST_REPLY, "y"]])
def test_a_reply_that_is_too_long_is_cut_off(pieces: list[str]) -> None:
    recording = Recording(Scripted((pieces, (), None)))
    assert said_by(recording, ASKED)[0][1] == "too_long"
    assert len(through_json(recording.exchange).requests[0].heard.text) <= MOST_REPLY


def test_arguments_that_no_database_takes_are_kept_as_text() -> None:
    call = ToolCall("compute", {"x": float("nan"), "half": "\ud800"}, "1")
    recording = Recording(Scripted(((), (call,), None)))
    said_by(recording, ASKED)
    ((_, reply),) = said_by(Playback(through_json(recording.exchange)), ASKED)
    assert isinstance(reply, Reply) and repr(reply.calls[0]) == repr(call)


def test_arguments_without_end_are_a_failure() -> None:
    endless: dict[str, object] = {}
    endless["self"] = endless
    recording = Recording(Scripted(((), (ToolCall("compute", endless),), None)))
    assert said_by(recording, ASKED) == [("", "malformed")]


@pytest.mark.parametrize("shows_names", [True, False])
def test_whether_names_were_shown_is_kept_and_is_so_again(shows_names: bool) -> None:
    recording = Recording(Scripted((["好"], (), None), shows_names=shows_names))
    said_by(recording, ASKED)
    kept = through_json(recording.exchange)
    assert kept.names == ("shown" if shows_names else "hidden")
    assert Recording(Playback(kept)).shows_names is shows_names
