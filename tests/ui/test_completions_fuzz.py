"""Whatever stands in a chat, it is answered or refused in OpenAI's shape, and never a fault of the server."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from ui.completions.request import MODEL

SHORT = st.text(max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | SHORT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3),
    max_leaves=4,
)
ROLES = st.sampled_from(["user", "user", "assistant", "system", "developer", "tool", "function", "critic"])
PARTS = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "text", "image_url", "refusal"])}, optional={"text": SHORT | st.none()}
)
CONTENT = st.sampled_from(["音乐教室要多大？", "那初中呢？"]) | st.lists(PARTS, max_size=2) | JSON
MESSAGE = st.fixed_dictionaries({"role": ROLES}, optional={"content": CONTENT, "tool_calls": JSON, "name": JSON})
KEYS = ["stream", "stream_options", "metadata", "county", "year", "session", "n", "response_format", "tools", "stop"]
CHAT = st.builds(
    lambda messages, more: {"model": MODEL, "messages": messages, **more},
    st.lists(MESSAGE, max_size=4) | JSON,
    st.dictionaries(st.sampled_from(KEYS), JSON, max_size=2),
)


@pytest.fixture(scope="module")
def asking(client: TestClient) -> Iterator[TestClient]:
    yield client


@given(chat=CHAT)
@settings(max_examples=60, deadline=None)
def test_any_chat_is_answered_or_refused(asking: TestClient, chat: dict[str, Any]) -> None:
    answer = asking.post("/v1/chat/completions", json=chat)
    if answer.status_code == 200:
        return
    assert answer.status_code in {400, 404}
    assert set(answer.json()["error"]) == {"message", "type", "code", "param"}
