"""A record of the standards in the cells of a table: what it is of, what it says, since when, and of what nature."""

from dataclasses import dataclass

from corpus.bilingual import Language
from corpus.indicators import item_of, name_of
from corpus.model import Aim, Fact, Threshold
from corpus.saying import SIGNS
from corpus.written import Record
from ui.words import document_labels, labels

_OWN_ITEM = "LOCAL."


@dataclass(frozen=True, slots=True)
class RecordRow:
    """The cells of one record; `item` is empty where no item of the evaluation covers it."""

    item: str
    name: str
    stage: str
    says: str
    when: str
    nature: str
    note: str
    clause: str
    quote: str


def record_row(record: Record, language: Language) -> RecordRow:
    """Return a record in words."""
    item = item_of(record.indicator)
    return RecordRow(
        item="" if item.startswith(_OWN_ITEM) else item,
        name=(record.name or name_of(record.indicator)).say(language),
        stage=labels.stage(record.stage, language),
        says=_says(record, language),
        when=_when(record, language),
        nature=_nature(record, language),
        note=_note(record, language),
        clause=record.ref.clause,
        quote=record.ref.quote,
    )


def _says(record: Record, language: Language) -> str:
    """Return the value as its clause writes it, with sign and unit; an aim in its own words."""
    if isinstance(record, Aim):
        return f"“{record.words}”"
    if record.worded:
        return f"{SIGNS[record.comparison]} “{record.worded}”"
    upper = record.upper if isinstance(record, Threshold) else None
    number = f"{record.value}{f'～{upper}' if upper is not None else ''}"
    hedge = f"“{record.hedge}”" if isinstance(record, Threshold) and record.hedge else ""
    return f"{hedge}{SIGNS[record.comparison]} {labels.quantity(number, record.unit, language)}".strip()


def _when(record: Record, language: Language) -> str:
    if isinstance(record, Fact):
        return document_labels.OF_YEAR.say(language).format(year=record.year)
    if not record.year_stated:
        return document_labels.NO_YEAR.say(language)
    return document_labels.SINCE.say(language).format(year=record.since)


def _nature(record: Record, language: Language) -> str:
    if isinstance(record, Fact):
        return document_labels.FACT_OF.say(language)
    return document_labels.BASES[record.basis].say(language)


def _note(record: Record, language: Language) -> str:
    """Return what else must be known of a record: whom it covers, what was measured, what is left open."""
    if isinstance(record, Fact):
        return record.measure.say(language)
    if isinstance(record, Aim):
        return record.open.say(language) if record.open else ""
    covers = record.covers.say(language) if record.covers else ""
    mean = document_labels.OF_MEAN.say(language) if record.of_mean else ""
    return labels.listed([one for one in (covers, mean) if one], language)
