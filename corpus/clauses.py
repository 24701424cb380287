"""From canonical text to clauses: who reads a clause id wants the document's own numbering, not a chunk counter.

The walk keeps two things apart: the body (the document's characters, without mark-up) and the path that the numbering
has opened. Every character of the body ends up in a clause, a heading, or the head of a table.
"""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.bilingual import Bilingual
from corpus.canonical import FrontMatter, Heading, Line, Marker, Paragraph, Row, malformed, tables_together
from corpus.grids import grid_pieces, is_grid
from corpus.grouped import fits, grouped_pieces
from corpus.model import Clause
from corpus.numbering import ARTICLE, Number, number_of
from corpus.pieces import Body, Path, Piece, Place, id_part
from corpus.repeats import Opened, told_apart

PREFACE = "引言"
_LEAD = re.compile(r"[^。；：:]{1,60}")
_ARTICLE_PART = re.compile(r"第\S+[条條](?:之\S)?(?:~\d+)?")
_CAPTION = re.compile(r"(?P<name>表\s*(?:\d+(?:[-－—.]\d+)*|[一二三四五六七八九十]+))(?!\d)")
_FIRST_SECTION = 6  # the level of 一、
_LEVEL_OF_MARKS = {2: _FIRST_SECTION, 3: 7, 4: 8, 5: 11, 6: 12}
_LONGEST_UNNUMBERED = 30  # characters of a heading without number in a clause id


class _Walk:
    """One pass over the lines of one document."""

    def __init__(self, front: FrontMatter, name: str) -> None:
        self.front, self.name = front, name
        self.body = Body()
        self.pieces: list[Piece] = []
        self.heads: dict[Path, str] = {}
        self.headed: dict[Path, tuple[int, int]] = {}  # the spans of the headings that open a unit
        self.run_in: set[Path] = set()
        self.opened = Opened(tell_apart=front.repeats == "told_apart")
        self.paragraphs: Counter[Path] = Counter()
        self.tables: Counter[Path] = Counter()
        self.base: Path = ()
        self.base_is_marked = False
        self.outside: tuple[Path, list[tuple[float, str]]] = (), []  # where the text goes on behind a marked part
        self.stack: list[tuple[float, str]] = []
        self.untitled = False  # a unit was opened by the line above, so an unnumbered heading names it
        self.last = ""  # the line above, which may be a table's caption

    @property
    def path(self) -> Path:
        return self.base + tuple(part for _, part in self.stack)

    def step(self, line: Line | list[Row]) -> None:
        """Take one line, or the rows of one table."""
        match line:
            case Marker(()):
                self._close()
            case Marker(path):
                self._mark(path)
            case Heading():
                self._heading(line)
            case Paragraph(text):
                self._paragraph(text)
            case list():
                self._table(line)
        self.last = line.text if isinstance(line, Heading | Paragraph) else ""

    def _mark(self, path: Path) -> None:
        if not self.base_is_marked:
            self.outside = self.base, self.stack
        self.base, self.base_is_marked, self.stack = path, True, []
        self.untitled = True

    def _close(self) -> None:
        if self.base_is_marked:
            self.base, self.stack = self.outside
            self.base_is_marked = self.untitled = False

    def _rebase(self, path: Path) -> None:
        self.base, self.base_is_marked, self.stack = path, False, []
        self.untitled = bool(path)

    def _open(self, number: Number) -> None:
        if number.is_annex:
            self._rebase(self.opened.unit((), number.id))
            return
        level = self._level(number)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if self.stack and _is_article(self.stack[-1][1]) and self.paragraphs[self.path] > 1:
            self.stack.append((self.stack[-1][0] + 0.1, f"款{self.paragraphs[self.path]}"))
        self.stack.append((level, self.opened.unit(self.path, number.id)[-1]))
        self.untitled = not number.rest

    def _level(self, number: Number) -> float:
        """The level of a number: where 一、 came before any 条 and no 章 is open, the articles stand below it."""
        is_below = number.level == ARTICLE and bool(self.stack) and self.stack[0][0] == _FIRST_SECTION
        return _FIRST_SECTION + 0.5 if is_below else number.level

    def _heading(self, line: Heading) -> None:
        span = self.body.add(line.text)
        if line.level == 1:
            self._rebase(())
            return
        number = number_of(line.text)
        if not number and self.untitled:
            self.heads[self.path] = f"{self.heads.get(self.path, '')} {line.text}".strip()
            return
        self._open(number or _unnumbered(line))
        self.heads[self.path] = line.text
        self.headed[self.path] = span

    def _paragraph(self, text: str) -> None:
        number = None if self.base_is_marked else number_of(text)
        if number and not number.is_annex:
            self._open(number)
            self.run_in.add(self.path)
        elif any(_is_article(part) for _, part in self.stack):
            self._back_to_article()
        unit = self.path or (PREFACE,)
        self.paragraphs[unit] += 1
        self.pieces.append(Piece(unit, *self.body.add(text), self._trail(own=not number), self._context()))
        if number:
            lead = _LEAD.match(text)
            self.heads[self.path] = lead[0] if lead else number.id
        self.untitled = False

    def _back_to_article(self) -> None:
        """An unnumbered paragraph below an article, or behind its （一）（二）, is the article's next 款."""
        while not _is_article(self.stack[-1][1]):
            self.stack.pop()

    def _trail(self, *, own: bool = True) -> Path:
        path = self.path
        prefixes = [path[: depth + 1] for depth in range(len(path) - (0 if own else 1))]
        return (self.front.title, *(self.heads.get(prefix, prefix[-1]) for prefix in prefixes))

    def _context(self) -> str | None:
        """The row and column heads of a cell: what stands beside the text and is no part of it."""
        if not self.base_is_marked or len(self.base) < 2:
            return None
        return "；".join(self.heads.get(self.base[: depth + 1], self.base[depth]) for depth in range(1, len(self.base)))

    def _table(self, table: list[Row]) -> None:
        rules = [at for at, row in enumerate(table) if row.rule]
        place, width = self._place(), len(table[0].cells)
        if not rules or any(len(row.cells) != width for row in table):
            zh, en = "没有表头线，或各行的格数不同", "has no rule under its head, or rows of unlike length"
            raise self._bad_table(place, zh, en)
        head, rule = table[: rules[0]], table[rules[0]]
        rows = [row for row in table[rules[0] + 1 :] if not row.rule]
        form = self.front.tables.get("/".join(self.path))
        if is_grid(rule) or (form is None and self.front.repeats == "told_apart"):
            self.pieces += grid_pieces(head, rule, rows, place, self.body)
        elif form and len(head) == 1 and fits(form, head[0]):
            self.pieces += grouped_pieces(head[0], rows, form, place, self.body)
        else:
            zh, en = (
                "没有说明（tables），或其列名不在表头里",
                "is not described under tables, or not by its own columns",
            )
            raise self._bad_table(place, zh, en)

    def _bad_table(self, place: Place, zh: str, en: str) -> Exception:
        where = "/".join(place.unit)
        return malformed(self.name, Bilingual(f"{where} 的表格{zh}", f"the table at {where} {en}"))

    def _place(self) -> Place:
        """Where a table stands: the first one of an annex is the annex; others have a number, or their caption's."""
        caption = _CAPTION.match(self.last)
        self.tables[self.path] += 1
        nth = self.tables[self.path]
        name = re.sub(r"\s", "", caption["name"]) if caption else f"表{nth}"
        is_annex = nth == 1 and not caption and not self.stack and bool(self.base) and not self.base_is_marked
        path = self.path if is_annex else (*self.path, name)
        return Place(self.path, self._trail(), path, self.last if caption else None)

    def clauses(self) -> tuple[str, tuple[Clause, ...]]:
        """Return body and clauses; paragraphs of one unit are counted here, when their number is known."""
        body = "".join(self.body.parts)
        total = Counter(piece.unit for piece in self.pieces)
        seen: Counter[Path] = Counter()
        clauses = []
        for piece in self.pieces:
            seen[piece.unit] += 1
            path = piece.unit if piece.named else self._numbered(piece.unit, seen[piece.unit], total[piece.unit])
            # A unit of one paragraph is its heading too: 四/（二） says in its heading when the stage begins and ends.
            head_start, head_end = self.headed.get(piece.unit, (piece.start, piece.start))
            is_whole = total[piece.unit] == 1 and not piece.named and not body[head_end : piece.start].strip()
            start = head_start if is_whole else piece.start
            text, identity = body[start : piece.end], "/".join(path)
            clauses.append(Clause(self.front.id, identity, path, piece.heads, text, start, piece.end, piece.context))
        return body, tuple(clauses)

    def _numbered(self, unit: Path, index: int, total: int) -> Path:
        if unit == (PREFACE,) and self.is_bare:
            return (f"段{index}",)
        alone = total == 1 or (index == 1 and unit in self.run_in)
        label = "款" if _is_article(unit[-1]) else "段"
        return unit if alone else (*unit, f"{label}{index}")

    @property
    def is_bare(self) -> bool:
        """Whether a user's document shows no structure at all, so that its paragraphs are all there is to count."""
        return self.front.repeats == "told_apart" and not self.opened.paths and not self.tables


def clauses_of(front: FrontMatter, lines: Iterable[Line], name: str) -> tuple[str, tuple[Clause, ...]]:
    """Return the body of a document and its clauses, which are spans of it.

    Raises MalformedDocument when two clauses would have one id (unless the front matter has repeats told apart), or a
    table is neither described in the front matter nor by its own rule.
    """
    walk = _Walk(front, name)
    for line in tables_together(lines):
        walk.step(line)
    body, clauses = walk.clauses()
    if front.repeats == "told_apart":
        return body, tuple(told_apart(clauses))
    counts = Counter(clause.id for clause in clauses)
    if twice := sorted({*("/".join(path) for path in walk.opened.twice), *(one for one, n in counts.items() if n > 1)}):
        zh, en = f"条款编号重复：{'、'.join(twice)}", f"these clause ids stand twice: {', '.join(twice)}"
        raise malformed(name, Bilingual(zh, en))
    return body, clauses


def _unnumbered(line: Heading) -> Number:
    """A heading without a number opens a unit of its own name, as deep as its `#` say."""
    name = id_part(line.text)[:_LONGEST_UNNUMBERED]
    return Number(_LEVEL_OF_MARKS[line.level], name, line.text, line.level)


def _is_article(part: str) -> bool:
    return _ARTICLE_PART.fullmatch(part) is not None
