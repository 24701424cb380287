"""The results of a check as plain tables, for a spreadsheet: numbers unrounded beside what is shown, names as text.

Every value is taken from the check's JSON.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.model import Json
from calculators.columns import label_of
from calculators.indicators import INDICATORS
from corpus.bilingual import Bilingual, Language
from ui.words import labels
from ui.words import table_labels as words

Value = str | float | int | None
Rows = Iterator[Sequence[Value]]
IDS = tuple(one.id for one in INDICATORS)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of results: its name in an address, its title, its heads, and its rows out of the check's JSON."""

    name: str
    title: Bilingual
    heads: tuple[Bilingual, ...]
    rows: Callable[[Json, Language], Rows]


def _of(found: Json, key: str) -> list[Json]:
    return cast("list[Json]", found[key])


def _items(found: Json, language: Language) -> Rows:
    citations = {one["n"]: one for one in _of(found, "citations")}
    verdict = cast(Json, found["verdict"])
    for one in _of(verdict, "items"):
        source = citations.get(one["citation"], {})
        yield (
            _text(one["id"]), words.name_of_item(str(one["id"]), language), _stage(one["stage"], language),
            _status(one["status"], language), _yes(one["borderline"], language), _value(one["value"]),
            _text(one["display"]), _text(one["unit"]), _text(one["comparator"]), _value(one["limit"]),
            _listed(one["schools"], language), _listed(one["missing"], language), _text(one["evidence"]),
            _text(source.get("document")), _text(source.get("clause")),
        )  # fmt: skip


def _units(found: Json, language: Language) -> Rows:
    for one in _of(found, "units"):
        yield (
            _text(one["school"]), _stage(one["stage"], language), _value(one["pupils"]),
            *(_value(_by(one, "values")[id]) for id in IDS), *(_yes(_by(one, "met")[id], language) for id in IDS),
            *(_yes(_by(one, "at_least_85")[id], language) for id in IDS), _yes(one["passes"], language),
        )  # fmt: skip


def _spreads(found: Json, language: Language) -> Rows:
    for stage, one in cast(Mapping[str, Json], found["stages"]).items():
        for indicator in INDICATORS:
            id = indicator.id
            yield (
                _stage(stage, language), id, indicator.label.say(language), _value(_by(one, "mean")[id]),
                indicator.unit, _value(_by(one, "cv")[id]), _text(_by(one, "cv_display")[id]),
                _yes(_by(one, "cv_met")[id], language), _value(_by(one, "met_count")[id]), _value(one["units"]),
            )  # fmt: skip


def _rooms(found: Json, language: Language) -> Rows:
    for one in _of(found, "rooms"):
        numbers = ("classes", "needed", "music", "music_compliant", "art", "art_compliant")
        yield _text(one["school"]), *(_value(one[key]) for key in numbers), _yes(one["passes"], language)


def _sizes(found: Json, language: Language) -> Rows:
    for one in _of(found, "size"):
        yield _text(one["school"]), _value(one["pupils"]), _value(one["limit"]), _yes(one["passes"], language)


def _classes(found: Json, language: Language) -> Rows:
    for one in _of(found, "class_size"):
        numbers = (_value(one[key]) for key in ("classes", "oversize", "largest"))
        yield _text(one["school"]), _stage(one["stage"], language), *numbers


def _issues(found: Json, language: Language) -> Rows:
    severities = cast(Mapping[str, Bilingual], labels.SEVERITIES)
    for one in _of(found, "issues"):
        yield (
            severities[str(one["severity"])].say(language), *(_text(one[key]) for key in ("file", "sheet", "cell")),
            _text(one["message"]), _text(one["found"]), _text(one["expected"]), _listed(one["affects"], language),
        )  # fmt: skip


def _readings(found: Json, language: Language) -> Rows:
    for one in _of(found, "readings"):
        yield tuple(_text(one[key]) for key in ("id", "decides", "name", "changes", "source"))


def _columns(found: Json, language: Language) -> Rows:
    for one in _of(found, "columns"):
        yield (
            *(_text(one[key]) for key in ("file", "sheet", "cell", "heading")),
            label_of(str(one["taken_as"])).say(language) if one["taken_as"] else None, _text(one["why"]),
            _yes(one["sure"], language),
        )  # fmt: skip


def _heads(*said: Bilingual) -> tuple[Bilingual, ...]:
    return said


def _each(suffix: Bilingual) -> Iterable[Bilingual]:
    return (Bilingual(f"{id} {suffix.zh}".strip(), f"{id} {suffix.en}".strip()) for id in IDS)


TABLES = (
    Table("items", words.ITEMS, words.HEADS_OF_ITEMS, _items),
    Table(
        "units", words.UNITS,
        _heads(words.SCHOOL, words.STAGE, words.PUPILS, *_each(Bilingual("", "")), *_each(words.MET),
               *_each(words.AT_LEAST_85), words.PASSES),
        _units,
    ),
    Table("dispersion", words.SPREADS, words.HEADS_OF_SPREADS, _spreads),
    Table("rooms", words.ROOMS, words.HEADS_OF_ROOMS, _rooms),
    Table("size", words.SIZES, words.HEADS_OF_SIZES, _sizes),
    Table("classes", words.CLASSES, words.HEADS_OF_CLASSES, _classes),
    Table("issues", words.ISSUES, words.HEADS_OF_ISSUES, _issues),
    Table("readings", words.READINGS, words.HEADS_OF_READINGS, _readings),
    Table("columns", words.COLUMNS, words.HEADS_OF_COLUMNS, _columns),
)  # fmt: skip


def _by(one: Json, key: str) -> Mapping[str, object]:
    return cast(Mapping[str, object], one[key])


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _value(value: object) -> float | int | None:
    return value if isinstance(value, int | float) else None


def _listed(names: object, language: Language) -> str:
    return labels.listed(cast("list[str]", names), language)


def _stage(stage: object, language: Language) -> str:
    return "" if stage is None else words.stage_of(str(stage), language)


def _status(status: object, language: Language) -> str:
    return cast(Mapping[str, Bilingual], labels.VERDICTS)[str(status)].say(language)


def _yes(value: object, language: Language) -> str:
    return words.TRUTH[cast("bool | None", value)].say(language)
