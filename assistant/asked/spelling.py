"""A question with its names spelled out: 二实小 as the sheet writes it, 明年 as a year, 鼓楼区 with its city.

What could mean several schools or places is asked about, never chosen between.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asked.dates import plain_years
from assistant.asked.facets import Names, Span
from assistant.asked.schools import SchoolSpan, find_schools
from assistant.asked.understanding import language_of
from assistant.asked.unsaid import Ellipsis
from assistant.asked.vague import vague_words
from corpus.bilingual import Bilingual
from corpus.places import Place

SEVERAL_SCHOOLS = Bilingual(
    "表中有几所学校都可能是所问的学校，请选一所。", "Several schools of the sheet fit the name; please choose one."
)
OF_ANOTHER_PLACE = Bilingual(
    "问的学校写有别的地方，表中同名的学校不一定是它，请确认。",
    "The school is named with another place; the one of the sheet may not be it. Please confirm.",
)
SEVERAL_PLACES = Bilingual("同名的地方不止一个，请选一个。", "Several places have this name; please choose one.")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A question with its names spelled out, or what they may mean: one complete question for each choice."""

    question: str
    unclear: Bilingual | None = None
    choices: tuple[str, ...] = ()


def spelled(question: str, names: Names, this_year: int, near: Sequence[Place] = ()) -> Spelled:
    """Spell out the names of a question. `near` are the places selected or told by the sheet, with those above them."""
    text = plain_years(question, this_year)
    schools = find_schools(text, names.schools)
    if schools.in_doubt:
        doubt = schools.in_doubt[0]
        return Spelled(text, SEVERAL_SCHOOLS, tuple(_with(text, doubt.start, doubt.end, one) for one in doubt.names))
    if stranger := next((one for one in schools.found if _is_of_another_place(text, one, names, near)), None):
        return Spelled(
            text, OF_ANOTHER_PLACE, (_with(text, _place_start(text, stranger, names), stranger.end, stranger.name),)
        )
    for one in sorted(schools.found, key=lambda one: -one.start):
        text = _with(text, one.start, one.end, one.name)
    return _with_places(text, names, near)


def spelled_out(question: str, said: Ellipsis, spans: Sequence[Span]) -> str:
    """Return a question whose only topic is named for short (规模超了吗) with its name in full."""
    topics = [one for one in spans if one.facet in ("topic", "spread")]
    if said.predicate not in ("verdict", "value", "short") or not topics or not all(one.short for one in topics):
        return question
    if vague_words(question):
        return question
    for one in reversed(topics):
        question = f"{question[: one.start]}{one.said.say(language_of(question))}{question[one.end :]}"
    return question


def _place_start(text: str, school: SchoolSpan, names: Names) -> int:
    """Return where the place begins that stands right before a school (鼓楼区第一实验小学), or the school itself."""
    spans = names.gazetteer.spans(text[: school.start])
    return spans[-1][0] if spans and spans[-1][1] == school.start else school.start


def _is_of_another_place(text: str, school: SchoolSpan, names: Names, near: Sequence[Place]) -> bool:
    """Say whether a school is named with a place that is not the sheet's: the name may be that of another school."""
    start = _place_start(text, school, names)
    if start == school.start:
        return False
    said = names.gazetteer.find(text[start : school.start])[-1]
    of_sheet = (*near, *names.gazetteer.find(school.name))
    above = {one for place in of_sheet for one in (place, *names.gazetteer.ancestors(place))}
    return bool(above) and said not in above and not any(said.name == one.name for one in above)


def _with_places(text: str, names: Names, near: Sequence[Place]) -> Spelled:
    schools = find_schools(text, names.schools).found
    for start, end, place in reversed(names.gazetteer.spans(text)):
        alike = names.gazetteer.alike(text[start:end], place)
        if len(alike) < len(("one", "another")) or any(one.start < end and start < one.end for one in schools):
            continue
        meant = _nearest(alike, names, near)
        if meant is None:
            return Spelled(text, SEVERAL_PLACES, tuple(_with(text, start, end, one.full_name) for one in alike))
        text = _with(text, start, end, meant.full_name)
    return Spelled(text)


def _nearest(alike: Sequence[Place], names: Names, near: Sequence[Place]) -> Place | None:
    """Return the one place that is selected or lies in the same city or province as what is; None in doubt."""
    above = {one: {one, *names.gazetteer.ancestors(one)} for one in alike}
    for place in near:
        if place.level != "country" and len(fits := [one for one in alike if place in above[one]]) == 1:
            return fits[0]
    return None


def _with(text: str, start: int, end: int, name: str) -> str:
    return f"{text[:start]}{name}{text[end:]}"
