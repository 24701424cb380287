"""YAML as it was meant: a key that stands twice is an error, since the second would silently win.

No file of ours is deep or refers to itself. One that is could end the process: the parser's C code recurses.
"""

from collections.abc import Hashable
from typing import Any

import yaml

MOST_LEVELS = 20


class DuplicateKeyError(ValueError):
    """A key stands twice in one mapping."""


class _StrictLoader(yaml.CSafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.YAMLError(f"a key is no plain value{key_node.start_mark}")
            if key in seen:
                raise DuplicateKeyError(f"{key!r} stands twice{key_node.start_mark}")
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """A number of thousands of digits is refused like any other text that is no number."""
        try:
            return int(super().construct_yaml_int(node))
        except ValueError as error:
            raise yaml.YAMLError(f"a whole number that cannot be read{node.start_mark}") from error


_StrictLoader.add_constructor("tag:yaml.org,2002:int", _StrictLoader.construct_yaml_int)


# Dates and decimals stay the text that they are: 4.50 must not become 4.5, nor 2021-11-29 a date.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":float", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str) -> Any:  # noqa: ANN401 - the caller validates it
    """Return the data of a YAML text; decimals and dates as strings. Raises DuplicateKeyError or yaml.YAMLError."""
    _refuse_what_grows(text)
    return yaml.load(text, Loader=_StrictLoader)


def _refuse_what_grows(text: str) -> None:
    """Raise yaml.YAMLError for a text that is nested too deep, repeats a part of itself, or tags a value (!!int)."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if tag := getattr(event, "tag", None):
            raise yaml.YAMLError(f"a value is tagged {tag}{event.start_mark}")
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError(f"a part is repeated by *{event.anchor}{event.start_mark}")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            raise yaml.YAMLError(f"more than {MOST_LEVELS} levels{event.start_mark}")
