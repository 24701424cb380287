"""What a browser would make of an answer's Markdown: links, images, HTML."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

ACTIVE = {"html_block", "html_inline", "image", "link_open", "code_block", "fence", "heading_open", "table_open"}


def active(markdown: str) -> list[str]:
    """Return what is more than text, emphasis and lists in a Markdown text: tags, links, images, code, headings."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    return [token.content or str(token.attrs) for token in _all(reader.parse(markdown)) if token.type in ACTIVE]


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
