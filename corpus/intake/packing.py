"""A received document as JSON, to carry it out of the process that read it: data that can do nothing by itself."""

import json
from dataclasses import asdict
from typing import Any

from corpus.intake.model import Block, LeftOut, Received, Table


def pack(received: Received) -> bytes:
    """Return the document as JSON."""
    return json.dumps({"received": asdict(received)}).encode()


def unpack(found: dict[str, Any]) -> Received:
    """Return the document of parsed JSON that `pack` wrote."""
    return Received(
        parts=tuple(_part(part) for part in found["parts"]),
        title=found["title"],
        left_out=tuple(LeftOut(**one) for one in found["left_out"]),
    )


def _part(found: dict[str, Any]) -> Block | Table:
    if "rows" not in found:
        return Block(**found)
    rows = tuple(tuple(row) for row in found["rows"])
    merges = tuple((top, left, bottom, right) for top, left, bottom, right in found["merges"])
    return Table(rows, merges, found["head_rows"])
