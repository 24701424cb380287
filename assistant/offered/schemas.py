"""The arguments of a tool: as the JSON schema that callers read, and taken from a call or refused in words."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import WrongArguments
from assistant.offered.arguments import DoesNotFit
from corpus.bilingual import Bilingual

MOST_NAMED = 60  # characters of the names on the way to an argument that a caller made up
NO_SUCH = Bilingual("没有这个参数", "there is no such argument")
Given = TypeVar("Given", bound=BaseModel)
Schema = dict[str, Any]


def schema_of(model: type[BaseModel]) -> Schema:
    """Return the JSON schema of arguments as callers read it: what may be left out is told by `required` alone."""
    written = model.model_json_schema()
    fields = {name: _field(one) for name, one in written["properties"].items()}
    return _object(fields, written.get("required", []), written.get("$defs", {}))


def joined(*schemas: Schema) -> Schema:
    """Return the JSON schema of all arguments of a tool, of which each schema has some."""
    fields = {name: one for schema in schemas for name, one in schema["properties"].items()}
    defined = {name: one for schema in schemas for name, one in schema.get("$defs", {}).items()}
    return _object(fields, [name for schema in schemas for name in schema["required"]], defined)


def taken(tool: str, model: type[Given], arguments: Mapping[str, object]) -> Given:
    """Return arguments of a tool as they are meant. Raises WrongArguments, which says of the first fault what it is."""
    try:
        return model.model_validate(dict(arguments))
    except ValidationError as error:
        raise _wrong(tool, error.errors(include_url=False)[0], model, arguments) from None


def _wrong(tool: str, fault: ErrorDetails, model: type[BaseModel], given: Mapping[str, object]) -> WrongArguments:
    told = fault.get("ctx", {}).get("error")
    if isinstance(told, DoesNotFit):
        return WrongArguments(tool, told.argument, given.get(told.argument), told.allowed)
    where, schema = ".".join(map(str, fault["loc"]))[:MOST_NAMED], schema_of(model)
    if fault["type"] == "extra_forbidden":
        fields = _at(fault["loc"][:-1], schema).get("properties", {})
        return WrongArguments(tool, where, fault["input"], NO_SUCH, tuple(fields))
    found = None if fault["type"] == "missing" else fault["input"]
    return WrongArguments(tool, where, found, *_allowed(_at(fault["loc"], schema)))


def _at(where: Sequence[int | str], schema: Schema) -> Schema:
    """Return the schema of one argument, or of a part of it."""
    found = schema
    for part in where:
        inside = found.get("properties", {}).get(part) or found.get("items") or found.get("additionalProperties")
        found = inside if isinstance(inside, dict) else {}
        if "$ref" in found:
            found = schema["$defs"][found["$ref"].rpartition("/")[2]]
    return found


def _allowed(field: Schema) -> tuple[Bilingual, tuple[str, ...]]:
    """Return in words what a field takes, and its values where they are enumerated."""
    if values := field.get("enum"):
        return Bilingual("应为下列之一", "it is one of these"), tuple(map(str, values))
    bounds = [f"{key}={value}" for key, value in field.items() if key.startswith(("min", "max"))]
    told = f"{field.get('type', 'string')} {', '.join(bounds)}".strip()
    return Bilingual(f"应为 {told}", f"it is {told}"), ()


def _object(fields: Schema, required: list[str], defined: Schema) -> Schema:
    told = {"type": "object", "properties": fields, "required": required, "additionalProperties": False}
    return {**told, "$defs": defined} if defined else told


def _field(written: Mapping[str, Any]) -> Schema:
    """Return the schema of one argument: what it may be left out of is told by `required`, not by null."""
    kept = next((one for one in written.get("anyOf", ()) if one.get("type") != "null"), written)
    told = {"description": written["description"]} if "description" in written else {}
    shown = {key: value for key, value in kept.items() if key not in {"title", "default", "anyOf"}}
    return {**shown, **told}
