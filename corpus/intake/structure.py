"""From received parts to the lines of a canonical body: markers, headings, paragraphs, tables. Nothing is lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.canonical import MARKER, paragraph_line
from corpus.headings import ENDS_SENTENCE, heads, joined, may_head
from corpus.intake.cleaning import Part, cleaned
from corpus.intake.contents import less_contents, less_links
from corpus.intake.endings import Role
from corpus.intake.gridding import continues, fact_lines, gridded, is_layout, paragraphs
from corpus.intake.layout import Laid, Layout, is_fact_table, lay_out, less_page_facts
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.numbering import number_of

NOTICE = "通知"
_MARKERS: Mapping[Role, str] = {
    "masthead": "文头",
    "attachments": "附件说明",
    "signature": "落款",
    "imprint": "版记",
}
_LONGEST_HEADING = 45  # characters of an unnumbered heading
_NAMED_HEADINGS = frozenset(
    {"前言", "序言", "引言", "总则", "附则", "结语", "后记", "编制说明", "填表说明", "名词解释"}
)
_TOP, _DEEPEST = 2, 6  # the `#` of headings below the title


@dataclass(frozen=True, slots=True)
class Structure:
    """The lines of a canonical body, the formal parts they were made from, and what was left out."""

    lines: tuple[str, ...]
    layout: Layout
    left_out: tuple[LeftOut, ...]


def structured(received: Received) -> Structure:
    """Return the canonical body of what was received."""
    parts, unseen = cleaned(received.parts)
    flat = tuple(one for part in parts for one in _flat(part))
    content, links = less_links(flat)
    kept, contents = less_contents(content)
    layout = lay_out(kept, received.title)
    shown, page = less_page_facts(layout)
    render = _Render(shown)
    lines = tuple(render.lines())
    return Structure(lines, layout, (*received.left_out, *unseen, *links, *contents, *page, *render.left_out))


def _flat(part: Part) -> Iterator[Part]:
    """Yield the part, or the paragraphs of a table that only places text on the page."""
    if not isinstance(part, Table):
        yield part
    elif is_fact_table(part):
        yield from fact_lines(part)
    elif is_layout(part):
        yield from paragraphs(part)
    else:
        yield part


@dataclass
class _Render:
    """One pass over the laid-out parts."""

    layout: Layout
    left_out: list[LeftOut] = field(default_factory=list)
    marker: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the lines; each part is followed by an empty one."""
        self.levels = _levels(self.layout)
        laid = self.layout.laid
        for is_cover, group in groupby(enumerate(laid), key=lambda one: one[0] < self.layout.cover):
            for role, run in groupby(group, key=lambda one: NOTICE if is_cover else one[1].role):
                members = [at for at, _ in run]
                yield from self._opening(role)
                yield from self._run(role, laid, members)

    def _opening(self, role: str) -> Iterator[str]:
        marker = NOTICE if role == NOTICE else next((name for one, name in _MARKERS.items() if one == role), "")
        if marker != self.marker:
            self.marker = marker
            if marker:
                yield f"{MARKER} {marker}\n\n"
            elif role not in ("title", "annex"):
                yield f"{MARKER}\n\n"

    def _run(self, role: str, laid: Sequence[Laid], members: Sequence[int]) -> Iterator[str]:
        parts = [laid[at].part for at in members]
        if role in ("title", "annex_title"):
            yield f"{'#' * (1 if role == 'title' else _TOP)} {_one_line(parts)}\n\n"
        elif role == "annex":
            yield from (f"{'#' * _TOP} {part.text}\n\n" for part in parts if isinstance(part, Block))
        else:
            following = laid[members[-1] + 1] if members[-1] + 1 < len(laid) else None
            yield from self._parts(parts, following, as_text=role == "text")

    def _parts(self, parts: Sequence[Part], following: Laid | None, *, as_text: bool) -> Iterator[str]:
        at = 0
        while at < len(parts):
            part = parts[at]
            if isinstance(part, Table):
                tables = _continued(parts, at)
                grid = gridded(tables)
                self.left_out += grid.left_out
                yield from (*grid.lines, "\n")
                at += len(tables)
                continue
            below = parts[at + 1] if at + 1 < len(parts) else None
            marks = self._marks(part, below) if as_text else 0
            yield f"{'#' * marks} {part.text}\n\n" if marks else f"{paragraph_line(part.text)}\n"
            at += 1

    def _marks(self, block: Block, below: Part | None) -> int:
        """Return how many # the heading has, or 0 for a paragraph: a heading has something below it."""
        if below is None:
            return 0
        following = below.text if isinstance(below, Block) else "表"
        if number := number_of(block.text):
            return (
                number.marks if not number.is_annex and may_head(number, block.text) and heads(number, following) else 0
            )
        named = "".join(block.text.split()) in _NAMED_HEADINGS
        if named or (block.level is not None and _may_head_unnumbered(block.text)):
            return self.levels.get(block.level, _TOP) if block.level is not None else _TOP
        return 0


def _levels(layout: Layout) -> dict[int, int]:
    """Return the number of # of each heading level that the file uses below its title."""
    used = sorted({part.level for part in layout.of("text") if isinstance(part, Block) and part.level is not None})
    return {level: min(_TOP + at, _DEEPEST) for at, level in enumerate(used)}


def _may_head_unnumbered(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not ENDS_SENTENCE.search(text) and "。" not in text


def _continued(parts: Sequence[Part], start: int) -> list[Table]:
    """Return the table at `start` with its continuations."""
    tables: list[Table] = []
    for part in parts[start:]:
        if not isinstance(part, Table) or (tables and not continues(tables[0], part)):
            break
        tables.append(part)
    return tables


def _one_line(parts: Sequence[Part]) -> str:
    text = ""
    for part in parts:
        if isinstance(part, Block):
            text = joined(text, part.text) if text else part.text
    return text
