"""The items that a county form decides, or evidence: the verdict, the numbers behind it, the words that require it."""

from collections.abc import Iterator

from assistant.asked.items import topics_of
from assistant.asked.own import asks_how
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About, quotation
from calculators.figures import size_figure
from calculators.form_figures import form_figure
from calculators.model import Item, Part
from calculators.verdict.small_schools import funding_figure
from corpus.bilingual import same
from corpus.model import STAGES

SMALL_SCHOOLS = "G6"
SCHOOLS_SHOWN = 20
OF_SCHOOLS = ("G3", "G4", "G5")  # decided school by school, with lines of their own


def lines_on_items(view: SheetView) -> list[str]:
    """Return the verdict on each item asked about, with what it rests on and what it still wants."""
    asked = [item for id in topics_of(view.asked) for item in view.check.items if item.id == id and is_of_form(item)]
    asked = [item for item in asked if view.asked.stage is None or item.stage in (view.asked.stage, "义务教育", None)]
    lines = [line for item in asked for line in _lines_on(item, view)]
    small = _small_schools(view) if SMALL_SCHOOLS in topics_of(view.asked) else []
    return list(dict.fromkeys([*lines, *small]))


def is_of_form(item: Item) -> bool:
    """Say whether an item is decided by the county form or by evidence, not school by school."""
    return item.id not in OF_SCHOOLS and item.id[0] not in "RC"


def _lines_on(item: Item, view: SheetView) -> Iterator[str]:
    yield _lead(item, view)
    for part in item.parts:
        yield _part_line(item, part, view)
    if asks_how(view.asked) or len(topics_of(view.asked)) == 1:
        yield from _formulas(item, view)
    thresholds = [item.threshold, *(part.threshold for part in item.parts)]
    yield from view.requirement(one for one in thresholds if one)
    if item.aim:
        cited = view.cite(item.aim)
        yield view.say(f"要求：“{quotation(cited)}”{cited}", f"Requirement: “{quotation(cited)}” {cited}")
    yield from view.missing([item])
    if item.evidence and item.status == "needs_evidence":
        evidence = view.ledger.name("data", item.evidence)
        yield view.say(f"- 需要的佐证：{evidence}", f"- Evidence needed: {evidence}")


def measured_parts(item: Item, view: SheetView) -> list[str]:
    """Return the numbers that an item has already, where evidence alone keeps it open."""
    return [_part_line(item, part, view) for part in item.parts if part.value is not None]


def _formulas(item: Item, view: SheetView) -> Iterator[str]:
    """Yield how each number of an item came about, with the values put in, as its figure says it."""
    ids = [part.id for part in item.parts if part.value is not None] or [item.id] * (item.value is not None)
    for id in ids:
        figure = form_figure(view.check, item.id, id if item.parts else None, item.stage)
        if figure.formula:
            name, formula = view.ledger.name("message", figure.label), view.ledger.name("message", same(figure.formula))
            yield view.say(f"- 算法，{name}：{formula}", f"- How, {name}: {formula}")


def _small_schools(view: SheetView) -> list[str]:
    """Return for how many pupils each small school of the sheet is to be funded, by the place's own tiers first."""
    lines = []
    for one in view.report.small_schools[:SCHOOLS_SHOWN]:
        about = About(school=one.school.name)
        pupils = view.figure(size_figure(view.check, one.school.name), about)
        funded, name = view.figure(funding_figure(view.check, one), about), view.school(one.school.name)
        lines.append(
            view.say(
                f"- {name}：在校{pupils}，按{funded}核定", f"- {name}: {pupils} enrolled, to be funded for {funded}"
            )
        )
    return [view.phrase(phrases.SMALL_SCHOOLS), *lines] if lines else []


def _lead(item: Item, view: SheetView) -> str:
    """Return the verdict with the number that decides it, unless its parts show theirs."""
    about = About(stage=item.stage if item.stage in STAGES else None, indicator=item.id)
    label, verdict = view.label(item.id), view.verdict(item.status, about, borderline=item.borderline)
    stage = _stage(item, view)
    lead = view.say(f"{stage}{label}：{verdict}", f"{stage}{label}: {verdict}")
    if item.value is None or item.parts:
        return lead
    figure = view.figure(form_figure(view.check, item.id, stage=item.stage), about)
    return view.say(f"{lead}（{figure}）", f"{lead} ({figure})")


def _stage(item: Item, view: SheetView) -> str:
    """Return the stage of an item, where its name does not say it."""
    if item.stage not in STAGES or item.stage in view.tools.label(item.id).zh:
        return ""
    name = view.stage_name(item.stage)
    return view.say(name, f"{name}, ")


def _part_line(item: Item, part: Part, view: SheetView) -> str:
    """Return one number of an item with its own verdict, beside its own limit where a number is required."""
    about = About(indicator=item.id)
    name, verdict = view.ledger.name("data", part.name), view.verdict(part.status, about, borderline=part.borderline)
    if part.value is None:
        return view.say(f"- {name}：{verdict}", f"- {name}: {verdict}")
    figure = view.figure(form_figure(view.check, item.id, part.id, item.stage), about)
    return view.say(f"- {name}：{figure}，{verdict}", f"- {name}: {figure}, {verdict}")
