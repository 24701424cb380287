"""An endpoint is spoken to over HTTP: its words become a reply, and whatever else it does, a failure with a code."""

from collections.abc import Callable
from contextlib import ExitStack

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.masking import MASK
from assistant.language_model.messages import ModelFailed, NotSent, Patience, Reply, ToolCall, ToolSpec, Utterance
from assistant.language_model.settings import ModelSettings
from tests.assistant.language_model.scripted_endpoint import (
    HTML_PAGE,
    MALFORMED,
    NO_CHOICES,
    NOTHING,
    Behaviour,
    Calls,
    Cuts,
    Fails,
    Floods,
    GzipBomb,
    HangsUp,
    Redirects,
    Refuses,
    Says,
    ScriptedEndpoint,
    Sends,
    Speaks,
    WithoutTools,
    nobody,
)

QUESTION = (Utterance("system", "规则"), Utterance("user", "小学生均面积是多少？"))
FIND = ToolSpec("find", "finds", {"type": "object", "properties": {"place": {"type": "string"}}})
SAID = "全县小学[[f:a]]平方米。\n没有别的。"


class Talk:
    """A conversation with a scripted endpoint."""

    def __init__(self, endpoint: ScriptedEndpoint, name: str = "small") -> None:
        self.endpoint, self.pieces = endpoint, list[str]()
        self.chat = Endpoint(ModelSettings(name, endpoint.url, "sk-geheim"))

    def ask(self, *tools: ToolSpec, messages: tuple[Utterance, ...] = QUESTION) -> Reply:
        self.pieces = []
        return self.chat.reply(messages, tools, Patience.of(60), self.pieces.append)

    def fails(self, *tools: ToolSpec) -> ModelFailed:
        with pytest.raises(ModelFailed) as failed:
            self.ask(*tools)
        return failed.value


@pytest.fixture
def talk():
    with ExitStack() as endpoints:
        yield lambda *script, **about: Talk(endpoints.enter_context(ScriptedEndpoint(*script)), **about)


Begin = Callable[..., Talk]


def test_the_pieces_heard_are_the_text_of_the_reply(talk: Begin) -> None:
    with_small = talk(Says(SAID))
    assert with_small.ask() == Reply(SAID) and "".join(with_small.pieces) == SAID and len(with_small.pieces) > 1


def test_what_is_sent_is_the_messages_for_the_model_at_temperature_zero_and_nothing_else(talk: Begin) -> None:
    with_small = talk(Says(SAID))
    with_small.ask(FIND)
    sent = with_small.endpoint.asked[0]
    about = {"name": "find", "description": "finds", "parameters": FIND.parameters}
    assert sent.body == {
        "model": "small", "stream": True, "temperature": 0.0,
        "messages": [{"role": one.role, "content": one.text} for one in QUESTION],
        "tools": [{"type": "function", "function": about}],
    }  # fmt: skip
    assert sent.headers["authorization"] == "Bearer sk-geheim"


@pytest.mark.parametrize("name", ["gpt-6-large", "codex-mini", "o3", "gpt-5-mini", "lsv2"])
def test_every_model_is_asked_for_a_streamed_chat_completion(name: str, talk: Begin) -> None:
    with_other = talk(Says(SAID), name=name)
    assert with_other.ask(FIND).text == SAID
    assert with_other.endpoint.asked[0].body["model"] == name


def test_calls_of_tools_are_put_together_from_their_parts(talk: Begin) -> None:
    reply = talk(Calls(("find", {"place": "南关"}), ("find", {"place": "北关"}), text="先查。")).ask(FIND)
    assert reply == Reply(
        "先查。", (ToolCall("find", {"place": "南关"}, "call_0"), ToolCall("find", {"place": "北关"}, "call_1"))
    )


@pytest.mark.parametrize(
    "arguments", ["", "not json", '{"place": "南', '["南关"]', '{"place": NaN}', '{"place": "\\ud800"}', "[" * 9_000]
)
def test_a_call_whose_arguments_are_no_json_object_comes_with_none(arguments: str, talk: Begin) -> None:
    assert talk(Calls(("find", arguments))).ask(FIND).calls == (ToolCall("find", {}, "call_0"),)


def test_calls_without_ids_are_given_some(talk: Begin) -> None:
    calls = talk(Calls(("find", {}), ("find", {}), ids=False)).ask(FIND).calls
    assert len({call.id for call in calls}) == 2 and all(call.id for call in calls)


def test_a_call_and_its_result_are_sent_back_as_they_were(talk: Begin) -> None:
    with_small = talk(Says(SAID))
    asked = Utterance("assistant", "", (ToolCall("find", {"place": "南关"}, "c7"),))
    with_small.ask(FIND, messages=(*QUESTION, asked, Utterance("tool", "没有", answers="c7")))
    call, result = with_small.endpoint.asked[0].messages[2:]
    assert call["tool_calls"][0]["id"] == result["tool_call_id"] == "c7" and result["content"] == "没有"


@pytest.mark.parametrize("status", [400, 422, 500, 501])
def test_an_endpoint_that_says_that_it_takes_no_tools_is_not_offered_any_more(status: int, talk: Begin) -> None:
    with_small = talk(WithoutTools(Says(SAID), status))
    first, second = with_small.fails(FIND), with_small.fails(FIND)
    assert first.code == second.code == "no_tools"
    assert isinstance(second, NotSent) and not isinstance(first, NotSent)
    assert with_small.ask().text == SAID
    assert ["tools" in one.body for one in with_small.endpoint.asked] == [True, False]


@pytest.mark.parametrize("status", [400, 422, 500, 501])
def test_an_endpoint_that_fails_once_is_offered_tools_again(status: int, talk: Begin) -> None:
    with_small = talk(Fails(status, "maximum context length exceeded"), Says(SAID))
    assert with_small.fails(FIND).code == "unavailable"
    with_small.ask(FIND)
    assert ["tools" in one.body for one in with_small.endpoint.asked] == [True, True]


def test_thoughts_are_never_part_of_the_reply(talk: Begin) -> None:
    with_thinker = talk(Says(f"<think>大约85。</think>{SAID}", reasoning="Let me see: 85."))
    assert with_thinker.ask().text == "".join(with_thinker.pieces) == SAID


def test_a_model_that_thinks_without_saying_so_is_known_from_its_first_reply(talk: Begin) -> None:
    with_thinker = talk(Says(f"大约85。</think>{SAID}"))
    first, second = with_thinker.ask().text, with_thinker.ask().text
    assert first.endswith(SAID) and second == "".join(with_thinker.pieces) == SAID


def test_a_model_that_thinks_no_more_is_heard_piece_by_piece_again(talk: Begin) -> None:
    with_thinker = talk(Says(f"大约85。</think>{SAID}"), Says(SAID), Says(SAID))
    pieces = []
    for _ in range(3):
        assert with_thinker.ask().text.endswith(SAID)
        pieces.append(len(with_thinker.pieces))
    assert pieces[1] == 1 < pieces[2], "the second waited for the end of a thought that never came"


@pytest.mark.parametrize("size", [1, 4, 100])
def test_an_endpoint_that_says_its_key_is_heard_without_it(size: int, talk: Begin) -> None:
    said = f"密钥是sk-geheim，{SAID}sk-geh"
    with_teller = talk(Says("", pieces=[said[at : at + size] for at in range(0, len(said), size)]))
    text = with_teller.ask().text
    assert text == "".join(with_teller.pieces) == said.replace("sk-geheim", MASK)


def test_calls_that_hold_the_key_are_heard_without_it(talk: Begin) -> None:
    arguments = '{"place": ["\\u0073k-geheim"], "sk-geheim": 1}'
    (call,) = talk(Calls(("find", arguments))).ask(FIND).calls
    assert call.arguments == {"place": [MASK], MASK: 1}


def test_halves_of_characters_and_zeros_do_not_come_through(talk: Begin) -> None:
    text = talk(Says("", pieces=["好\ud83d", "\ude00\0。"])).ask().text
    assert text.encode() and "\0" not in text and text.startswith("好") and text.endswith("。")


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (Fails(401), "unauthorized"), (Fails(403), "unauthorized"), (Fails(429), "rate_limited"),
        (Fails(429, headers={"Retry-After": "30"}), "rate_limited"), (Fails(400), "unavailable"),
        (Fails(404), "unavailable"), (Fails(500), "unavailable"), (Fails(503), "unavailable"),
        (HangsUp(), "unavailable"), (Sends(b'data: {"error": {"message": "busy"}}\n\n'), "unavailable"),
        (Cuts(SAID), "truncated"), (Cuts(SAID, tidily=True), "truncated"), (Says(SAID, finish=None), "truncated"),
        (Says(SAID, finish="length"), "truncated"), (Says(SAID, finish="content_filter"), "refused"),
        (Refuses(), "refused"), (MALFORMED, "malformed"), (NO_CHOICES, "malformed"), (HTML_PAGE, "malformed"),
        (Sends(b'{"choices": []}', "application/json"), "malformed"), (GzipBomb(), "malformed"),
        (Sends(b'data: {"choices": ["x"]}\n\n'), "malformed"),
        (Sends(b"data: " + b"[" * 99_999 + b"\n\n"), "malformed"),
        (Sends(b'data: {"choices": [{"delta": {"role": "user", "content": "x"}}]}\n\n'), "malformed"),
        (Sends(b"\xff\xfe\x00data"), "malformed"), (NOTHING, "empty"), (Says(""), "empty"), (Says(" \n "), "empty"),
        (Says("<think>85"), "empty"), (Says("字" * 20_001, pieces=["字" * 667] * 30), "too_long"),
        (Calls(*[("find", {})] * 33), "too_long"), (Floods(), "too_long"),
        (Says("", reasoning="字" * 100), "empty"),
    ],
)  # fmt: skip
def test_whatever_is_no_reply_is_a_failure_with_its_code(behaviour: Behaviour, code: str, talk: Begin) -> None:
    with_bad = talk(behaviour)
    assert with_bad.fails().code == code
    assert len(with_bad.endpoint.asked) == 1, "nothing is tried again"


def test_an_odd_role_is_taken_as_the_model_speaking_or_not_at_all(talk: Begin) -> None:
    assert talk(Speaks([{"role": None, "content": SAID}])).ask().text == SAID


def test_nobody_at_an_address_is_unavailable() -> None:
    with nobody() as url, pytest.raises(ModelFailed) as failed:
        Endpoint(ModelSettings("small", url)).reply(QUESTION, (), Patience.of(60), str)
    assert failed.value.code == "unavailable"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "127.0.0.1:1"])
def test_a_host_that_is_not_there_is_unavailable(host: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        Endpoint(ModelSettings("small", f"http://{host}/v1")).reply(QUESTION, (), Patience.of(60), str)
    assert failed.value.code == "unavailable"


def test_a_host_that_does_not_speak_tls_is_unavailable(talk: Begin) -> None:
    url = talk(Says(SAID)).endpoint.url.replace("http:", "https:")
    with pytest.raises(ModelFailed) as failed:
        Endpoint(ModelSettings("small", url)).reply(QUESTION, (), Patience.of(60), str)
    assert failed.value.code == "unavailable"


def test_a_redirect_is_not_followed_and_takes_no_key_elsewhere(talk: Begin) -> None:
    elsewhere = talk(Says(SAID))
    for status in (301, 302, 307, 308):
        assert talk(Redirects(f"{elsewhere.endpoint.url}/chat/completions", status)).fails().code == "unavailable"
    assert elsewhere.endpoint.requests == []
