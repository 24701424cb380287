"""One number of a check, opened: what it is, how it came about, the rule in words and the clauses that it rests on.

Nothing is decided here: figures, statuses and clauses are the check's own.
"""

from dataclasses import dataclass

from assistant.check import CheckReport
from assistant.model import Citation, ShownFigure
from assistant.opened.of_county import of_county
from assistant.opened.of_school import of_school
from assistant.tools import Tools
from assistant.verified.citing import citation_of, words_of
from calculators.model import Item, Reading, Status
from corpus.bilingual import Bilingual
from corpus.model import Aim, Stage, Threshold

# the 口径 by which an item is read, whether or not the other one would change its status
OF_READING = {"G3": ("rooms.kinds", "rooms.surplus", "relief_2019"), "G4": ("relief_2019",)}


@dataclass(frozen=True, slots=True)
class Opened:
    """A number of a check with all that proves it. `figures`: the number itself first, then those that it is made of.

    `status` None: it is not judged by itself. `words`: the rule as a formula in words. `item`: the item of the verdict
    that it belongs to. `readings`: the 口径 that bear on it. `schools`: those that fall short, of a county figure.
    """

    title: Bilingual
    status: Status | None
    borderline: bool
    figures: tuple[ShownFigure, ...]
    words: tuple[Bilingual, ...]
    citations: tuple[Citation, ...]
    item: Item | None = None
    schools: tuple[str, ...] = ()
    evidence: Bilingual | None = None
    missing: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


def opened(
    report: CheckReport, tools: Tools, item: str, stage: Stage | None = None, school: int | None = None,
    part: str | None = None,
) -> Opened:  # fmt: skip
    """Return one number of a check: of the school at one of its `places`, or the county's own. Raises UnknownFigure."""
    found = of_county(report, item, stage, part) if school is None else of_school(report, item, stage, school)
    cited = _Citing(tools)
    shown = tuple(ShownFigure(one, cited.number(one.threshold)) for one in found.figures)
    for required in found.required:
        cited.number(required)
    own = found.item
    whole = own if school is None else None
    return Opened(
        found.title, found.status, found.borderline, shown, tuple(found.words), cited.citations, own,
        tuple(found.schools), whole.evidence if whole else None, whole.missing if whole else (), _bearing(report, own),
    )  # fmt: skip


def _bearing(report: CheckReport, item: Item | None) -> tuple[Reading, ...]:
    """The 口径 that say how an item is read, and those under whose other value its status would change."""
    own = OF_READING.get(item.id, ()) if item else ()
    flips = item.flips if item else ()
    return tuple(one for one in report.readings if one.id in (*own, *flips))


class _Citing:
    """The clauses that an opened number rests on, each numbered once."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._made: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._made)

    def number(self, required: Threshold | Aim | None) -> int | None:
        if required is None:
            return None
        library = self._tools.library
        clause, start, end = words_of(required, self._tools.standards, library)
        n = self._numbers.setdefault((clause.key, start, end), len(self._numbers) + 1)
        if n > len(self._made):
            self._made.append(citation_of(clause, start, end, n, library))
        return n
