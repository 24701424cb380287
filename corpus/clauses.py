"""From canonical text to clauses: who reads a clause id wants the document's own numbering, not a chunk counter.

The walk keeps two things apart: the body (the document's characters, without mark-up) and the path that the numbering
has opened. Every character of the body ends up in a clause or in a heading.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.bilingual import Bilingual
from corpus.canonical import FrontMatter, Heading, Line, Marker, Paragraph, Row, TableForm, malformed
from corpus.model import Clause
from corpus.numbering import Number, number_of

PREFACE = "引言"
_LEAD = re.compile(r"[^。；：:]{1,60}")
_ROW_KEY = re.compile(r"[A-Za-z]{0,2}\d{1,3}")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A future clause: its span, and the unit it belongs to. `name` is set where the piece is no plain paragraph."""

    unit: Path
    start: int
    end: int
    heads: Path
    context: str | None = None
    name: str | None = None


@dataclass
class _Body:
    """The text so far. Lines are parted by a newline, cells of a row by a tab."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, before: str = "\n") -> tuple[int, int]:
        """Append `text` behind the separator `before`; return its span."""
        lead = before if self.parts else ""
        self.parts.append(lead + text)
        start = self.length + len(lead)
        self.length = start + len(text)
        return start, self.length


class _Walk:
    """One pass over the lines of one document."""

    def __init__(self, front: FrontMatter, name: str) -> None:
        self.front, self.name = front, name
        self.body = _Body()
        self.pieces: list[_Piece] = []
        self.heads: dict[Path, str] = {}
        self.headed: dict[Path, tuple[int, int]] = {}  # the spans of the headings that open a unit
        self.run_in: set[Path] = set()
        self.opened: set[Path] = set()
        self.reopened: set[Path] = set()
        self.base: Path = ()
        self.base_is_marked = False
        self.stack: list[tuple[int, str]] = []
        self.untitled = False  # a unit was opened by the line above, so an unnumbered heading names it
        self.columns: tuple[str, ...] = ()
        self.table = _Table()

    @property
    def path(self) -> Path:
        return self.base + tuple(part for _, part in self.stack)

    def step(self, line: Line) -> None:
        """Take one line."""
        if not isinstance(line, Row):
            self.columns = ()
        match line:
            case Marker(path):
                self._rebase(path, marked=True)
            case Heading():
                self._heading(line)
            case Paragraph(text):
                self._paragraph(text)
            case Row():
                self._row(line)

    def _rebase(self, path: Path, *, marked: bool) -> None:
        self.base, self.base_is_marked, self.stack = path, marked, []
        self.untitled = bool(path)

    def _open(self, number: Number) -> None:
        if number.is_annex:
            self._rebase((number.id,), marked=False)
            return
        while self.stack and self.stack[-1][0] >= number.level:
            self.stack.pop()
        self.stack.append((number.level, number.id))
        self.untitled = True
        (self.reopened if self.path in self.opened else self.opened).add(self.path)

    def _heading(self, line: Heading) -> None:
        span = self.body.add(line.text)
        if line.level == 1:
            self._rebase((), marked=False)
        elif number := number_of(line.text):
            self._open(number)
            self.heads[self.path] = line.text
            self.headed[self.path] = span
        elif self.untitled:
            self.heads[self.path] = f"{self.heads.get(self.path, '')} {line.text}".strip()
        else:
            self._open(Number(1, re.sub(r"\s", "", line.text), ""))
            self.heads[self.path] = line.text
            self.headed[self.path] = span

    def _paragraph(self, text: str) -> None:
        number = None if self.base_is_marked else number_of(text)
        if number and not number.is_annex:
            self._open(number)
            self.run_in.add(self.path)
        unit = self.path or (PREFACE,)
        self.pieces.append(_Piece(unit, *self.body.add(text), self._trail(own=not number), self._context()))
        if number:
            lead = _LEAD.match(text)
            self.heads[self.path] = lead[0] if lead else number.id
        self.untitled = False

    def _trail(self, *, own: bool = True, below: Path = ()) -> Path:
        path = self.path + below
        prefixes = [path[: depth + 1] for depth in range(len(path) - (0 if own else 1))]
        return (self.front.title, *(self.heads.get(prefix, prefix[-1]) for prefix in prefixes))

    def _context(self) -> str | None:
        """The row and column heads of a cell: what stands beside the text and is no part of it."""
        if not self.base_is_marked or len(self.base) < 2:
            return None
        return "；".join(self.heads.get(self.base[: depth + 1], self.base[depth]) for depth in range(1, len(self.base)))

    def _row(self, row: Row) -> None:
        if row.rule:
            return
        if not self.columns:
            self.columns, self.table = row.cells, _Table()
            self.body.add("\t".join(row.cells))
            return
        self._table_row(dict(zip(self.columns, row.cells, strict=True)), self._form())

    def _form(self) -> TableForm:
        form = self.front.tables.get("/".join(self.path))
        if form is None or not {form.group, form.key, *form.shared} <= set(self.columns):
            where = "/".join(self.path)
            zh = f"{where} 的表格没有说明（tables），或其列名不在表头里"
            en = f"the table at {where} is not described under tables, or not by its own columns"
            raise malformed(self.name, Bilingual(zh, en))
        return form

    def _table_row(self, cells: dict[str, str], form: TableForm) -> None:
        separator = "\n"
        if group := cells.pop(form.group):
            self.body.add(group)
            self.table = _Table(group)
            separator = "\t"
        heads = self._trail(below=(self.table.group,))
        group_head = f"{form.group}：{self.table.group}"
        inherited = [f"{column}：{text}" for column, text in self.table.shared.items() if not cells[column]]
        key = cells[form.key] if _ROW_KEY.fullmatch(cells[form.key]) else None
        spans: dict[str, tuple[int, int]] = {}
        for column, text in cells.items():
            if text:
                spans[column] = self.body.add(text, separator)
                separator = "\t"
        group_path = (*self.path, self.table.group)
        unit = (*group_path, key) if key else group_path
        first, last = min(spans.values())[0], max(spans.values())[1]
        self.pieces.append(_Piece(unit, first, last, heads, "；".join((group_head, *inherited)), name=unit[-1]))
        for column, name in form.shared.items():
            if cells[column]:
                self.table.shared[column] = cells[column]
                self.pieces.append(_Piece((*group_path, name), *spans[column], heads, group_head, name=name))

    def clauses(self) -> tuple[str, tuple[Clause, ...]]:
        """Return body and clauses; paragraphs of one unit are counted here, when their number is known."""
        body = "".join(self.body.parts)
        total: dict[Path, int] = defaultdict(int)
        for piece in self.pieces:
            total[piece.unit] += 1
        seen: dict[Path, int] = defaultdict(int)
        clauses = []
        for piece in self.pieces:
            seen[piece.unit] += 1
            path = piece.unit if piece.name else self._numbered(piece.unit, seen[piece.unit], total[piece.unit])
            # A unit of one paragraph is its heading too: 四/（二） says in its heading when the stage begins and ends.
            head_start, head_end = self.headed.get(piece.unit, (piece.start, piece.start))
            is_whole = total[piece.unit] == 1 and not piece.name and not body[head_end : piece.start].strip()
            start = head_start if is_whole else piece.start
            text, identity = body[start : piece.end], "/".join(path)
            clauses.append(Clause(self.front.id, identity, path, piece.heads, text, start, piece.end, piece.context))
        return body, tuple(clauses)

    def _numbered(self, unit: Path, index: int, total: int) -> Path:
        alone = total == 1 or (index == 1 and unit in self.run_in)
        return unit if alone else (*unit, f"段{index}")


@dataclass
class _Table:
    """What a table row inherits: its group, and the cells that hold for the whole group."""

    group: str = ""
    shared: dict[str, str] = field(default_factory=dict)


def clauses_of(front: FrontMatter, lines: Iterable[Line], name: str) -> tuple[str, tuple[Clause, ...]]:
    """Return the body of a document and its clauses, which are spans of it.

    Raises MalformedDocument when two clauses would have one id, or a table is not described in the front matter.
    """
    walk = _Walk(front, name)
    for line in lines:
        walk.step(line)
    body, clauses = walk.clauses()
    ids = [clause.id for clause in clauses]
    if twice := sorted({*("/".join(path) for path in walk.reopened), *(one for one in ids if ids.count(one) > 1)}):
        zh, en = f"条款编号重复：{'、'.join(twice)}", f"these clause ids stand twice: {', '.join(twice)}"
        raise malformed(name, Bilingual(zh, en))
    return body, clauses
