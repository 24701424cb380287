"""What may be asked next: complete questions that the corpus and the sheet at hand answer.

Each is made of typed parts, and offered only where the records hold an answer or the sheet decides it; nothing is
drafted to find out.
"""

from collections.abc import Iterable, Iterator

from assistant.asked.items import topics_of
from assistant.asked.worded import Question
from assistant.from_sheet import TOPICS
from assistant.routing import DECIDED, Asking
from assistant.shown import schools_shown
from assistant.verified import phrases
from assistant.verified.draft import Draft
from calculators.county import CountyCheck
from calculators.model import Item
from corpus.bilingual import Bilingual
from corpus.folding import fold
from corpus.indicators import item_of
from corpus.model import STAGES, Stage
from corpus.places import Place

MOST = 3
# What staff ask about most, where nothing else says what to ask next.
_USUAL = ("G3", "CV", "G5")
_USUAL_OF_SCHOOLS = ("G3", "G5", "G4", *(f"R{number}" for number in range(1, 8)))


def suggested(one: Asking, draft: Draft) -> tuple[Bilingual, ...]:
    """Return up to three questions to ask next; the choices of a draft that offers some stay as they are."""
    if draft.suggestions and draft.suggestions is not phrases.EXAMPLES:
        return draft.suggestions
    said = {fold(one.asked.question)}
    found: list[Bilingual] = []
    for question in _candidates(one, draft):
        text = question.text
        key = fold(text.say(one.asked.language))
        if key not in said and answerable(question, one):
            said.add(key)
            found.append(text)
        if len(found) == MOST:
            break
    return tuple(found)


def answerable(question: Question, one: Asking) -> bool:
    """Say whether the records, or the sheet at hand, hold an answer to a question."""
    match question.want:
        case "clause":
            return _is_required(question, one)
        case "target":
            return question.place is not None and _has_target(question.item, question.stage, question.place, one)
        case "strictest":
            return len(_places_with(question.item, one)) > 1
        case _:
            return one.report is not None and _is_decided(question, one.report.check)


def _candidates(one: Asking, draft: Draft) -> Iterator[Question]:
    """Yield what may be asked next, the most fitting first."""
    items = topics_of(one.asked)
    if one.report is not None:
        yield from _of_the_sheet(one, one.report.check, draft, items)
    if draft.status == "answered" or items:
        yield from _of_the_rules(one, items)
    yield from (Question("clause", item) for item in _USUAL if item not in items)


def _of_the_sheet(one: Asking, check: CountyCheck, draft: Draft, items: tuple[str, ...]) -> Iterator[Question]:
    """Yield what leads on: of a school, what else it fails; of schools, the first of them, by how much, and why."""
    asked = one.asked
    if asked.schools:
        yield from _of_the_school(asked.schools[0], check, items)
    elif school := next(iter(schools_shown(draft, one.view.ledger, one.report)), ""):
        yield Question("school", school=school)
    if "CV" in items:
        yield Question("drivers", stage=_worst_stage(check))
    if items and asked.intent != "clause" and not asked.schools:
        yield Question(
            "which" if asked.intent == "verdict" and _fails(check, items[0]) else "clause", items[0], asked.stage
        )
    yield from (Question("verdict", id, asked.stage) for id in items if asked.intent == "clause" or asked.schools)
    if asked.schools or items:
        yield Question("overall")
    yield from (Question("verdict", id) for id in _failing(check) if id not in items)
    yield Question("missing")


def _of_the_school(school: str, check: CountyCheck, items: tuple[str, ...]) -> Iterator[Question]:
    """Yield the school as a whole where one item of it was asked for, and items that it fails."""
    if items:
        yield Question("school", school=school)
    failed = (id for id in _USUAL_OF_SCHOOLS if school in _failing_schools(check, id))
    yield from (Question("of_school", id, school=school) for id in failed if id not in items)


def _failing_schools(check: CountyCheck, id: str) -> set[str]:
    return {
        school for item in check.items if _is_of(item, (id,)) and item.status == "not_met" for school in item.schools
    }


def _fails(check: CountyCheck, id: str) -> bool:
    return bool(_failing_schools(check, id))


def _of_the_rules(one: Asking, items: tuple[str, ...]) -> Iterator[Question]:
    """Yield the requirement, the place's own target, the other stage, and another place with a record of the same."""
    asked = one.asked
    here = asked.places[0] if len(asked.places) == 1 else one.place
    for item in items:
        if asked.intent != "clause":
            yield Question("clause", item, asked.stage)
        elif asked.stage:
            yield Question("clause", item, _other(asked.stage))
        if here and not asked.places:
            yield Question("target", item, asked.stage, place=here)
        yield from (Question("target", item, asked.stage, place=place)
                    for place in _places_with(item, one) if place != here)  # fmt: skip
        yield Question("strictest", item)


def _is_decided(question: Question, check: CountyCheck) -> bool:
    if question.want == "missing":
        return any(item.missing for item in check.items)
    if question.want == "overall":
        return bool(check.units)
    if question.want == "of_school":
        return question.school in _failing_schools(check, question.item)
    if question.want == "school":
        return question.school in {school.name for school in check.schools}
    stage = question.stage
    found = [item for item in check.items if _is_of(item, (question.item,)) and stage in (None, item.stage)]
    if question.want == "drivers":
        return any(one.id.startswith("CV.") and one.value is not None for one in check.items)
    return any(item.status in DECIDED for item in found)


def _is_of(item: Item, ids: Iterable[str]) -> bool:
    return item.id.split(".")[0] in ids


def _failing(check: CountyCheck) -> list[str]:
    """Return the items that are not met and can be asked about, each once."""
    failing = dict.fromkeys(item.id.split(".")[0] for item in check.items if item.status == "not_met")
    return sorted((id for id in failing if id in TOPICS), key=lambda id: id not in _USUAL)


def _worst_stage(check: CountyCheck) -> Stage | None:
    """Return the stage of the largest coefficient."""
    found = [(item.value, item.stage) for item in check.items if item.id.startswith("CV.") and item.value is not None]
    stage = max(found, key=lambda one: float(one[0]))[1] if found else None
    return next((one for one in STAGES if one == stage), None)


def _other(stage: Stage) -> Stage:
    return next(one for one in STAGES if one != stage)


def _is_required(question: Question, one: Asking) -> bool:
    floor = one.view.tools.standards.floor(one.year).in_force.values()
    return any(
        item_of(required.indicator) == question.item and question.stage in (None, required.stage) for required in floor
    )


def _has_target(item: str, stage: Stage | None, place: Place, one: Asking) -> bool:
    standards = one.view.tools.standards
    targets = (*standards.targets(place, one.year).in_force.values(),
               *standards.coming(place, one.year).in_force.values())  # fmt: skip
    return any(item_of(target.indicator) == item and stage in (None, target.stage) for target in targets)


def _places_with(item: str, one: Asking) -> list[Place]:
    """Return the places that have a target of their own for an item."""
    tools = one.view.tools
    places = (tools.place(name) for name in sorted(tools.covered))
    return [place for place in places if place and _has_target(item, None, place, one)]
