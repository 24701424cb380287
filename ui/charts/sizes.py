"""Class sizes by school and stage, and the size of each school, against their limits; what is over them first."""

from assistant.opened.found import places
from calculators.class_size import StageClasses
from calculators.county import CountyCheck
from calculators.figures import oversize_figure
from calculators.insight.standing import standing_of
from calculators.measured.class_means import mean_class_figure
from calculators.model import Figure
from calculators.size import SchoolSize
from corpus.bilingual import Language
from corpus.model import Stage, Threshold
from ui.charts.bars import bars
from ui.charts.cells import number, status, whole
from ui.charts.model import Bar, Cell, Column, Grid, Row
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels
from ui.words.item_names import compared

SIZES = "school-sizes"


def class_grid(check: CountyCheck, stage: Stage, view: View) -> Grid:
    """Return the classes of every school that has the stage."""
    language, threshold = view.language, check.floor.get("G5", stage)
    found = [one for one in check.class_size if one.stage == stage]
    limit = compared(threshold, threshold.unit, language)
    under = (words.LIMIT.say(language).format(limit=limit),)
    columns = (
        Column("classes", words.CLASSES.say(language), falls=True),
        Column("largest", words.LARGEST.say(language), under, falls=True, wide=True),
        Column("average", words.AVERAGE.say(language), falls=True, wide=True),
        Column("oversize", words.OVERSIZE.say(language), falls=True),
        Column("passes", words.PASSES.say(language), text=True),
    )
    edge = float(threshold.value)
    at = places(check, "G5", stage)
    means = [mean_class_figure(check, stage, one.school.name) for one in found]
    largest = bars((one.largest, edge, one.passes is False) for one in found)
    average = bars((_value(mean.value), edge, False) for mean in means)
    rows = tuple(
        _class_row(one, mean, (high, middle), view.way.figure("G5", stage, at.get(one.school.name)), language)
        for one, mean, high, middle in zip(found, means, largest, average, strict=True)
    )
    title = words.CLASS_SIZES.say(language).format(stage=labels.stage(stage, language))
    reading = _class_reading(check, stage, found, threshold, language)
    head, id = words.SCHOOL.say(language), f"classes-{words.STAGE_KEYS[stage]}"
    return Grid(id, "sizes", title, reading, head, columns, rows, _legend(language))


def _class_row(one: StageClasses, mean: Figure, drawn: tuple[Bar, Bar], link: str, language: Language) -> Row:
    cells = (
        whole(one.classes, language),
        whole(one.largest, language, link, drawn[0]),
        number(_value(mean.value), mean.display, language, link, drawn[1]),
        whole(one.oversize, language, link),
        status(one.passes, language),
    )
    return Row(one.school.name, cells, None if one.passes is None else not one.passes)


def size_grid(check: CountyCheck, view: View) -> Grid:
    """Return the size of every school in its compulsory stages."""
    language = view.language
    columns = (
        Column("pupils", words.SIZE.say(language), falls=True, wide=True),
        Column("limit", words.MOST.say(language), falls=True),
        Column("passes", words.PASSES.say(language), text=True),
    )
    drawn = bars((one.pupils, one.limit, one.passes is False) for one in check.size)
    at = places(check, "G4")
    rows = tuple(
        _size_row(one, bar, view.way.figure("G4", school=at.get(one.school.name)), language)
        for one, bar in zip(check.size, drawn, strict=True)
    )
    title, head = words.SIZES.say(language), words.SCHOOL.say(language)
    return Grid(SIZES, "sizes", title, _size_reading(check, language), head, columns, rows, _legend(language))


def _size_row(one: SchoolSize, bar: Bar, link: str, language: Language) -> Row:
    limit = Cell(f"{one.limit} {words.EASED.say(language)}", one.limit) if one.is_eased else whole(one.limit, language)
    cells = (whole(one.pupils, language, link, bar), limit, status(one.passes, language))
    return Row(one.school.name, cells, None if one.passes is None else not one.passes)


def _value(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _legend(language: Language) -> tuple[tuple[str, str], ...]:
    return tuple((key, words.BAR_LEGEND[key].say(language)) for key in ("fill", "edge", "over"))


def _class_reading(
    check: CountyCheck, stage: Stage, found: list[StageClasses], threshold: Threshold, language: Language
) -> str:
    stand = standing_of(one.passes for one in found)
    said = words.CLASSES_READING.say(language).format(
        stage=labels.stage(stage, language), judged=stand.all, failing=stand.failing,
        limit=f"{threshold.value} {labels.unit(threshold.unit, language)}",
    )  # fmt: skip
    over = oversize_figure(check, stage)
    counted = [words.CLASSES_OVER.say(language).format(count=over.display)] if over.value else []
    return words.sentence([said, *words.still_open(stand.open, language), *counted], language)


def _size_reading(check: CountyCheck, language: Language) -> str:
    stand = standing_of(one.passes for one in check.size)
    said = words.SIZES_READING.say(language).format(judged=stand.all, failing=stand.failing)
    return words.sentence([said, *words.still_open(stand.open, language)], language)
