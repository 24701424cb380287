"""What a question about the rules asks for, by its words: which kind of answer, and about which records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding
from assistant.rules import asking
from assistant.rules import patterns as words
from corpus.bilingual import Bilingual
from corpus.folding import fold, has_chinese
from corpus.indicators import item_of, named_in, wordings_of
from corpus.model import STAGES, Name, Scope
from corpus.terms import english_words, load_terms

RuleKind = Literal[
    "strictest", "loosest", "compared", "beside_floor", "looser", "apart", "portion", "at_odds", "doubted",
    "change", "gap", "fact", "open", "defined", "stages", "section", "documents", "upload",
]  # fmt: skip


def kind_asked(asked: Understanding) -> RuleKind | None:
    """Return which kind of answer about the rules a question wants; None: a requirement itself, or no rule at all."""
    question = asked.question
    kinds: tuple[tuple[RuleKind, bool], ...] = (
        ("upload", bool(asking.UPLOAD.search(question))),
        ("documents", asks_documents(asked)),
        ("stages", asks_stages(asked)),
        ("at_odds", bool(words.AT_ODDS.search(question)) and not words.OF_DATA.search(question)),
        ("open", bool(words.OPEN.search(question))),
        ("portion", bool(words.PORTION.search(question))),
        ("loosest", bool(words.LOOSEST.search(question))),
        ("strictest", bool(words.STRICTEST.search(question))),
        ("looser", bool(words.LOOSER.search(question)) and not topics_of(asked)),
        ("beside_floor", bool(words.BESIDE_FLOOR.search(question))),
        ("compared", asks_comparison(asked)),
        ("apart", bool(words.APART.search(question)) and len(asked.places) < 2),
        ("defined", asks_meaning(asked) or asks_how_computed(asked)),
        ("fact", bool(words.SCHOOL_COUNT.search(question))),
        ("change", bool(words.YEARS_TOGETHER.search(question) and words.AIMED.search(question))),
        ("gap", bool(words.GAP.search(question))),
        ("change", bool(words.CHANGE.search(question))),
        ("fact", asks_state(asked)),
        ("doubted", bool(words.DOUBTED.search(question))),
        ("section", asks_section(asked) or asks_overview(asked)),
    )
    return next((kind for kind, found in kinds if found), None)


def asks_of_documents(asked: Understanding) -> bool:
    """Say whether only the documents can answer, whatever sheet there is: who asks most, and what is left open."""
    kind = kind_asked(asked)
    of_documents = kind in ("compared", "looser", "at_odds") or (kind == "apart" and len(asked.indicators) > 1)
    of_rules = kind in ("strictest", "loosest", "open", "section", "stages", "documents", "upload")
    return of_rules or (of_documents and not asked.own) or (kind == "defined" and not asks_how_computed(asked))


def asks_documents(asked: Understanding) -> bool:
    """Say whether a question asks which documents are here, and not what they say."""
    rest = asking.DOCUMENTS_CHATTER.sub("", asking.DOCUMENTS.sub(" ", asked.bare))
    return bool(asking.DOCUMENTS.search(asked.question)) and not asked.indicators and not rest


def asks_section(asked: Understanding, heading: str = "") -> bool:
    """Say whether a question asks for what belongs to a thing, one by one, or how many there are of it.

    `heading`: the name of the thing, which is no more than that in the question.
    """
    found, rest = (
        asking.LISTED.search(asked.question),
        asked.bare.replace(fold(heading), " ") if heading else asked.bare,
    )
    return bool(found) and not asked.own and not asking.LIST_CHATTER.sub("", asking.LISTED.sub(" ", rest))


def asks_list_of_parts(asked: Understanding) -> bool:
    """Say whether words that ask for a list stand in a question; whether it is one, its rest decides."""
    return bool(asking.LISTED.search(asked.question)) and not asked.own


def asks_alike(asked: Understanding) -> bool:
    """Say whether a question asks what is the same of two things, not what differs."""
    return bool(asking.ALIKE.search(asked.question))


def asks_overview(asked: Understanding) -> bool:
    """Say whether a question asks what the whole evaluation consists of."""
    rest = asking.OVERVIEW_CHATTER.sub("", asking.LISTED.sub(" ", asked.bare))
    question = asked.question
    listed = bool(asking.OVERVIEW.search(question) and asking.LISTED.search(question))
    return (
        listed
        and not asking.NO_OVERVIEW.search(question)
        and not asked.indicators
        and not asked.own
        and not asking.LIST_CHATTER.sub("", rest)
    )


def asks_stages(asked: Understanding) -> bool:
    """Say whether a question holds the requirements of the two stages against each other."""
    both = asked.stage is None and asking.BOTH_STAGES.search(asked.question)
    held = both and asking.STAGES_HELD.search(asked.question)
    return bool(held) and len(asked.places) < 2 and not asked.own and not words.STATE.search(asked.question)


def asks_how_computed(asked: Understanding) -> bool:
    """Say whether a question asks how an indicator is computed."""
    return bool(asking.COMPUTED.search(asked.question))


def asks_meaning(asked: Understanding) -> bool:
    """Say whether a question asks what a word means: by name, or as all that it asks."""
    if asking.MEANT.search(asked.question):
        return True
    is_bare = not words.CHATTER.sub("", asking.WHAT_IS.sub(" ", asked.bare))
    wants_rule = words.ASKED_OF.search(asked.question) or words.AMOUNT.search(asked.bare)
    return bool(asking.WHAT_IS.search(asked.question)) and is_bare and not wants_rule


def asks_no_item(asked: Understanding) -> bool:
    """Say whether a question asks which place is strictest, and in what respect it does not say."""
    bare = words.LOOSEST.sub("", words.STRICTEST.sub("", asked.bare))
    return not asked.indicators and not named_in(asked.question) and not words.CHATTER.sub("", bare)


def asks_comparison(asked: Understanding) -> bool:
    """Say whether a question wants the requirements of several places side by side."""
    question = asked.question
    of_all = not asked.places and not asked.own and words.PLACES_TOGETHER.search(question)
    if not of_all and (len(asked.places) < 2 or not words.COMPARED.search(question)):
        return False
    rest = words.COMPARED.sub(" ", question)
    required = words.ASKED_OF.search(rest) or words.AMOUNT.search(rest)
    return bool(required) and not words.PROCEDURE.search(rest)


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


def asks_list(asked: Understanding) -> bool:
    """Say whether a question wants what belongs to a thing, one by one: only its name and the asking stand there."""
    question, bare = words.LISTED.sub("", asked.question), words.LISTED.sub("", asked.bare)
    if not words.LISTED.search(asked.question) or words.PROCEDURE.search(question):
        return False
    return not words.CHATTER.sub("", bare)


def item_counts_nothing(item: str) -> bool:
    """Say whether an item is a share, so that no number of people answers for it."""
    return item in {"G11", "G12", "G13", "G14", "G15", "Q1", "Q2", "S1"}


def indicators_asked(asked: Understanding, known: Mapping[str, Bilingual]) -> tuple[str, ...]:
    """Return the items, and the parts of items that a question names in full, which stand for them.

    `known`: what the records hold, by the names of the indicators.
    """
    named = [id for id in (*named_in(asked.question), *_named(asked.question, known)) if id in known]
    topics = [topic for topic in _besides(asked, named, known) if topic not in {item_of(id) for id in named}]
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


def _besides(asked: Understanding, named: Sequence[str], known: Mapping[str, Bilingual]) -> tuple[str, ...]:
    """Return the items that are still named when the words that name some records are taken out of a question."""
    if not named or not has_chinese(asked.question):
        return topics_of(asked)
    rest = fold(asked.question)
    wordings = [fold(word) for id in named for word in (*wordings_of(id), *_chinese(known[id]))]
    for word in sorted(wordings, key=len, reverse=True):
        rest = rest.replace(word, " ")
    left = load_terms().indicators(rest)
    return topics_of(replace(asked, indicators=tuple(id for id in asked.indicators if id in left)))


def _named(question: str, known: Mapping[str, Bilingual]) -> list[str]:
    """Return the parts of items, and what no item covers, of which a name stands in a question."""
    folded, words_of = fold(question), f" {' '.join(english_words(question))} "
    parts = {id: name for id, name in known.items() if "." in id}
    return [
        id
        for id, name in parts.items()
        if any(fold(word) in folded for word in _chinese(name)) or f" {' '.join(english_words(name.en))} " in words_of
    ]


def _chinese(name: Bilingual) -> tuple[str, ...]:
    """Return the Chinese words for an indicator: those of its name, and what a user's file calls it too."""
    return (name.zh, *name.also) if isinstance(name, Name) else (name.zh,)


def _says_more(asked: Understanding) -> bool:
    """Say whether anything is left of a question without its terms, its places and the words of asking."""
    return bool(words.CHATTER.sub("", asked.bare))
