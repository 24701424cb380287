"""From a text as received to a canonical file: drop what is declared, join broken lines, mark the headings.

Only white space, line joins and mark-up change. What no rule can know, the recipe beside the source says.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.bilingual import Bilingual
from corpus.canonical import (
    MARKER,
    Dropped,
    DroppedLines,
    DroppedPart,
    FrontMatter,
    TableForm,
    malformed,
    row_line,
    write,
)
from corpus.headings import ENDS_SENTENCE, heads, joined, may_head
from corpus.model import DocumentKind
from corpus.numbering import number_of
from corpus.strict import load_yaml

_STARTS_ITEM = re.compile(r"——")
Extent = tuple[int, int]


class TableRecipe(TableForm):
    """A table of tab-separated rows: its source lines, counted from 1, and the path that it stands under."""

    lines: Extent
    path: str


class Recipe(BaseModel):
    """What a source cannot say for itself. Line numbers are the source's, counted from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    number: str | None
    issuer: str
    jurisdiction: str
    kind: DocumentKind
    issued: str
    effective: str | None
    interprets: str | None
    paragraph_ends: Literal["sentence", "trailing-space"] = Field(
        description="what the last line of a paragraph shows: a full stop, or white space left behind by the extraction"
    )
    dropped: tuple[Dropped, ...] = ()
    sections: Mapping[int, str] = Field(default={}, description="a marker stands before this line")
    headings: Mapping[int, int] = Field(default={}, description="an unnumbered heading and its number of #")
    one: tuple[Extent, ...] = Field(default=(), description="these lines are one paragraph")
    each: tuple[Extent, ...] = Field(default=(), description="each of these lines is a paragraph")
    tables: tuple[TableRecipe, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or heading, and the source line that it begins on."""

    line: int
    text: str


def ingest(source: bytes, name: str, recipe: Recipe) -> str:
    """Return the canonical file of a plain-text source (UTF-8). The same source and recipe give the same bytes.

    Raises MalformedDocument when the recipe speaks of a line on which no paragraph begins.
    """
    lines = _less_dropped(source.decode("utf-8"), recipe.dropped)
    front = FrontMatter(
        **recipe.model_dump(include=set(FrontMatter.model_fields) - {"tables", "dropped"}),
        source=name,
        sha256=hashlib.sha256(source).hexdigest(),
        tables={table.path: TableForm(**table.model_dump(exclude={"lines", "path"})) for table in recipe.tables},
        dropped=recipe.dropped,
    )
    return write(front, _rendered(_blocks(lines, recipe), lines, recipe))


def shipped_sources() -> Mapping[str, tuple[bytes, Recipe]]:
    """Return the sources that the package carries, with their recipes, by file name."""
    folder = files("corpus") / "sources"
    found: dict[str, tuple[bytes, Recipe]] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".txt"):
            recipe: Any = load_yaml((folder / file.name.replace(".txt", ".yaml")).read_text("utf-8"))
            found[file.name] = (file.read_bytes(), Recipe.model_validate(recipe))
    return found


def _less_dropped(text: str, dropped: tuple[Dropped, ...]) -> dict[int, str]:
    """Return the lines that stay, by their number in the source."""
    lines = dict(enumerate(text.split("\n"), start=1))
    for drop in dropped:
        if isinstance(drop, DroppedLines):
            for number in range(drop.lines[0], drop.lines[1] + 1):
                del lines[number]
        elif isinstance(drop, DroppedPart):
            lines[drop.line] = lines[drop.line].replace(drop.text, "", 1)
        else:
            lines = {number: line.replace(drop.text, "") for number, line in lines.items()}
    return lines


def _blocks(lines: Mapping[int, str], recipe: Recipe) -> list[_Block]:
    """Join the visual lines to paragraphs; lines of tables are left out."""
    blocks: list[_Block] = []
    last = 0
    for number, line in lines.items():
        if not line.strip() or any(_within(number, table.lines) for table in recipe.tables):
            continue
        text = line.strip()
        if blocks and not _parts(last, lines[last], number, text, blocks[-1].text, recipe):
            blocks[-1] = _Block(blocks[-1].line, joined(blocks[-1].text, text))
        else:
            blocks.append(_Block(number, text))
        last = number
    return blocks


def _parts(last: int, last_line: str, number: int, text: str, block: str, recipe: Recipe) -> bool:
    """Whether a paragraph ends between the two lines."""
    if any(_within(last, extent) and _within(number, extent) for extent in recipe.one):
        return False
    forced = number in recipe.sections or number in recipe.headings or last in recipe.headings
    edges = (*recipe.one, *recipe.each, *(table.lines for table in recipe.tables))
    crosses = any(_within(last, extent) != _within(number, extent) for extent in edges)
    if forced or crosses or any(_within(number, extent) for extent in recipe.each):
        return True
    if recipe.paragraph_ends == "trailing-space":
        return last_line != last_line.rstrip()
    started = number_of(text) or _STARTS_ITEM.match(text)
    return bool(started or ENDS_SENTENCE.search(block) or may_head(number_of(block), block))


def _rendered(blocks: list[_Block], lines: Mapping[int, str], recipe: Recipe) -> Iterator[str]:
    """Yield the lines of the canonical body, in the order of the source."""
    chunks = {block.line: _block_lines(block, following, recipe) for block, following in _with_next(blocks)}
    chunks |= {table.lines[0]: _table_lines(table, lines) for table in recipe.tables}
    if lost := sorted({*recipe.sections, *recipe.headings} - set(chunks)):
        zh, en = f"来源的第 {lost} 行不是段落开头", f"no paragraph begins on source lines {lost} of its recipe"
        raise malformed(recipe.id, Bilingual(zh, en))
    for start in sorted(chunks):
        if start in recipe.sections:
            yield f"{MARKER} {recipe.sections[start]}\n\n"
        yield from chunks[start]
        yield "\n"


def _block_lines(block: _Block, following: _Block | None, recipe: Recipe) -> list[str]:
    if level := recipe.headings.get(block.line):
        return [f"{'#' * level} {block.text}\n"]
    number = number_of(block.text)
    if number and may_head(number, block.text) and heads(number, following.text if following else None):
        return [f"{'#' * number.marks} {block.text}\n"]
    return [f"{block.text}\n"]


def _table_lines(table: TableRecipe, lines: Mapping[int, str]) -> list[str]:
    """Return the pipe table. A row has as many cells as the head; the source leaves trailing ones out."""
    first, last = table.lines
    rows = [lines[n].split("\t") for n in range(first, last + 1) if lines.get(n, "").strip()]
    width = len(rows[0])
    cells = [tuple(row + [""] * (width - len(row))) for row in rows]
    return [row_line(cells[0]), row_line(("---",) * width), *(row_line(row) for row in cells[1:])]


def _with_next(blocks: list[_Block]) -> Iterator[tuple[_Block, _Block | None]]:
    yield from zip(blocks, [*blocks[1:], None], strict=False)


def _within(number: int, extent: Extent) -> bool:
    return extent[0] <= number <= extent[1]
