"""The last hand on what a reader gives: no unseen characters, no line breaks, no empty parts."""

from dataclasses import replace

from corpus.intake.letters import one_line, seen, unseen
from corpus.intake.model import Block, LeftOut, Received, Table


def tidied(received: Received) -> Received:
    """Return the document as the model promises it; unseen characters are counted among what was left out."""
    parts = tuple(part for part in map(_tidy, received.parts) if part is not None)
    texts = [text for part in received.parts for text in _texts(part)]
    left_out = tuple(LeftOut(one.why, _clean(one.text)) for one in received.left_out if _clean(one.text))
    title = _clean(received.title or "") or None
    return Received(parts, title, left_out + unseen(texts))


def _tidy(part: Block | Table) -> Block | Table | None:
    if isinstance(part, Block):
        text = _clean(part.text)
        return replace(part, text=text) if text else None
    rows = tuple(tuple(map(_clean, row)) for row in part.rows)
    return replace(part, rows=rows) if any(any(row) for row in rows) else None


def _clean(text: str) -> str:
    return one_line(seen(text).replace("\xa0", " "))


def _texts(part: Block | Table) -> list[str]:
    return [part.text] if isinstance(part, Block) else [cell for row in part.rows for cell in row]
