"""The school that a user says is theirs (我是水头学校的校长), and what they then ask of 我们学校 or of none by name."""

import re

from assistant.asked.facets import WHERE, Names, spans_in, without
from assistant.asked.rewriting import Piece, put
from assistant.asked.schools import find_schools
from assistant.asked.understanding import language_of
from assistant.asked.unsaid import ellipsis_in
from corpus.bilingual import Bilingual

_WHO = re.compile(
    r"我们?(?:这)?(?:是|在|来自|就是|学校是|校是)(?P<zh>.{2,20}?)(?:的(?:校长|副校长|老师|教师|主任|教务|书记"
    r"|工作人员|人)?|校长|(?=[，,。]|$))[，,。；;\s]*"
    r"|\bi(?: am|'m) (?:the |a )?(?:head|principal|headmaster|headmistress|teacher|deputy)\w*(?: teacher)? (?:of"
    r"|at) (?P<en>\S+?)[,.;\s]+",
    re.I,
)
_OWN_SCHOOL = re.compile(r"我们学校|我们校|我校|本校|咱们?(?:学校|校)|\b(?:our|my) school\b", re.I)
_ABOUT_SCHOOL = Bilingual("{}情况怎么样？", "How is {} doing?")


def own_school(question: str, known: str, names: Names) -> str:
    """Return the school that a user says is theirs (我是水头学校的校长), now, or as `known` from before."""
    who = _WHO.search(question)
    said = find_schools(who["zh"] or who["en"] or "", names.schools).found if who else ()
    return said[0].name if len(said) == 1 else known


def with_own_school(question: str, known: str, names: Names) -> str:
    """Return a question with the name of the user's own school for 我们学校, and without what tells it."""
    own = own_school(question, known, names)
    if not own:
        return question
    who = _WHO.search(question)
    rest = _WHO.sub("", question, count=1) if who and find_schools(who.group(), names.schools).found else question
    if not any(map(str.isalnum, rest)):
        return _ABOUT_SCHOOL.say(language_of(question)).format(own)
    named = _OWN_SCHOOL.sub(own, rest)
    return put(Piece("school", (own,), own), named, names, language_of(named)) if _is_of_theirs(named, names) else named


def _is_of_theirs(question: str, names: Names) -> bool:
    """Say whether what a headmaster asks without naming any school or place is asked of the own one: 规模超了吗."""
    spans = spans_in(question, names)
    facets = {one.facet for one in spans}
    said = ellipsis_in(without(question, spans), question, has_topic=True)
    return "topic" in facets and not facets & {*WHERE, "kind"} and said.predicate in ("verdict", "value", "short")
