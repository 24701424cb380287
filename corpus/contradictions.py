"""Contradictions found: the records of one indicator, stage and place are held against each other.

Two requirements are at odds where both are in force in one year and say different things. A requirement that names no
year holds as long as its document does; one that names a year is a milestone, and gives way to the next. Of an
interpretation (政策解读) and its text the years are compared too. A target above the floor of another document is no
contradiction, and neither are milestones of different years. What words mean is not compared: only a person can tell
whether two aims of different words agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.errors import UnknownDocument
from corpus.folding import fold
from corpus.indicators import wordings_of
from corpus.model import Aim, Document, Reference, Scope, Threshold
from corpus.places import load_gazetteer
from corpus.register import Conflict, ConflictKind, Register
from corpus.saying import listed, matter_of, place_of
from corpus.standards import Standards
from corpus.suspicions import suspects_in

Demand = Threshold | Aim
_WHAT: dict[ConflictKind, Bilingual] = {
    "contradiction": Bilingual("说法不同", "the documents differ"),
    "interpretation": Bilingual("解读与正文不同", "the interpretation differs from its text"),
    "floor_beside_target": Bilingual("本地目标与国家底线并列", "the local target stands beside the national floor"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Records of one indicator and place, of one stage or several, that are at odds."""

    kind: ConflictKind
    stages: tuple[Scope, ...]
    records: tuple[Demand, ...]

    @property
    def refs(self) -> tuple[Reference, ...]:
        """The words of each side, once."""
        return tuple(dict.fromkeys(one.ref for one in self.records))


@lru_cache(maxsize=4)
def find_contradictions(standards: Standards, library: Library) -> Register:
    """Return the conflicts and doubtful targets that the records show, as entries marked `found`."""
    conflicts = tuple(_conflict(one, library) for one in differences(standards, library))
    return Register(conflicts, suspects_in(standards, library))


def differences(standards: Standards, library: Library) -> tuple[Difference, ...]:
    """Return the records that are at odds, in the order of the standards; the stages of one pair of clauses joined."""
    demands: dict[tuple[str, Scope], list[Demand]] = {}
    everything: tuple[Demand, ...] = (*standards.all, *standards.aims)
    for one in everything:
        demands.setdefault((one.indicator, one.stage), []).append(one)
    found = [
        Difference(kind, (stage,), records)
        for (_, stage), alike in demands.items()
        for kind, records in _at_odds(alike, library)
    ]
    return _joined(found)


def _at_odds(alike: Sequence[Demand], library: Library) -> Iterator[tuple[ConflictKind, tuple[Demand, ...]]]:
    """Yield the records of one indicator and stage that are at odds, those of one kind and place together."""
    grouped: dict[tuple[ConflictKind, str], set[int]] = {}
    sides = [_side(order, one, library) for order, one in enumerate(alike)]
    for comparable in _by_measure(sides):
        years = _Years(comparable)
        for one, other in combinations(comparable, 2):
            if kind := _kind(one, other, years):
                grouped.setdefault((kind, _place(one.record, other.record)), set()).update((one.order, other.order))
    for (kind, _), orders in grouped.items():
        yield kind, tuple(alike[order] for order in sorted(orders))


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A record with what it is compared by, worked out once. `text`: the id of the document that its own reads.

    `asks` is what it demands, firmness aside: its value, end and comparison, or the words of an aim.
    """

    order: int
    record: Demand
    document: Document
    text: str | None
    asks: tuple[object, ...] | str
    since: int


def _side(order: int, one: Demand, library: Library) -> _Side:
    document = library.document(one.ref.document)
    asks = (one.value, one.upper, one.comparison) if isinstance(one, Threshold) else fold(one.words)
    return _Side(order, one, document, _interpreted(document, library), asks, one.since)


def _interpreted(document: Document, library: Library) -> str | None:
    """Return the id of the document that one is the interpretation of; what it interprets may not be here."""
    try:
        return library.document(document.interprets).id if document.interprets else None
    except UnknownDocument:
        return None


def _by_measure(sides: Iterable[_Side]) -> Iterable[list[_Side]]:
    """Part records that measure differently: in another unit, for another part of the stage; aims have no measure."""
    parted: dict[tuple[object, ...], list[_Side]] = {}
    for one in sides:
        record = one.record
        measure = (record.unit, record.covers) if isinstance(record, Threshold) else ()
        parted.setdefault(measure, []).append(one)
    return parted.values()


def _kind(one: _Side, other: _Side, years: "_Years") -> ConflictKind | None:
    """Say how two records of one indicator, stage and measure are at odds, if they are."""
    if one.record.basis != other.record.basis:
        return "floor_beside_target" if one.document is other.document and _differ(one, other) else None
    if one.record.jurisdiction != other.record.jurisdiction:
        return None
    apart = _in_one_year(one, other) and _differ(one, other)
    if one.document.kind != other.document.kind:
        reader, text = (one, other) if one.document.kind == "interpretation" else (other, one)
        reads = reader.text == text.document.id
        return "interpretation" if reads and (apart or years.is_moved(reader, text)) else None
    return "contradiction" if apart or _is_aim_moved(one, other, years) else None


def _differ(one: _Side, other: _Side) -> bool:
    """Say whether two requirements differ in value, end, comparison, or firmness; aims are not told apart by words."""
    if isinstance(one.asks, str):
        return False
    return one.asks != other.asks or (one.record.basis == other.record.basis and _is_firm(one) != _is_firm(other))


def _is_firm(one: _Side) -> bool:
    return isinstance(one.record, Aim) or one.record.hedge is None


def _in_one_year(one: _Side, other: _Side) -> bool:
    """Say whether both are in force in one year: the same year, or one names none and its document still speaks."""
    if one.since == other.since:
        return True
    earlier = one if one.since < other.since else other
    return not earlier.record.year_stated and one.document.issued[:4] == other.document.issued[:4]


def _is_aim_moved(one: _Side, other: _Side, years: "_Years") -> bool:
    """Say whether two documents set the same aim for different years, each without the year of the other."""
    if not isinstance(one.asks, str) or one.document is other.document:
        return False
    return years.is_moved(one, other) and years.is_moved(other, one)


class _Years:
    """The years from which each document demands a thing, looked up once for a demand."""

    def __init__(self, sides: Sequence[_Side]) -> None:
        self._sides = sides
        self._known: dict[tuple[object, ...], frozenset[int]] = {}

    def is_moved(self, one: _Side, other: _Side) -> bool:
        """Say whether two documents demand the same from different years, the other not from the year of the one."""
        if not (one.record.year_stated and other.record.year_stated and _is_same_demand(one, other)):
            return False
        return one.since not in self._of(one, other.document)

    def _of(self, one: _Side, document: Document) -> frozenset[int]:
        key = (one.asks, one.record.basis, _is_firm(one), document.id)
        if key not in self._known:
            held = (side for side in self._sides if side.document is document and _is_same_demand(one, side))
            self._known[key] = frozenset(side.since for side in held)
        return self._known[key]


def _is_same_demand(one: _Side, other: _Side) -> bool:
    if isinstance(one.asks, str) and isinstance(other.asks, str):
        return one.asks in other.asks or other.asks in one.asks
    return not _differ(one, other)


def _place(one: Demand, other: Demand) -> str:
    """Return whose matter it is: of a floor beside a target, the target's place."""
    return (other if one.basis == "floor" else one).jurisdiction


def _joined(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Join the stages that the same words set: 小学 and 初中 of one clause are one difference."""
    joined: dict[tuple[ConflictKind, str, tuple[Reference, ...]], Difference] = {}
    for one in found:
        key = one.kind, one.records[0].indicator, one.refs
        if before := joined.get(key):
            one = Difference(one.kind, (*before.stages, *one.stages), (*before.records, *one.records))
        joined[key] = one
    return tuple(joined.values())


def _conflict(one: Difference, library: Library) -> Conflict:
    first = next((record for record in one.records if record.basis == "target"), one.records[0])
    place, matter = place_of(first.jurisdiction, load_gazetteer(library)), matter_of(first, one.stages)
    what = _WHAT[one.kind]
    about = Bilingual(f"{place.zh}{matter.zh}：{what.zh}", f"{place.en}, {matter.en}: {what.en}")
    name = first.name.wordings if first.name else ()
    return Conflict(one.kind, about, one.refs, (*name, *wordings_of(first.indicator)), found=listed(one.records))
