"""YAML as it was meant: a key that stands twice is an error, since the second would silently win."""

from collections.abc import Hashable
from typing import Any

import yaml


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


# Dates and decimals stay the text that they are: 4.50 must not become 4.5, nor 2021-11-29 a date.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":float", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load_yaml(text: str) -> Any:  # noqa: ANN401 - the caller validates it
    """Return the data of a YAML text; decimals and dates as strings. Raises DuplicateKeyError or yaml.YAMLError."""
    return yaml.load(text, Loader=_StrictLoader)
