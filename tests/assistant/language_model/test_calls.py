"""Calls of tools that a model writes as text: every shape in use is read, and nothing else passes for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language_model.limits import MOST_CALLS, MOST_REPLY
from assistant.language_model.messages import ModelFailed, ToolCall
from assistant.phrasing.calls import calls_in

CALL = ToolCall("compute", {"want": "verdict", "item": "R1"})
WRITTEN = {"name": "compute", "arguments": {"want": "verdict", "item": "R1"}}
BARE = json.dumps(WRITTEN)


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN,
        [WRITTEN],
        {"tool": "compute", "args": WRITTEN["arguments"]},
        {"name": "compute", "parameters": WRITTEN["arguments"]},
        {"name": "compute", "arguments": json.dumps(WRITTEN["arguments"])},
        {"type": "function", "function": WRITTEN},
        {"function": "compute", "arguments": WRITTEN["arguments"]},
        {"tool_calls": [{"id": "1", "type": "function", "function": WRITTEN}]},
    ],
)
@pytest.mark.parametrize(
    "around",
    ["{}", "\n {} \n", "```json\n{}\n```", "```\n{}\n```", "```tool_call\n{}\n```", "好的：\n```JSON\n{}\n```\n以上。",
     "<tool_call>\n{}\n</tool_call>", "<tool_call>{}", "好的。\n{}", "I call {} to find out. {see above}"],
)  # fmt: skip
def test_a_call_is_read_in_every_shape(written: object, around: str) -> None:
    assert calls_in(around.replace("{}", json.dumps(written, indent=1))) == (CALL,)


def test_several_blocks_are_several_calls() -> None:
    block = f"```json\n{BARE}\n```\n"
    assert calls_in(block * 2) == (CALL, CALL) == calls_in(f"[{BARE}, {BARE}]")
    assert calls_in('{"name": "county_verdict"}') == (ToolCall("county_verdict", {}),)


@pytest.mark.parametrize("text", ["none", "", "问题与这些工具都无关。", "```\nnone\n```", "```python\nprint({})\n```"])
def test_what_holds_no_json_holds_no_call(text: str) -> None:
    assert calls_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        BARE[:-1],
        f"```json\n{BARE[:-4]}",
        '{"name": "compute", "arguments": {"want": "verdict",}}',
        '{"name": "compute" /* the tool */}',
        '{"name": "compute", "name": "county_verdict"}',
        '{"name": "compute", "arguments": {"year": NaN}}',
        '{"name": "compute", "arguments": "not JSON"}',
        '{"name": "compute", "arguments": [1]}',
        '{"name": 3}',
        "{}",
        "[1]",
        "[" * 5000,
        '{"name": "compute", "arguments": {"year": ' + "9" * 5000 + "}}",
        "[" + ",".join([BARE] * (MOST_CALLS + 1)) + "]",
        " " * MOST_REPLY + BARE,
    ],
)
def test_what_is_no_call_is_malformed(text: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        calls_in(text)
    assert failed.value.code == "malformed" and failed.value.told


@given(st.text(max_size=300) | st.text(alphabet='{}[]"`:,json\n <>/tool_cal1', max_size=300))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        assert all(isinstance(one.name, str) for one in calls_in(text))
    except ModelFailed as failed:
        assert failed.code == "malformed"
