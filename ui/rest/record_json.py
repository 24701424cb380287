"""The records as the public JSON: requirements, aims, facts, and what was left out, each with the words it rests on."""

from assistant.model import Json
from corpus.bilingual import Language
from corpus.documents import Library
from corpus.indicators import name_of
from corpus.model import Aim, Fact, LeftOut, Reference, Threshold
from corpus.standards import Standards
from corpus.written import Record


def standards_json(standards: Standards, library: Library, language: Language) -> Json:
    """Return all records that stand; names and notes in `language`, quotations as they are."""
    return {
        "standards": [_threshold(one, library, language) for one in standards.all],
        "aims": [_aim(one, library, language) for one in standards.aims],
        "facts": [_fact(one, library, language) for one in standards.facts],
        "left_out": [_left_out(one, library, language) for one in standards.left_out],
    }


def _threshold(one: Threshold, library: Library, language: Language) -> Json:
    return {
        **_common(one, library, language),
        "basis": one.basis, "comparator": one.comparison, "value": float(one.value),
        "upper": None if one.upper is None else float(one.upper), "unit": one.unit, "since": one.since,
        "year_stated": one.year_stated, "hedge": one.hedge, "covers": one.covers.say(language) if one.covers else None,
        "of_mean": one.of_mean,
    }  # fmt: skip


def _aim(one: Aim, library: Library, language: Language) -> Json:
    return {
        **_common(one, library, language),
        "basis": one.basis, "words": one.words, "since": one.since, "year_stated": one.year_stated,
        "open": one.open.say(language) if one.open else None,
    }  # fmt: skip


def _fact(one: Fact, library: Library, language: Language) -> Json:
    return {
        **_common(one, library, language),
        "measure": one.measure.say(language), "comparator": one.comparison, "value": float(one.value),
        "unit": one.unit, "year": one.year,
    }  # fmt: skip


def _left_out(one: LeftOut, library: Library, language: Language) -> Json:
    return {"why": one.why.say(language), **_words(one.ref, library)}


def _common(one: Record, library: Library, language: Language) -> Json:
    return {
        "id": one.id, "indicator": one.indicator, "name": name_of(one.indicator).say(language), "stage": one.stage,
        "jurisdiction": one.jurisdiction, **_words(one.ref, library),
    }  # fmt: skip


def _words(ref: Reference, library: Library) -> Json:
    return {"document": library.document(ref.document).name, "clause": ref.clause, "quote": ref.quote}
