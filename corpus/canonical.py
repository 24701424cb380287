"""The canonical file of a document: front matter, and mark-up between the document's own characters.

Mark-up is a `#` heading, a `::: path` marker (closed by `:::` alone, or by the next heading of level 1 or 附件) and a
pipe table; all else is a paragraph, one line each. A backslash stands before what would be misread as mark-up.

A table is its head, a rule and its rows. In the rule, `:--` marks the columns whose cells name a row and `:-:` the
columns each of whose cells is a clause; a table without such marks is described in the front matter. In a cell `^` says
that it is one with the cell above, `<` with the cell on its left, `<br>` that a paragraph of the cell ends.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.errors import MalformedDocument
from corpus.model import NOT_STATED, DocumentKind
from corpus.strict import DuplicateKeyError, load_yaml

MARKER = ":::"
_FENCE = "---\n"
_HEADING = re.compile(r"(#{1,6}) (.+)")
_CELL = re.compile(r"(?<!\\)\|")
_MISREAD = ("#", "|", MARKER, "\\")  # a paragraph that begins so would be read as mark-up
_ESCAPED_IN_CELL = re.compile(r"\\|<(?=br>)|^[\^<](?=$)|^[-:]")
_WRITTEN_IN_CELL = re.compile(r"\\(.)|<br>")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DroppedLines(_Strict):
    """Whole source lines that the canonical text leaves out: first and last, counted from 1."""

    why: str
    lines: tuple[int, int]


class DroppedPart(_Strict):
    """The first occurrence of `text` in one source line, left out."""

    why: str
    line: int
    text: str


class DroppedMark(_Strict):
    """A mark that is left out wherever it stands, and how often that is."""

    why: Literal["标记"]
    text: str
    times: Annotated[int, Field(ge=1)]


Dropped = DroppedLines | DroppedPart | DroppedMark


class LeftOutText(_Strict):
    """Characters that a user's file holds and the canonical text does not, and how often: page heads, a menu."""

    why: str
    text: str
    times: Annotated[int, Field(ge=1)] = 1


class TableForm(_Strict):
    """How the rows of a table become clauses.

    `group` heads the column whose cell holds for the rows below it, `key` the column that names a row, `shared` the
    columns whose one cell holds for its whole group, each with the name of its clause.
    """

    group: str
    key: str
    shared: Mapping[str, str] = {}


class FrontMatter(_Strict):
    """What is known of a document besides its text. Dates are YYYY-MM-DD.

    `dropped` is exact, so it can be checked. `repeats` says what a number that stands twice is: an error, or (in a
    document that a user brought, and that is as it is) told apart as 一~2.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: str
    number: str | None
    issuer: str
    jurisdiction: str
    kind: DocumentKind
    issued: Annotated[str, Field(pattern=rf"^(?:\d{{4}}-\d\d-\d\d|{NOT_STATED})$")]
    effective: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None
    interprets: str | None
    source: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    tables: Mapping[str, TableForm] = {}
    dropped: tuple[Dropped, ...] = ()
    left_out: tuple[LeftOutText, ...] = ()
    repeats: Literal["refused", "told_apart"] = "refused"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: the number of its `#`, and the document's own characters."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """A `::: path` line: where the text below belongs, where the document has no heading of its own for it."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `rule` is the line under the head, which holds no characters of the document.

    A cell is as written (`read_cell` reads it). `first` is whether a table begins here.
    """

    cells: tuple[str, ...]
    rule: bool = False
    first: bool = False


Line = Heading | Marker | Paragraph | Row


def read(text: str, name: str) -> tuple[FrontMatter, str]:
    """Split a canonical file into front matter and the rest. Raises MalformedDocument, which names the file."""
    if not text.startswith(_FENCE) or (end := text.find("\n" + _FENCE, len(_FENCE))) < 0:
        raise malformed(name, Bilingual("缺少 --- 之间的文件头", "it has no front matter between --- lines"))
    try:
        front = FrontMatter.model_validate(load_yaml(text[len(_FENCE) : end + 1]))
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed(name, Bilingual(f"文件头有误：{fault}", f"its front matter is wrong: {fault}")) from fault
    return front, text[end + 1 + len(_FENCE) :]


def write(front: FrontMatter, lines: Iterator[str]) -> str:
    """Return the canonical file: front matter, then the lines as given."""
    facts: dict[str, Any] = front.model_dump(mode="json", exclude_defaults=True)
    head = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=120)
    return _FENCE + head + _FENCE + "\n" + "".join(lines)


def lines_of(markdown: str) -> Iterator[Line]:
    """Yield the lines of a canonical body, blank ones left out."""
    in_table = False
    for line in markdown.splitlines():
        if not line.strip():
            in_table = False
            continue
        if line.startswith("|"):
            yield _row(line, first=not in_table)
        else:
            yield _line(line)
        in_table = line.startswith("|")


def tables_together(lines: Iterable[Line]) -> Iterator[Line | list[Row]]:
    """Yield the lines, the rows of a table together."""
    table: list[Row] = []
    for line in lines:
        if table and not (isinstance(line, Row) and not line.first):
            yield table
            table = []
        if isinstance(line, Row):
            table.append(line)
        else:
            yield line
    if table:
        yield table


def paragraph_line(text: str) -> str:
    """Return the line of a paragraph (one line, no white space around it).

    >>> paragraph_line("# 标题"), paragraph_line("正文")
    ('\\\\# 标题\\n', '正文\\n')
    """
    return ("\\" if text.startswith(_MISREAD) else "") + text + "\n"


def row_line(cells: tuple[str, ...]) -> str:
    """Return one line of a pipe table; the cells hold no escapes but those of `cell_text`."""
    return "| " + " | ".join(cell.strip().replace("|", "\\|") for cell in cells) + " |\n"


def cell_text(text: str) -> str:
    """Return a cell as it is written, before its `|` are escaped; `read_cell` is the way back.

    >>> cell_text("甲\\n乙"), cell_text("^"), cell_text("-")
    ('甲<br>乙', '\\\\^', '\\\\-')
    """
    lines = (line.strip() for line in text.splitlines())
    return "<br>".join(_ESCAPED_IN_CELL.sub(r"\\\g<0>", line) for line in lines if line)


def read_cell(cell: str) -> str:
    """Return the text of a cell as written in a table that says itself how it is read."""
    return _WRITTEN_IN_CELL.sub(lambda match: match[1] or "\n", cell)


def malformed(name: str, what: Bilingual) -> MalformedDocument:
    """Return the error for a canonical file that cannot be read."""
    return MalformedDocument(
        Bilingual(f"文件 {name} 无法读取：{what.zh}。", f"The file {name} cannot be read: {what.en}."),
        Bilingual("请改正该文件，再运行 junheng corpus verify。", "Mend the file, then run junheng corpus verify."),
    )


def _line(line: str) -> Line:
    if line.startswith(MARKER):
        path = line.removeprefix(MARKER).strip()
        return Marker(tuple(path.split("/")) if path else ())
    if match := _HEADING.fullmatch(line):
        return Heading(len(match[1]), match[2])
    return Paragraph(line.removeprefix("\\"))


def _row(line: str, *, first: bool) -> Row:
    cells = tuple(cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip())[1:-1])
    rule = bool(cells) and all(set(cell) <= {"-", ":"} and cell for cell in cells)
    return Row(cells, rule=rule, first=first)
