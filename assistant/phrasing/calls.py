"""Calls of tools written as text, by models that know no others: JSON in a fenced block, between tags, or among words.

Nothing is mended and nothing is run: what opens like JSON and is none ends the talk as malformed.
"""

import json
import re
from collections.abc import Iterator

from assistant.language_model.limits import MOST_CALLS, MOST_REPLY
from assistant.language_model.messages import ModelFailed, ToolCall

MOST_LEVELS = 12

_FENCED = re.compile(r"```[ \t]*(?:json|tool_call|tool|)[ \t]*\n(.*?)(?:```|\Z)", re.S | re.I)
_TAGGED = re.compile(r"<tool_call>(.*?)(?:</tool_call>|\Z)", re.S | re.I)
_OPENS = ("{", "[")
_AMONG_WORDS = re.compile(r'[{\[]\s*(?:[{\[]\s*)*"')
_NAMES, _ARGUMENTS = ("name", "tool"), ("arguments", "args", "parameters")


def calls_in(text: str) -> tuple[ToolCall, ...]:
    """Return the calls that a reply writes out; none where it holds no JSON. Raises ModelFailed (malformed).

    >>> calls_in('```json\\n{"tool": "compute", "args": {"want": "missing"}}\\n```')
    (ToolCall(name='compute', arguments={'want': 'missing'}, id=''),)
    >>> calls_in("none")
    ()
    """
    if len(text) > MOST_REPLY:
        raise _malformed(f"more than {MOST_REPLY} characters")
    calls = [call for block in _blocks(text) for call in _calls(_read(block))]
    if len(calls) > MOST_CALLS:
        raise _malformed(f"more than {MOST_CALLS} calls")
    return tuple(calls)


def _blocks(text: str) -> tuple[str, ...]:
    """Return the parts of a reply that should be JSON: those marked as such, else all of it, else the first in it."""
    marked = [match.strip() for match in (*_TAGGED.findall(text), *_FENCED.findall(text))]
    found = tuple(one for one in marked if one.startswith(_OPENS))
    bare = text.strip()
    if found or bare.startswith(_OPENS):
        return found or (bare,)
    among = _AMONG_WORDS.search(bare)
    return (_balanced(bare[among.start() :]),) if among else ()


def _balanced(text: str) -> str:
    """Return a text up to where the bracket closes that it begins with; all of it where none does."""
    depth, quoted, escaped = 0, False, False
    for at, char in enumerate(text):
        if quoted:
            quoted, escaped = char != '"' or escaped, char == "\\" and not escaped
            continue
        quoted = char == '"'
        depth += (char in "{[") - (char in "}]")
        if not depth:
            return text[: at + 1]
    return text


def _read(block: str) -> object:
    if _levels(block) > MOST_LEVELS:
        raise _malformed(f"more than {MOST_LEVELS} levels")
    try:
        return json.loads(block, object_pairs_hook=_without_repeats, parse_constant=_no_number)
    except ValueError as error:
        raise _malformed(str(error)) from error


def _levels(block: str) -> int:
    """Return how deep the brackets of a text go; those within strings count too, which is rather too much."""
    depth = deepest = 0
    for char in block:
        depth += (char in "{[") - (char in "}]")
        deepest = max(deepest, depth)
    return deepest


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _calls(written: object) -> Iterator[ToolCall]:
    if isinstance(written, list):
        for one in written:
            yield from _calls(one)
        return
    if not isinstance(written, dict):
        raise _malformed("a call is an object with name and arguments")
    if "tool_calls" in written:
        yield from _calls(written["tool_calls"])
        return
    inner = written.get("function")
    yield _call(inner if isinstance(inner, dict) else written)


def _call(written: dict[str, object]) -> ToolCall:
    name = next((written[key] for key in (*_NAMES, "function") if key in written), None)
    given = next((written[key] for key in _ARGUMENTS if key in written), {})
    if isinstance(given, str):
        given = _read(given or "{}")
    if not isinstance(name, str) or not isinstance(given, dict):
        raise _malformed("a call is an object with name and arguments")
    return ToolCall(name, given)


def _malformed(told: str) -> ModelFailed:
    return ModelFailed("malformed", told)
