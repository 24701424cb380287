"""What a question about the rules asks for, by its words: which kind of answer, and about which records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from assistant.items_asked import topics_of
from assistant.rules import patterns as words
from assistant.understanding import Understanding
from corpus.bilingual import Bilingual
from corpus.folding import fold, has_chinese
from corpus.indicators import item_of, named_in, wordings_of
from corpus.model import STAGES, Scope
from corpus.terms import english_words, load_terms

RuleKind = Literal["strictest", "loosest", "beside_floor", "change", "gap", "fact", "open"]


def kind_asked(asked: Understanding) -> RuleKind | None:
    """Return which kind of answer about the rules a question wants; None: a requirement itself, or no rule at all."""
    question = asked.question
    kinds: tuple[tuple[RuleKind, bool], ...] = (
        ("open", bool(words.OPEN.search(question))),
        ("loosest", bool(words.LOOSEST.search(question))),
        ("strictest", bool(words.STRICTEST.search(question))),
        ("beside_floor", bool(words.BESIDE_FLOOR.search(question))),
        ("fact", bool(words.SCHOOL_COUNT.search(question))),
        ("change", bool(words.YEARS_TOGETHER.search(question) and words.AIMED.search(question))),
        ("gap", bool(words.GAP.search(question))),
        ("change", bool(words.CHANGE.search(question))),
        ("fact", asks_state(asked)),
    )
    return next((kind for kind, found in kinds if found), None)


def asks_of_documents(asked: Understanding) -> bool:
    """Say whether only the documents can answer, whatever sheet there is: who asks most, and what is left open."""
    return kind_asked(asked) in ("strictest", "loosest", "open")


def asks_state(asked: Understanding) -> bool:
    """Say whether a question wants how things stand or stood, not what is required or how anything is done."""
    question = asked.question
    wanted = bool(words.STATE.search(question)) or asked.year is not None
    if not wanted or words.PROCEDURE.search(question):
        return False
    return bool(words.SHARE.search(question) or words.PAST.search(question)) or not words.AIMED.search(question)


def speaks_of_province(question: str) -> bool:
    """Say whether a question names a standard that the province sets, whatever it is about."""
    return bool(words.PROVINCIAL.search(question))


def asks_all_open(question: str) -> bool:
    """Say whether a question asks for everything that the documents leave open."""
    return bool(words.ALL_OPEN.search(question))


def asks_changes_only(asked: Understanding) -> bool:
    """Say whether a question asks what changes with the years, and of nothing in particular."""
    return not asked.indicators and not words.CHATTER.sub("", words.BETWEEN.sub("", words.CHANGE.sub("", asked.bare)))


def asks_amount(asked: Understanding, item: str) -> bool:
    """Say whether a question wants what is required of an item, not how, when or by whom anything is done."""
    question = asked.question
    if words.PROCEDURE.search(question) or (words.MONEY.search(question) and item not in words.OF_MONEY):
        return False
    if words.COUNT.search(question) and item_counts_nothing(item):
        return False
    return bool(words.AMOUNT.search(question)) or (bool(words.ASKED_OF.search(question)) and not _says_more(asked))


def asks_words(asked: Understanding) -> bool:
    """Say whether a question wants what is required in words: nothing but the thing and the asking stands in it."""
    return (
        bool(words.ASKED_OF.search(asked.question))
        and not words.PROCEDURE.search(asked.question)
        and not _says_more(asked)
    )


def item_counts_nothing(item: str) -> bool:
    """Say whether an item is a share, so that no number of people answers for it."""
    return item in {"G11", "G12", "G13", "G14", "G15", "Q1", "Q2", "S1"}


def indicators_asked(asked: Understanding, known: Mapping[str, Bilingual]) -> tuple[str, ...]:
    """Return the items, and the parts of items that a question names in full, which stand for them.

    `known`: what the records hold, by the names of the indicators.
    """
    named = [id for id in (*named_in(asked.question), *_named(asked.question, known)) if id in known]
    topics = [topic for topic in _besides(asked, named) if topic not in {item_of(id) for id in named}]
    if "G11" in topics and "R2" in topics:  # 骨干教师 among those who rotate
        topics.remove("R2")
    topics = [_part(topic, asked.question, known) for topic in _of_nine_years(topics, asked.question)]
    if words.LEVELS.search(asked.question):
        topics = [topic for topic in topics if topic in words.OF_LEVELS]
    return tuple(dict.fromkeys((*named, *topics)))


def _part(topic: str, question: str, known: Mapping[str, Bilingual]) -> str:
    """Return the part of an item that is the share or the number of schools that reach it, where that is asked."""
    parts = {words.SHARE: words.SCHOOLS_SHARE, words.SCHOOL_COUNT: words.SCHOOLS}
    wanted = (f"{topic}.{part}" for pattern, part in parts.items() if pattern.search(question))
    return next((id for id in wanted if id in known), topic)


def _of_nine_years(topics: Sequence[str], question: str) -> list[str]:
    """Return the topics, the nine-year retention rate in the place of the three-year one where it is meant."""
    meant = words.NINE_YEAR_RETENTION if words.NINE_YEARS.search(question) else "Q1"
    return [meant if topic == "Q1" else topic for topic in topics]


def is_of_stage(stage: Scope, asked: Understanding) -> bool:
    """Say whether records of a stage answer a question: of its stage, or of both, or of another level that it names."""
    if stage in (asked.stage, "义务教育", "中小学", "特教"):
        return True
    return asked.stage is None if stage in STAGES else bool(words.LEVELS.search(asked.question))


def _besides(asked: Understanding, named: Sequence[str]) -> tuple[str, ...]:
    """Return the items that are still named when the words that name some records are taken out of a question."""
    if not named or not has_chinese(asked.question):
        return topics_of(asked)
    rest = fold(asked.question)
    for word in sorted((fold(word) for id in named for word in wordings_of(id)), key=len, reverse=True):
        rest = rest.replace(word, " ")
    left = load_terms().indicators(rest)
    return topics_of(replace(asked, indicators=tuple(id for id in asked.indicators if id in left)))


def _named(question: str, known: Mapping[str, Bilingual]) -> list[str]:
    """Return the parts of items, and what no item covers, whose whole names stand in a question."""
    folded, words_of = fold(question), f" {' '.join(english_words(question))} "
    parts = {id: name for id, name in known.items() if "." in id}
    return [
        id
        for id, name in parts.items()
        if fold(name.zh) in folded or f" {' '.join(english_words(name.en))} " in words_of
    ]


def _says_more(asked: Understanding) -> bool:
    """Say whether anything is left of a question without its terms, its places and the words of asking."""
    return bool(words.CHATTER.sub("", asked.bare))
