"""langchain, made to call nobody but the endpoint: the one importer of it, and loaded with the first question only."""

import os

# langchain refuses to work where these are set: they once switched on a tracing that it does not have any more.
os.environ.pop("LANGCHAIN_TRACING", None)
os.environ.pop("LANGCHAIN_HANDLER", None)

from collections.abc import Iterator, Sequence
from typing import Any

import httpx
import openai
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.messages.tool import ToolCallChunk
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.language_model.connection import Wire
from assistant.language_model.deltas import CallPart, Delta
from assistant.language_model.failures import HttpFailed, NotReached
from assistant.language_model.messages import ModelFailed, ToolSpec, Utterance
from assistant.language_model.settings import MOST_SECONDS, ModelSettings

_REFUSAL = "refusal"
# What an error says that comes of tools; each endpoint has a status and a sentence of its own for it.
_TOOLS = "tool"


class _Model(ChatOpenAI):
    """The chat model; it also passes on that the model refuses, which is told in a field of its own."""

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        found = super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)
        if found and any((choice["delta"] or {}).get(_REFUSAL) for choice in chunk["choices"] or ()):
            found.message.additional_kwargs[_REFUSAL] = True
        return found


def deltas(
    settings: ModelSettings, messages: Sequence[Utterance], tools: Sequence[ToolSpec], wire: Wire, seconds: float
) -> Iterator[Delta]:
    """Yield what a model says as it comes. Raises ModelFailed, without what the endpoint said or was sent."""
    try:
        with wire.client(seconds) as client, tracing_context(enabled=False):
            model = _model(settings, client)
            speaking = model.bind_tools([_tool(one) for one in tools]) if tools else model
            for chunk in speaking.stream([_message(one) for one in messages]):
                yield _delta(chunk)
    except ModelFailed:
        raise
    except Exception as error:  # noqa: BLE001 (a library may raise anything over what an endpoint sent)
        # Its words may hold what was sent, and the key.
        raise _failure(error, wire) from None


def _model(settings: ModelSettings, client: httpx.Client) -> ChatOpenAI:
    # What is left out here is read from variables that are meant for other endpoints. The client keeps the time.
    return _Model(
        model=settings.name, base_url=settings.url, api_key=SecretStr(settings.key or "none"), temperature=0,
        max_retries=0, timeout=MOST_SECONDS, http_client=client, openai_proxy=None, use_responses_api=False,
        stream_usage=False, http_socket_options=(),
    )  # fmt: skip


def _tool(spec: ToolSpec) -> dict[str, Any]:
    about = {"name": spec.name, "description": spec.description, "parameters": dict(spec.parameters)}
    return {"type": "function", "function": about}


def _message(said: Utterance) -> BaseMessage:
    match said.role:
        case "system":
            return SystemMessage(said.text)
        case "user":
            return HumanMessage(said.text)
        case "tool":
            return ToolMessage(said.text, tool_call_id=said.answers)
    calls = [{"name": call.name, "args": dict(call.arguments), "id": call.id} for call in said.calls]
    return AIMessage(said.text, tool_calls=calls)


def _delta(chunk: BaseMessage) -> Delta:
    if not isinstance(chunk, AIMessageChunk):
        raise ModelFailed("malformed", "role")
    return Delta(
        _clean(str(chunk.text)),
        tuple(_part(part) for part in chunk.tool_call_chunks),
        str(chunk.response_metadata.get("finish_reason") or ""),
        bool(chunk.additional_kwargs.get(_REFUSAL)),
    )


def _part(part: ToolCallChunk) -> CallPart:
    return CallPart(part["index"] or 0, *(_clean(part[key] or "") for key in ("name", "args", "id")))


def _clean(text: str) -> str:
    """Return a text that can be written down: without halves of characters, and without zeros."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")


def _failure(error: Exception, wire: Wire) -> ModelFailed:
    if isinstance(error, openai.APIStatusError):
        return HttpFailed(error.status_code, about_tools=_TOOLS in str(error).lower())
    told = type(error.__cause__ or error).__name__
    if isinstance(error, openai.APITimeoutError):
        return NotReached() if isinstance(error.__cause__, httpx.ConnectTimeout) else ModelFailed("timeout", told)
    if isinstance(error, openai.APIConnectionError):
        return ModelFailed("truncated" if wire.received else "unavailable", told)
    if isinstance(error, openai.APIError):
        return ModelFailed("unavailable", told)  # told within the stream
    return ModelFailed("malformed" if wire.received else "empty", told)
