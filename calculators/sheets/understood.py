"""How each column of a sheet was understood, for the user to see: what is sure, and what must be asked."""

from calculators.headings.matching import MOST_ALTERNATIVES, NUMBER_OF, Match
from calculators.model import ColumnReading
from calculators.sheets.rivals import Claim, Settled
from calculators.sheets.rows import RowReader
from corpus.bilingual import Bilingual
from corpus.model import STAGES

DOUBTS = {
    "stage_unknown": Bilingual(
        "没有写明学段，又有学校看不出属于哪一个学段", "no stage is stated, and of some school it is not known"
    ),
    "number_or_area": Bilingual("没有写明是间数还是面积", "whether it is a number of rooms or an area is not stated"),
    "unit_assumed": Bilingual("没有写明单位，按通常单位计算", "no unit is stated; the usual one was assumed"),
}


def column_readings(matches: list[Claim], settled: Settled, reader: RowReader) -> list[ColumnReading]:
    """Return how each column of a sheet was understood, once `reader` has read its cells."""
    return [_reading(one, settled, reader) for one in matches]


def _reading(claim: Claim, settled: Settled, reader: RowReader) -> ColumnReading:
    column, match = claim
    lost = settled.lost.get(column.index)
    doubt = reader.notes.doubts.get(match.id or "") if not lost and not match.confirmed else None
    asked = lost.asked if lost else doubt is not None or (bool(match.alternatives) and not match.confirmed)
    return ColumnReading(
        file=reader.grid.file,
        sheet=reader.grid.sheet,
        cell=column.cell,
        heading="/".join(column.path),
        taken_as=None if lost else match.id,
        confidence=0.0 if lost else match.confidence,
        why=lost.why if lost else _with_doubt(match.why, doubt),
        alternatives=_alternatives(match, doubt, lost=lost is not None) if asked else (),
        sure=not asked,
        converted=() if lost else tuple(reader.notes.converted.get(match.id or "", ())),
        unit_assumed=not lost and match.id in reader.notes.assumed,
        is_total=lost is not None and lost.is_total,
    )


def _with_doubt(why: Bilingual, doubt: str | None) -> Bilingual:
    return Bilingual(f"{why.zh}；{DOUBTS[doubt].zh}", f"{why.en}; {DOUBTS[doubt].en}") if doubt else why


def _alternatives(match: Match, doubt: str | None, *, lost: bool) -> tuple[str, ...]:
    """What the column may be, best first: what it was taken for, and what its doubt leaves open."""
    id, staged = match.id or "", match.column is not None and match.column.staged
    stages = [f"{id}.{stage}" for stage in STAGES] if staged and match.stage is None else []
    areas = {number: areas for areas, number in NUMBER_OF.items()}
    base, dot, stage = id.partition(".")
    rooms = [f"{areas[base]}{dot}{stage}"] if match.ambiguous and base in areas else []
    first = stages if doubt == "stage_unknown" else [id, *stages] if lost else [id]
    return tuple(dict.fromkeys(one for one in (*first, *rooms, *match.alternatives) if one))[:MOST_ALTERNATIVES]
