"""The sentences of a clause, as spans: a quotation is one of them or some that stand side by side."""

import re

# A sentence keeps its closing quotation marks and brackets; a line end or a table cell's end closes one too.
_SENTENCE = re.compile(r"[^。；！？;!?\n\t]*(?:[。；！？;!?]+[”’」』）)》〉]*|[\n\t]|$)")


def sentences_around(words: str, text: str) -> frozenset[str]:
    """Return the sentences of `text` in which `words` first stand, without white space and the sign that closes them.

    >>> sorted(sentences_around("45人", "小学不超过 45人； 初中50人。"))
    ['小学不超过45人']
    """
    first = text.find(words)
    last = first + len(words)
    pieces = (text[start:end] for start, end in spans(text) if start < last and end > first)
    return frozenset("".join(piece.split()).rstrip("。；;") for piece in pieces)


def spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` cut behind 。；！？ (either width), line ends and tabs, without white space around.

    >>> text = "小学不超过45人； 初中50人。"
    >>> [text[start:end] for start, end in spans(text)]
    ['小学不超过45人；', '初中50人。']
    """
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        piece = text[start:end]
        if piece.strip():
            found.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return found
