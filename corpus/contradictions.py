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
    grouped: dict[tuple[ConflictKind, str], dict[Demand, None]] = {}
    for one, other in combinations(alike, 2):
        if kind := _kind(one, other, alike, library):
            grouped.setdefault((kind, _place(one, other)), {}).update({one: None, other: None})
    for (kind, _), records in grouped.items():
        yield kind, tuple(one for one in alike if one in records)


def _kind(one: Demand, other: Demand, alike: Sequence[Demand], library: Library) -> ConflictKind | None:
    """Say how two records of one indicator and stage are at odds, if they are."""
    here, there = library.document(one.ref.document), library.document(other.ref.document)
    if one.basis != other.basis:
        beside = here == there and isinstance(one, Threshold) and isinstance(other, Threshold)
        return "floor_beside_target" if beside and _is_same_measure(one, other) and _differ(one, other) else None
    if one.jurisdiction != other.jurisdiction or not _is_same_measure(one, other):
        return None
    apart = _in_one_year(one, other, library) and _differ(one, other)
    if here.kind != there.kind:
        reader, text = (one, other) if here.kind == "interpretation" else (other, one)
        reads = _interprets(library.document(reader.ref.document), library.document(text.ref.document), library)
        return "interpretation" if reads and (apart or _is_moved(reader, text, alike)) else None
    moved = here != there and _is_moved(one, other, alike) and _is_moved(other, one, alike)
    return "contradiction" if apart or (moved and isinstance(one, Aim)) else None


def _is_same_measure(one: Demand, other: Demand) -> bool:
    """Say whether two records measure alike: in one unit, for the same part of the stage; aims have no measure."""
    if isinstance(one, Threshold) and isinstance(other, Threshold):
        return (one.unit, one.covers) == (other.unit, other.covers)
    return isinstance(one, Aim) and isinstance(other, Aim)


def _differ(one: Demand, other: Demand) -> bool:
    """Say whether two requirements differ in value, end, comparison, or firmness; aims are not told apart by words."""
    if not (isinstance(one, Threshold) and isinstance(other, Threshold)):
        return False
    hedged = one.basis == other.basis and (one.hedge is None) != (other.hedge is None)
    return hedged or (one.value, one.upper, one.comparison) != (other.value, other.upper, other.comparison)


def _in_one_year(one: Demand, other: Demand, library: Library) -> bool:
    """Say whether both are in force in one year: the same year, or one names none and its document still speaks."""
    if one.since == other.since:
        return True
    earlier, later = sorted((one, other), key=lambda record: record.since)
    issued = [library.document(record.ref.document).issued[:4] for record in (earlier, later)]
    return not earlier.year_stated and (earlier.ref.document == later.ref.document or issued[0] == issued[1])


def _is_moved(one: Demand, other: Demand, alike: Sequence[Demand]) -> bool:
    """Say whether two documents demand the same from different years, and the other does not in the year of the one."""
    if not (one.year_stated and other.year_stated and _is_same_demand(one, other)):
        return False
    held = (record for record in alike if record.ref.document == other.ref.document and _is_same_demand(one, record))
    return all(record.since != one.since for record in held)


def _is_same_demand(one: Demand, other: Demand) -> bool:
    if isinstance(one, Aim) and isinstance(other, Aim):
        words, others = fold(one.words), fold(other.words)
        return words in others or others in words
    return type(one) is type(other) and not _differ(one, other)


def _interprets(reader: Document, text: Document, library: Library) -> bool:
    """Say whether a document is the interpretation of another; what it interprets may not be here."""
    try:
        return reader.interprets is not None and library.document(reader.interprets) == text
    except UnknownDocument:
        return False


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
    name = (first.name.zh, first.name.en) if first.name else ()
    return Conflict(one.kind, about, one.refs, (*name, *wordings_of(first.indicator)), found=listed(one.records))
