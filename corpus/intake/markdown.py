"""Markdown: headings, paragraphs, lists with their numbers as written, pipe tables; the marks are gone."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.intake import refusals
from corpus.intake.html import read_fragment
from corpus.intake.letters import with_newlines
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.paragraphs import lines_of, paragraphs
from corpus.intake.tables import Cell, table_of
from corpus.intake.text import decode

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_DEEPEST = 100
_FRONT_TITLE = re.compile(r"^title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.M)


def read_markdown(content: bytes) -> Received:
    """Read Markdown (CommonMark and pipe tables). Raises `GarbledDocument` when no encoding fits."""
    text = with_newlines(decode(content)).removeprefix("\ufeff")
    front = _FRONT.match(text)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    tokens = parser.parse(text[front.end() :] if front else text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):  # what is deeper was dropped without an error
        raise refusals.nested_too_deep()
    reader = _Reader(tokens)
    reader.read()
    title = _FRONT_TITLE.search(front[1]) if front else None
    left_out = ([LeftOut("文件头", front[1])] if front else []) + reader.left_out
    return Received(tuple(reader.parts), title[1] if title else None, tuple(left_out))


class _Reader:
    """Walks the tokens and gathers the parts."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = iter(tokens)
        self.parts: list[Block | Table] = []
        self.left_out: list[LeftOut] = []
        self.number = ""
        self.level: int | None = None

    def read(self) -> None:
        """Read all tokens."""
        for token in self.tokens:
            if token.type == "heading_open":
                self.level = int(token.tag[1])
            elif token.type == "heading_close":
                self.level = None
            elif token.type == "list_item_open":
                self.number = f"{token.info}{token.markup}" if token.info else ""
            elif token.type == "inline":
                self._add(self._text(token))
            elif token.type in {"code_block", "fence"}:
                self._add(token.content)
            elif token.type == "html_block":
                self._add_html(token.content)
            elif token.type == "table_open":
                self.parts.append(table_of(list(self._rows())))

    def _add(self, text: str) -> None:
        """Add the paragraphs of a text; the first one bears the number of its list item."""
        number, self.number = self.number, ""
        if self.level is not None:
            self.parts.append(Block(text, self.level))
            return
        for one in paragraphs(lines_of(text)):
            self.parts.append(Block(f"{number} {one}" if number else one))
            number = ""

    def _add_html(self, content: str) -> None:
        """Read a piece of HTML as a web page is read."""
        received = read_fragment(content)
        self.parts += received.parts
        self.left_out += received.left_out

    def _rows(self) -> Iterator[list[Cell]]:
        row: list[Cell] = []
        for token in self.tokens:
            if token.type == "table_close":
                return
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(Cell(self._text(token)))
            elif token.type == "tr_close":
                yield row

    def _text(self, token: Token) -> str:
        """Return the text of an inline token: marks gone, links as their text, line breaks kept."""
        pieces: list[str] = []
        for child in token.children or ():
            if child.type in {"text", "code_inline", "text_special"}:
                pieces.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                pieces.append("\n")
            elif child.type == "image":
                self.left_out.append(LeftOut("图片", child.content))
            elif child.type == "html_inline":
                pieces.append("\n" if child.content.lower().startswith("<br") else "")
        return "".join(pieces)
