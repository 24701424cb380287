"""How what a sheet gives became what is judged: sums and differences, conversions and divisions, told one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.cell_names import full_name, sheet_part
from calculators.class_size import bands_above, bands_of
from calculators.columns import column_named, label_of, load_columns
from calculators.county import CountyCheck
from calculators.formulas import SIGNS
from calculators.indicators import INDICATORS, Indicator
from calculators.indicators.r3 import R3
from calculators.indicators.record import Source, plus
from calculators.kinds import LEVELS, Level, load_form
from calculators.model import ColumnReading
from calculators.rounding import plain
from calculators.units import StageUnits, source_taken
from corpus.bilingual import Bilingual, Language
from corpus.model import STAGES, Stage


@dataclass(frozen=True, slots=True)
class Derivation:
    """One step from the columns of a sheet to what is judged; `cells` are the headings of the columns used.

    `id` is the item or the canonical column that it is about, `stage` None where it is about whole schools. A `plain`
    one takes a single column as it stands.
    """

    id: str
    stage: Stage | None
    text: Bilingual
    cells: tuple[str, ...]
    plain: bool = False

    def as_json(self, language: Language) -> dict[str, object]:
        """Return it in the keys of the contract."""
        return {"id": self.id, "stage": self.stage, "text": self.text.say(language), "cells": list(self.cells)}


def derivations(check: CountyCheck) -> tuple[Derivation, ...]:
    """Return every derivation that the check rests on: by indicator and stage, then conversions, divisions, classes."""
    columns = check.table.columns
    return (
        *(
            one
            for indicator in INDICATORS
            for units in check.units.values()
            for one in _ways(indicator, units, columns)
        ),
        *(one for units in check.units.values() for one in _art_total(units, columns)),
        *(one for column in columns for one in _converted(column)),
        *(one for column in columns for one in _total_left_out(column)),
        *_divided(check),
        *(one for stage in check.units for one in _class_bands(check, stage)),
    )


def _ways(indicator: Indicator, units: StageUnits, columns: Sequence[ColumnReading]) -> Iterator[Derivation]:
    """Which way led to the numerator of an indicator; where schools differ, each way with its number of schools."""
    counted: dict[Source, int] = {}
    for school in units.schools:
        way = source_taken(school, units.stage, indicator)
        counted[way] = counted.get(way, 0) + 1
    ways = {way: number for way, number in counted.items() if way}
    for way, number in ways.items():
        said = _sum(way)
        many = Bilingual(f"（{number} 所）", f" ({number} schools)") if len(ways) > 1 else Bilingual("", "")
        text = Bilingual(
            f"{indicator.id} {units.stage}：{said.zh}{many.zh}", f"{indicator.id} {units.stage}: {said.en}{many.en}"
        )
        cells = _cells_of_units(columns, [one for one, _ in way], units)
        yield Derivation(indicator.id, units.stage, text, cells, plain=len(way) == 1)


def _sum(way: Source) -> Bilingual:
    labels = [(load_columns()[column].label, SIGNS[sign]) for column, sign in way]
    zh = "".join(f" {sign} {label.zh}" if at else label.zh for at, (label, sign) in enumerate(labels))
    en = "".join(f" {sign} {label.en}" if at else label.en for at, (label, sign) in enumerate(labels))
    return Bilingual(zh, en)


def _cells_of_units(columns: Sequence[ColumnReading], ids: Sequence[str], units: StageUnits) -> tuple[str, ...]:
    """The headings of columns in those sheets alone that the units' numbers came from."""
    taken = (school.taken(id, units.stage).cell or "" for school in units.schools for id in ids)
    sheets = set(map(sheet_part, taken))
    return _cells([one for one in columns if f"{one.file}!{one.sheet}" in sheets], ids, units.stage)


def _cells(columns: Sequence[ColumnReading], ids: Sequence[str], stage: Stage | None) -> tuple[str, ...]:
    wanted = {form for id in ids for form in (id, *(f"{id}.{one}" for one in ([stage] if stage else STAGES)))}
    return tuple(_cell(one) for one in columns if one.taken_as in wanted)


def _cell(column: ColumnReading) -> str:
    return full_name(column.file, column.sheet, column.cell)


def _art_total(units: StageUnits, columns: Sequence[ColumnReading]) -> Iterator[Derivation]:
    """Where a total of art teachers was used beside the numbers that it holds already."""
    parts, stage = ("music_teachers", "fine_art_teachers", "combined_art_teachers"), units.stage
    given = [one for one in parts if any(school.taken(one, stage).known for school in units.schools)]
    ways = {source_taken(school, stage, R3) for school in units.schools}
    if not given or not any(column == "art_teachers" for way in ways for column, _ in way):
        return
    said = _sum(plus(*given))
    text = Bilingual(
        f"R3 {stage}：艺术专任教师数（计）已含 {said.zh}，不再相加",
        f"R3 {stage}: the total of art teachers holds {said.en} already; they are not added to it",
    )
    yield Derivation("R3", stage, text, _cells_of_units(columns, ["art_teachers", *given], units))


def _converted(column: ColumnReading) -> Iterator[Derivation]:
    for unit in column.converted:
        canonical, stage = column_named(column.taken_as or "")
        label, factor = label_of(column.taken_as or ""), canonical.factor(unit) or Fraction(1)
        text = Bilingual(
            f"{label.zh}：{unit} → {canonical.unit}（×{factor}）", f"{label.en}: {unit} → {canonical.unit} (×{factor})"
        )
        own = next((one for one in STAGES if one == stage), None)
        yield Derivation(canonical.id, own, text, (_cell(column),))


def _total_left_out(column: ColumnReading) -> Iterator[Derivation]:
    if column.is_total:
        text = Bilingual(f"“{column.heading}”：{column.why.zh}", f"“{column.heading}”: {column.why.en}")
        yield Derivation("total", None, text, (_cell(column),))


def _divided(check: CountyCheck) -> Iterator[Derivation]:
    """How the assets of schools with several stages were divided, with the weights of the form."""
    found: dict[tuple[Level, ...], dict[str, None]] = {}
    shared = list(dict.fromkeys(c for one in INDICATORS if one.shared for c, _ in _columns_of(one)))
    for school in {id(one): one for units in check.units.values() for one in units.schools}.values():
        levels = tuple(level for level in LEVELS if school.pupils[level].value > 0)
        if len(levels) > 1 and any(column in school.values for column in shared):
            found.setdefault(levels, {})[school.name] = None
    for levels, names in found.items():
        ratio, weights = ":".join(levels), _weights(levels)
        text = Bilingual(
            f"{len(names)} 所学校的校舍、场地、设备按在校生加权分到各学段，{ratio} = {weights}：{'、'.join(names)}",
            f"Buildings, grounds and equipment of {len(names)} schools are divided by weighted pupils, {ratio} = "
            f"{weights}: {', '.join(names)}",
        )
        yield Derivation("split", None, text, _cells(check.table.columns, shared, None))


def _weights(levels: Sequence[Level]) -> str:
    """The weights of stages, the first as 1: 1:1.1 of a 九年一贯制, 1:1.2 of a 完全中学."""
    weights = [Fraction(load_form().weights[level]) for level in levels]
    return ":".join(plain(float(weight / weights[0])) for weight in weights)


def _columns_of(indicator: Indicator) -> Source:
    return tuple(pair for ways in indicator.sources.values() for way in ways for pair in way)


def _class_bands(check: CountyCheck, stage: Stage) -> Iterator[Derivation]:
    """Which counts of classes by size were added up to the classes above the limit."""
    found: dict[tuple[tuple[int, int | None], ...], int] = {}
    for one in check.class_size:
        if one.stage == stage and not one.school.taken("oversize_classes", stage).known:
            bands = bands_above(bands_of(one.school.values, stage), int(one.threshold.value))
            found[bands] = found.get(bands, 0) + 1
    limit = next((one.threshold.value for one in check.class_size if one.stage == stage), None)
    for bands in filter(None, found):
        ids = [f"classes[{low}-{'' if high is None else high}]" for low, high in bands]
        zh, en = (" + ".join(label_of(f"{id}.{stage}").say(language) for id in ids) for language in ("zh", "en"))
        text = Bilingual(
            f"G5 {stage}：超过{limit}人的班级数 = {zh}", f"G5 {stage}: classes of more than {limit} pupils = {en}"
        )
        yield Derivation("G5", stage, text, _cells(check.table.columns, ids, stage))
