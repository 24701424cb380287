"""School size (G4) and class size (G5) in a county's sheet."""

from assistant.asked.wanted import Wanted
from assistant.sheet.rows import distance, row_lines, unknown_line
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.compare import WHOLE
from calculators.figures import class_size_figure, oversize_figure, size_figure
from calculators.measured.classes_above import classes_from
from calculators.measured.counted import oversize_of_school
from calculators.measured.measures import measure
from calculators.measured.rows import Measure
from calculators.measured.totals import sum_figure
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage


def lines_on_school_size(view: SheetView) -> list[str]:
    """Return whether every school is within its size, and those that are not."""
    item = view.check.item("G4")
    label, verdict = view.label("G4"), view.verdict(item.status)
    count = view.count("G4.failing", Bilingual("超过规模的学校", "schools above the size limit"), item.schools)
    lines = [
        view.say(f"{label}：{verdict}，{count}超过规模。", f"{label}: {verdict}; schools above the limit: {count}.")
    ]
    sizes = measure(view.check, "size", None, item.schools)
    for one in (one for one in view.check.size if view.asked.stage in (None, *one.school.stages)):
        if one.passes is False:
            about = About(school=one.school.name)
            pupils = view.figure(size_figure(view.check, one.school.name), about)
            school = view.school(one.school.name)
            if one.is_eased:
                lines.append(view.say(f"- {school}：{pupils}", f"- {school}: {pupils}"))
            else:
                limit, row = view.limit(one.threshold, about), sizes.row(one.school.name)
                line = view.say(f"- {school}：{pupils}，上限{limit}", f"- {school}: {pupils}, limit {limit}")
                lines.append(line + (distance(view, sizes, row) if row else ""))
    return lines + view.requirement([view.check.floor.get("G4.school", WHOLE)]) + view.missing([item])


def lines_on_classes(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how many classes have more than so many pupils, or that many, and the schools that have them."""
    if wanted.number is None or wanted.number != int(wanted.number):
        return []
    given, exact = int(wanted.number), wanted.comparison == ">="
    from_given = [classes_from(view.check, stage, given) for stage in view.stages] if exact else []
    told = exact and not any(one.unknown for one in from_given)
    found = from_given if told else [classes_from(view.check, stage, given + 1) for stage in view.stages]
    lines = [line for one in found for line in _classes_from(view, one)]
    return [*lines, *([view.phrase(phrases.EXACTLY_SO_MANY)] if exact and not told else [])]


def _classes_from(view: SheetView, one: Measure) -> list[str]:
    about, having = About(stage=one.stage), [row for row in one.known if row.value]
    name, label = view.stage_name(one.stage or "义务教育"), view.ledger.name("message", one.label)
    known = one.known
    total = view.figure(sum_figure(one, known), about) if known else ""
    lead = view.say(f"{name}{label}：{total}", f"{name}, {label}: {total}")
    return [lead, *row_lines(view, one, having), *unknown_line(view, one, one.unknown)]


def lines_on_class_size(view: SheetView) -> list[str]:
    """Return whether every class is within its size, by stage, and the schools with larger ones."""
    stages = [stage for stage in STAGES if any(one.stage == stage for one in view.check.class_size)]
    asked = [stage for stage in stages if view.asked.stage in (None, stage)]
    lines = [line for stage in asked for line in _classes_of(view, stage)]
    return lines + view.requirement(view.check.floor.get("G5", stage) for stage in asked)


def _classes_of(view: SheetView, stage: Stage) -> list[str]:
    item, about = view.check.item("G5", stage), About(stage=stage)
    name, label, verdict = view.stage_name(stage), view.label("G5"), view.verdict(item.status, about)
    limit = view.limit(view.check.floor.get("G5", stage), about)
    over = oversize_figure(view.check, stage)
    lead = view.say(f"{name}{label}：{verdict}（上限{limit}）。", f"{name}, {label}: {verdict} (limit {limit}).")
    if over.value is not None:
        count = view.figure(over, about)
        lead += view.say(f"超班额班级{count}。", f" Classes above it: {count}.")
    return [lead, *(_class_line(view, stage, school) for school in item.schools), *view.missing([item])]


def _class_line(view: SheetView, stage: Stage, school: str) -> str:
    about = About(stage=stage, school=school)
    shown, figure = view.school(school, stage), class_size_figure(view.check, school, stage)
    if figure.value is None:
        return f"- {shown}"
    sizes = measure(view.check, "class_size", stage, (school,))
    largest, far = view.figure(figure, about), "".join(distance(view, sizes, row) for row in sizes.rows)
    over = oversize_of_school(view.check, stage, school)
    line = view.say(f"- {shown}：最大班额{largest}{far}", f"- {shown}: largest class {largest}{far}")
    if over.value is None:
        return line
    classes = view.figure(over, about)
    return line + view.say(f"，超班额班级{classes}", f", classes above it: {classes}")
