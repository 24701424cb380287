"""What a call asks, as a complete question of the house's own words: its places and schools are looked up first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.asked.schools import nearest
from assistant.asked.worded import Question, Worded
from assistant.errors import WrongArguments
from assistant.offered.arguments import (
    Arguments,
    ComparePlaces,
    Compute,
    CountyVerdict,
    DescribeSheet,
    GetStandard,
    SheetWant,
)
from corpus.bilingual import Bilingual
from corpus.errors import UnknownPlace
from corpus.places import Place

_OF_AN_ITEM: Mapping[SheetWant, Worded] = {
    "verdict": "verdict", "value": "value", "which": "which", "count": "count", "rank": "rank", "list": "list",
    "drivers": "drivers", "explain": "explain",
}  # fmt: skip
_OF_NONE: Mapping[SheetWant, Worded] = {
    "verdict": "overall", "which": "failing", "count": "counted", "rank": "worst", "drivers": "drivers",
    "missing": "missing",
}  # fmt: skip
_OF_A_SCHOOL: Mapping[SheetWant, Worded] = {
    "verdict": "of_school", "value": "value_of_school", "explain": "explain_of_school",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What names can mean. `place` returns the place of a name, or raises UnknownPlace; `covered` have documents.

    `schools` are those of the sheet at hand (None: no sheet).
    """

    place: Callable[[str], Place]
    covered: Collection[str]
    schools: Sequence[str] | None = None


def question_of(given: Arguments, known: Known) -> Question:
    """Return the question of a call. Raises WrongArguments for a place or a school that there is not."""
    match given:
        case GetStandard():
            want: Worded = "clause" if given.kind == "requirement" else "target"
            place = _place("get_standard", "place", given.place, known) if given.place else None
            return Question(want, given.item, given.stage, place=place, year=given.year)
        case ComparePlaces():
            return _comparison(given, known)
        case Compute():
            return _computed(given, known)
        case CountyVerdict():
            return Question("overall")
        case DescribeSheet():
            return Question("describe")
    raise TypeError(f"{type(given).__name__} asks no question")


def _comparison(given: ComparePlaces, known: Known) -> Question:
    if given.places is None:
        return Question("strictest", given.item, given.stage)
    places = tuple(dict.fromkeys(_place("compare_places", "places", name, known) for name in given.places))
    return Question("compared", given.item, given.stage, place=places[0], beside=places[1:])


def _computed(given: Compute, known: Known) -> Question:
    if given.school:
        school = _school(given.school, known)
        return Question(_OF_A_SCHOOL[given.want] if given.item else "school", given.item or "", school=school)
    want = (_OF_AN_ITEM if given.item else _OF_NONE)[given.want]
    return Question(want, given.item or "", given.stage)


def _place(tool: str, argument: str, name: str, known: Known) -> Place:
    try:
        return known.place(name)
    except UnknownPlace as error:
        raise WrongArguments(tool, argument, name, _NO_PLACE, sorted(known.covered)) from error


def _school(name: str, known: Known) -> str:
    if known.schools is None:
        raise WrongArguments("compute", "school", name, _NO_SHEET)
    if name not in known.schools:
        raise WrongArguments("compute", "school", name, _NO_SCHOOL, nearest(name, known.schools) or known.schools)
    return name


_NO_PLACE = Bilingual("没有这个行政区划，有文件的地方见下", "there is no such place; these have documents")
_NO_SHEET = Bilingual("没有数据表，不知道有哪些学校", "there is no sheet to know the schools from")
_NO_SCHOOL = Bilingual("数据表中没有这所学校", "the sheet has no such school")
