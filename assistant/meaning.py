"""Questions whose want no pattern sees, taken by their likeness to examples and put in words that say it.

What is restated is a complete question like any other, and the answer says how it was taken; it counts only where it
leads to an answer.
"""

from collections.abc import Iterator, Mapping

from assistant.asked.items import topics_of
from assistant.asked.meant import Meant, Want, masked, open_examples, speaks_of_more
from assistant.asked.numbers import numbers_asked
from assistant.asked.own import is_overall
from assistant.asked.understanding import Understanding, understand
from assistant.asked.wants import wanted_of
from assistant.asked.worded import Question, Worded
from assistant.routing import Asking, is_talk, is_unclear
from assistant.rules.words import kind_asked
from corpus.indicators import name_of

# How each want of the sheet is asked for; what is asked of one item, and what of none.
_OF_AN_ITEM: Mapping[Want, Worded] = {
    "verdict": "verdict", "value": "value", "which": "which", "count": "count", "rank": "rank", "list": "list",
    "drivers": "drivers", "explain": "explain",
}  # fmt: skip
_OF_NONE: Mapping[Want, Worded] = {
    "verdict": "overall", "which": "failing", "count": "counted", "rank": "worst", "drivers": "drivers",
    "missing": "missing", "describe": "describe",
}  # fmt: skip
_LIKELY = 2  # wants that are offered where none is clear


def is_left_open(one: Asking) -> bool:
    """Whether no pattern sees what a question wants: 哪几家有问题, are we okay."""
    asked = one.asked
    if is_talk(one) or is_unclear(one):
        return False
    if asked.rule or asked.national or asked.year or numbers_asked(asked) or wanted_of(asked):
        return False
    if kind_asked(asked) not in ((None, "fact") if one.report else (None,)):
        return False
    return asked.intent in ("clause", "value") or not (topics_of(asked) or asked.schools or is_overall(asked))


def meaning_of(one: Asking) -> Meant:
    """Return what the examples say that a question wants."""
    tools = one.view.tools
    return open_examples(tools.home).meant(masked(one.asked, tools.terms))


def restated(one: Asking, want: Want) -> Question | None:
    """Return a question in words that say a want; None where the question has not what they need, or names more."""
    asked, items = one.asked, topics_of(one.asked)
    if speaks_of_more(masked(asked, one.view.tools.terms)):
        return None
    if asked.schools:
        return Question("school", school=asked.schools[0]) if want == "verdict" and not items else None
    if items and not _is_said(items[0], asked):
        return None
    worded = _OF_AN_ITEM.get(want) if items else _OF_NONE.get(want)
    return Question(worded, items[0] if items else "", asked.stage) if worded else None


def _is_said(item: str, asked: Understanding) -> bool:
    """Say whether the question has words of the name of an item: 留守儿童 is a part of 随迁子女, and not the same."""
    name = name_of(item).say(asked.language).lower()
    if asked.language == "en":
        return any(word in name.split() for word in asked.question.lower().split() if len(word) > len("the"))
    return any(asked.question[at : at + 2] in name for at in range(len(asked.question) - 1))


def likely(one: Asking, meant: Meant) -> Iterator[Question]:
    """Yield the questions that may be meant, the likeliest first."""
    for want in meant.wants[:_LIKELY]:
        if question := restated(one, want):
            yield question


def as_asked(one: Asking, question: Question) -> Asking:
    """Return what is asked when a question is put in other words."""
    tools, asked = one.view.tools, one.asked
    schools = one.report.school_names if one.report else ()
    text = question.text.say(asked.language)
    return one.understood_as(understand(text, tools.gazetteer, tools.terms, language=asked.language, schools=schools))
