"""Turns: what a question leaves unsaid because the turn before it said so.

A follow-up is rewritten into a complete question, in words; all that comes after reads complete questions only. A
question that is complete in itself is never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from assistant.asked.facets import WHERE, Names, Span, spans_in, without
from assistant.asked.references import Referring, referring
from assistant.asked.rewriting import neutral, pieces_of, put
from assistant.asked.subjects import added, said_of
from assistant.asked.understanding import language_of
from assistant.asked.unsaid import ADDED, OF_ITS_OWN, WHOLE, Ellipsis, ellipsis_in
from corpus.bilingual import Bilingual, Language
from corpus.folding import has_chinese

MOST_CHOICES = 3
NO_SCHOOLS_BEFORE = Bilingual(
    "没有看出指的是哪所学校，请写明校名。", "It is not clear which school is meant; please give its name."
)
# What is judged by a number: alone it may follow any question on another; what else there is asks about itself.
_MEASURED = re.compile(r"CV|S1|[RGQ]\d{1,2}(?:\..*)?")
_BESIDE = re.compile(
    r"(?:那么?)?(?:跟|和|与|同|比)(?P<other>.{2,20}?)(?:相比|比较?|对比)(?:一下)?(?:呢|怎么样|如何|起来)?\W*"
)
_PASSES = Bilingual("{}达标吗？", "Does {} meet the requirements?")
NOTHING_BEFORE = Bilingual(
    "没有看出问的是哪一项，请把问题写完整。", "It is not clear what is asked; please write the whole question."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is kept of the last turn: its question, complete in itself, and what its answer named, in the order shown.

    `schools` are names as the sheet has them; `clauses` are keys of the clauses cited.
    """

    question: str
    language: Language
    schools: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """A question complete in itself, or what is unclear in it, with complete questions to choose from.

    `language` is the one that the question asks to be answered in, where it does.
    """

    question: str
    language: Language | None = None
    unclear: Bilingual | None = None
    choices: tuple[str, ...] = ()


def completed(question: str, before: Turn | None, names: Names, *, examples: Sequence[Bilingual] = ()) -> Completed:
    """Return a question with what it leaves unsaid put into words from the turn before.

    `examples` are complete questions from which choices are made where there was no turn that could say it.
    """
    referred = referring(question)
    if referred and (referred.counted or (before and before.schools) or names.schools):
        chosen = referred.chosen(_listed(before, names, plural=referred.kind != "one"))
        if not chosen:
            return _no_school(question, referred, before, names, examples)
        question = f"{question[: referred.start]}{_joined(chosen, question)}{question[referred.end :]}"
    else:
        question = _with_school_for_it(question, before, names)
    if before and (beside := _compared(question, before, names)):
        return Completed(beside)
    spans = spans_in(question, names)
    has_topic = any(one.facet in ("topic", "spread") for one in spans)
    said = ellipsis_in(without(question, spans), question, has_topic=has_topic)
    if said.bare and _is_follow_up(said, spans):
        return _with_facets(question, spans, before, names, examples)
    if said.predicate and not has_topic and not (_names_its_subject(said, spans) and not referred):
        return _with_subject(question, said, spans, before, names, examples)
    return Completed(question)


def _names_its_subject(said: Ellipsis, spans: Sequence[Span]) -> bool:
    """Say whether a predicate has what it needs: 我们县达标吗 asks about everything, 我们县差多少 does not."""
    whose = {one.facet for one in spans} & {"own", "place", "school"}
    return bool(whose) and (said.predicate in WHOLE or said.denies or said.asks_for_aims)


def _compared(question: str, before: Turn, names: Names) -> str | None:
    """Return the question before asked of two, where one is to be compared with what it was asked of: 跟初中比呢."""
    other = _BESIDE.fullmatch(question.strip())
    if not other or not has_chinese(before.question):
        return None
    for one in pieces_of(other["other"], "zh", names, "zh"):
        spans = [span for span in spans_in(before.question, names) if span.facet == one.facet]
        if one.text == other["other"] and one.facet in ("stage", "place", "school") and len(spans) == 1:
            end = spans[0].end
            return f"{before.question[:end]}和{one.text}{before.question[end:]}"
    return None


def _is_follow_up(said: Ellipsis, spans: Sequence[Span]) -> bool:
    """Say whether bare facets follow up: by a connective, or since they alone ask nothing (南安？ after a question)."""
    topics = [one for one in spans if one.facet in ("topic", "spread")]
    measured = len(topics) == len(spans) and all(_MEASURED.fullmatch(one.value) for one in topics)
    return bool(spans) and (said.marked or not topics or measured)


def _with_facets(
    question: str, spans: Sequence[Span], before: Turn | None, names: Names, examples: Sequence[Bilingual]
) -> Completed:
    """Put the facets of a question into the one before."""
    if before is None:
        complete = any(one.facet in ("topic", "spread") for one in spans)
        return Completed(question) if complete else _unclear(question, names, examples)
    told = next((cast(Language, one.value) for one in spans if one.facet == "language"), None)
    asked = before.question if told and len(spans) == 1 else neutral(_put_all(question, before.question, names))
    return Completed(asked, told)


def _put_all(question: str, into: str, names: Names) -> str:
    language = tongue(into)
    for piece in pieces_of(question, tongue(question), names, language):
        if piece.facet != "language":
            into = put(piece, into, names, language)
    return into


def _with_subject(
    question: str, said: Ellipsis, spans: Sequence[Span],
    before: Turn | None, names: Names, examples: Sequence[Bilingual]
) -> Completed:  # fmt: skip
    """Give a predicate the subject of the question before."""
    predicate = said.predicate
    assert predicate  # the caller has looked
    if before is None:
        whose = any(one.facet in WHERE for one in spans)
        return Completed(question) if predicate in WHOLE or whose else _unclear(question, names, examples)
    asked = _put_all(question, before.question, names) if spans else before.question
    into = tongue(asked)
    words = said.words if tongue(question) == into else _TRANSLATED[predicate].say(into)
    if predicate in ADDED and not (said.denies and into == "zh"):
        return Completed(added(predicate, words, asked, into))
    return Completed(said_of(predicate, words, asked, names, into))


def _listed(before: Turn | None, names: Names, *, plural: bool) -> tuple[str, ...]:
    """Return the schools that a reference may mean: the one asked about before, else those that the answer showed."""
    if before is None:
        return names.schools if len(names.schools) == 1 and not plural else ()
    asked = _asked_of(before, names)
    return asked if not plural and len(asked) == 1 else before.schools


def _with_school_for_it(question: str, before: Turn | None, names: Names) -> str:
    """Return a question with the one school asked about before in the place of 它."""
    schools = _asked_of(before, names) if before else ()
    if (
        len(schools) != 1
        or not OF_ITS_OWN.search(question)
        or any(one.facet in WHERE for one in spans_in(question, names))
    ):
        return question
    return OF_ITS_OWN.sub(schools[0], question, count=1)


def _asked_of(before: Turn, names: Names) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.value for one in spans_in(before.question, names) if one.facet == "school"))


def _no_school(
    question: str, at: Referring, before: Turn | None, names: Names, examples: Sequence[Bilingual]
) -> Completed:  # fmt: skip
    """Say that a reference points to no school, with the question for some schools as choices."""
    schools = dict.fromkeys((before.schools if before else ()) or names.schools)
    choices = []
    for school in tuple(schools)[:MOST_CHOICES]:
        named = completed(f"{question[: at.start]}{school}{question[at.end :]}", before, names)
        choices.append(_PASSES.say(tongue(question)).format(school) if named.unclear else named.question)
    others = () if choices else (example.say(tongue(question)) for example in examples)
    return Completed(question, None, NO_SCHOOLS_BEFORE, (*choices, *others)[:MOST_CHOICES])


def _unclear(question: str, names: Names, examples: Sequence[Bilingual]) -> Completed:
    """Say that a first question leaves its subject unsaid, with what it would be for some subjects."""
    language = tongue(question)
    turns = (Turn(example.say(language), language) for example in examples)
    choices = dict.fromkeys(completed(question, turn, names).question for turn in turns)
    return Completed(question, None, NOTHING_BEFORE, tuple(choices)[:MOST_CHOICES])


def _joined(schools: Sequence[str], question: str) -> str:
    return "、".join(schools) if has_chinese(question) else f" {' and '.join(schools)} "


def tongue(text: str) -> Language:
    """Return the language that a question is written in, whatever names stand in it.

    >>> tongue("and 南安?"), tongue("那初中呢"), tongue("R4")
    ('en', 'zh', 'zh')
    """
    return language_of(text)


_TRANSLATED = {
    "why": Bilingual("为什么", "why"), "how": Bilingual("怎么算出来的", "how was it worked out"),
    "basis": Bilingual("依据是什么", "on what basis"),
    "source": Bilingual("是哪个文件规定的", "which document says so"), "which": Bilingual("哪些学校不达标",
    "which ones"),
    "count": Bilingual("有几所学校不达标", "how many"), "short": Bilingual("还差多少", "by how much"),
    "verdict": Bilingual("达标吗", "is it enough"),
    "value": Bilingual("是多少", "what is it"), "required": Bilingual("要求是多少", "the requirement"),
    "rank": Bilingual("最差的是哪几所", "worst"),
    "list": Bilingual("都列出来", "list them"), "drivers": Bilingual("哪些学校影响最大", "which schools drive it"),
    "years": Bilingual("跟去年比怎么样", "compared with last year"),
}  # fmt: skip
