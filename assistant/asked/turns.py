"""Turns: what a question leaves unsaid because the turn before it said so.

A follow-up is rewritten into a complete question, in words; all that comes after reads complete questions only. A
question that is complete in itself is never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from assistant.asked.amounts import with_other_amount
from assistant.asked.contrasts import contrasted
from assistant.asked.facets import WHERE, Names, Span, spans_in, without
from assistant.asked.own_school import with_own_school
from assistant.asked.pointing import referred_to, schools_asked, with_school_for_it
from assistant.asked.references import Referring
from assistant.asked.remarks import uncorrected
from assistant.asked.rewriting import neutral, pieces_of, put
from assistant.asked.spelling import spelled_out
from assistant.asked.subjects import OF_ALL, TRANSLATED, added, asks_about, with_other_extreme
from assistant.asked.understanding import language_of
from assistant.asked.unsaid import ADDED, OF_IT, OTHER_SCHOOLS, OTHERS, WHOLE, Ellipsis, ellipsis_in
from corpus.bilingual import Bilingual, Language
from corpus.folding import has_chinese
from corpus.model import JUNIOR, PRIMARY, STAGES, Stage

MOST_CHOICES = 3
NO_SCHOOLS_BEFORE = Bilingual(
    "没有看出指的是哪所学校，请写明校名。", "It is not clear which school is meant; please give its name."
)
# What is judged by a number: alone it may follow any question on another; what else there is asks about itself.
_MEASURED = re.compile(r"CV|S1|[RGQ]\d{1,2}(?:\..*)?")
# What is asked of the schools, and so of each of those that the answer showed.
_OF_MANY = re.compile(
    r"哪|几所|谁|最[高低大小多少好差强弱]|倒数|前[一二两三四五六七八九十\d]|列出|排[名序]|各校|所有"
    r"|\b(?:which|list|rank\w*|lowest|highest|worst|best|largest|smallest|how many)\b",
    re.I,
)
ELSE_ASKED = Bilingual("我们县哪些项目不达标？", "Which items does our county not meet?")
_STAGE_WORDS: dict[Stage, Bilingual] = {
    PRIMARY: Bilingual("小学", "primary schools"), JUNIOR: Bilingual("初中", "junior secondary schools")
}  # fmt: skip
_PASSES = Bilingual("{}达标吗？", "Does {} meet the requirements?")
NOTHING_BEFORE = Bilingual(
    "没有看出问的是哪一项，请把问题写完整。", "It is not clear what is asked; please write the whole question."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is kept of the last turn: its question, complete in itself, and what its answer named, in the order shown.

    `schools` are names as the sheet has them; `clauses` are keys of the clauses cited. `earlier` is the question that
    this one followed up; `own` is the school that the user said is theirs.
    """

    question: str
    language: Language
    schools: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    earlier: str = ""
    own: str = ""

    def with_list_of(self, before: "Turn | None") -> "Turn":
        """Return the turn with the list shown before, where it shows but one school of it: 第三所 goes on in that."""
        one_of_them = before is not None and len(self.schools) == 1 and self.schools[0] in before.schools
        return replace(self, schools=before.schools) if before and one_of_them else self

    def of_other_sheets(self) -> "Turn":
        """Return the turn without what it says of sheets that others took the place of."""
        return replace(self, schools=(), own="")


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
    question, corrects = uncorrected(question)
    question = with_own_school(question, before.own if before else "", names)
    referred = referred_to(question, before.schools if before else (), names)
    if referred:
        chosen = referred.chosen(_listed(before, names, plural=referred.kind != "one"))
        if not chosen:
            return _no_school(question, referred, before, names, examples)
        question = f"{question[: referred.start]}{_joined(chosen, question)}{question[referred.end :]}"
    else:
        question = with_school_for_it(question, before.question if before else "", names)
    if before and (beside := contrasted(question, before.question, before.earlier, names)):
        return Completed(beside)
    if before and OTHERS.fullmatch(question) and not _OF_MANY.search(before.question):
        return Completed(ELSE_ASKED.say(language_of(question)))
    return _with_what_is_unsaid(question, referred, before, names, examples, corrects=corrects)


def _with_what_is_unsaid(
    question: str, referred: Referring | None, before: Turn | None, names: Names, examples: Sequence[Bilingual], *,
    corrects: bool
) -> Completed:  # fmt: skip
    if before and (counted := with_other_amount(question, before.question)):
        return Completed(counted)
    spans = spans_in(question, names)
    has_topic = any(one.facet in ("topic", "spread") for one in spans)
    said = ellipsis_in(without(question, spans), question, has_topic=has_topic)
    if (
        said.bare
        and said.picture
        and not (said.marked or corrects)
        and any(s.facet in ("school", "own") for s in spans)
    ):
        return Completed(question)
    if before and not spans and (said.bare or OTHER_SCHOOLS.fullmatch(question)):
        return Completed(question, None, NOTHING_BEFORE, (before.question,))
    if before and has_topic and OF_IT.fullmatch(without(question, spans)):
        asked = _put_all(question, before.question, names)
        return Completed(
            asks_about(said.predicate or "value", said.words or "是多少", asked, names, language_of(asked))
        )
    if said.bare and _is_follow_up(said, spans, corrects=corrects):
        return _with_facets(question, spans, before, names, examples)
    if said.predicate and not has_topic and not (_names_its_subject(said, spans) and not referred):
        return _with_subject(question, said, spans, before, names, examples)
    return Completed(spelled_out(question, said, spans))


def _names_its_subject(said: Ellipsis, spans: Sequence[Span]) -> bool:
    """Say whether a predicate has what it needs: 我们县达标吗 asks about everything, 我们县差多少 does not."""
    whose = {one.facet for one in spans} & {"own", "place", "school"}
    if any(one.facet == "kind" for one in spans) and said.predicate in OF_ALL:
        return True  # 民办学校有几所 is a question in itself
    return bool(whose) and (said.predicate in WHOLE or said.denies or said.asks_for_aims)


def _is_follow_up(said: Ellipsis, spans: Sequence[Span], *, corrects: bool) -> bool:
    """Say whether bare facets follow up: by a connective, or since they alone ask nothing (南安？ after a question)."""
    topics = [one for one in spans if one.facet in ("topic", "spread")]
    measured = len(topics) == len(spans) and all(_MEASURED.fullmatch(one.value) for one in topics)
    return bool(spans) and (said.marked or corrects or not topics or measured)


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
    language = language_of(into)
    for piece in pieces_of(question, language_of(question), names, language):
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
        if predicate in WHOLE or whose:
            return Completed(question)
        return _unclear(question, names, examples, as_they_are=predicate in ADDED)
    asked = _put_all(question, before.question, names) if spans and predicate != "floor" else before.question
    into = language_of(asked)
    words = said.words if language_of(question) == into and predicate != "floor" else TRANSLATED[predicate].say(into)
    if predicate == "rank" and (other := with_other_extreme(words, asked)):
        return Completed(other)
    of_one = any(one.facet == "school" for one in spans) and _OF_MANY.search(before.question)
    if predicate in ADDED and not of_one and not (said.denies and into == "zh"):
        return Completed(added(predicate, words, asked, into))
    return Completed(asks_about(predicate, words, asked, names, into))


def _listed(before: Turn | None, names: Names, *, plural: bool) -> tuple[str, ...]:
    """Return the schools that a reference may mean: the one asked about before, else those that the answer showed."""
    if before is None:
        return names.schools if len(names.schools) == 1 and not plural else ()
    asked = schools_asked(before.question, names)
    return asked if not plural and len(asked) == 1 else before.schools


def _no_school(
    question: str, at: Referring, before: Turn | None, names: Names, examples: Sequence[Bilingual]
) -> Completed:  # fmt: skip
    """Say that a reference points to no school, with the question for some schools as choices."""
    schools = dict.fromkeys((before.schools if before else ()) or names.schools)
    choices = []
    for school in tuple(schools)[:MOST_CHOICES]:
        named = completed(f"{question[: at.start]}{school}{question[at.end :]}", before, names)
        choices.append(_PASSES.say(language_of(question)).format(school) if named.unclear else named.question)
    others = () if choices else (example.say(language_of(question)) for example in examples)
    return Completed(question, None, NO_SCHOOLS_BEFORE, (*choices, *others)[:MOST_CHOICES])


def _unclear(
    question: str, names: Names, examples: Sequence[Bilingual], *, as_they_are: bool = False
) -> Completed:  # fmt: skip
    """Say that a first question leaves its subject unsaid, with what it would be for some subjects, or with these."""
    language = language_of(question)
    if as_they_are:
        return Completed(question, None, NOTHING_BEFORE, tuple(one.say(language) for one in examples)[:MOST_CHOICES])
    turns = (Turn(example.say(language), language) for example in examples)
    choices = dict.fromkeys(completed(question, turn, names).question for turn in turns)
    return Completed(question, None, NOTHING_BEFORE, tuple(choices)[:MOST_CHOICES])


def other_ways(before: Turn, names: Names) -> tuple[str, ...]:
    """Return what else the question before may have meant: the other stage, and how its answer came about."""
    stages = {one.value for one in spans_in(before.question, names) if one.facet == "stage"}
    into = language_of(before.question)
    others = [_STAGE_WORDS[stage].say(into) for stage in STAGES if stage not in stages]
    questions = [_put_all(words, before.question, names) for words in others] if len(stages) < len(STAGES) else []
    return tuple(dict.fromkeys(one for one in questions if one != before.question))[:MOST_CHOICES]


def _joined(schools: Sequence[str], question: str) -> str:
    return "、".join(schools) if has_chinese(question) else f" {' and '.join(schools)} "
