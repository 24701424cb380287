"""School size (G4) and class size (G5) in a county's sheet."""

from assistant.ledger import About
from assistant.sheet_view import SheetView
from calculators.figures import class_size_figure, oversize_figure, size_figure
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
    for one in view.check.size:
        if one.passes is False:
            about = About(school=one.school.name)
            pupils = view.figure(size_figure(view.check, one.school.name), about)
            limit, school = view.limit(one.threshold, about), view.school(one.school.name)
            lines.append(view.say(f"- {school}：{pupils}，上限{limit}", f"- {school}: {pupils}, limit {limit}"))
    return lines + view.requirement([view.check.floor.get("G4.school", "义务教育")]) + view.missing([item])


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
    over = view.figure(oversize_figure(view.check, stage), about)
    lead = view.say(
        f"{name}{label}：{verdict}（上限{limit}），超班额班级{over}。",
        f"{name}, {label}: {verdict} (limit {limit}); classes above it: {over}.",
    )
    lines = []
    for school in item.schools:
        about = About(stage=stage, school=school)
        largest = view.figure(class_size_figure(view.check, school, stage), about)
        shown = view.school(school, stage)
        lines.append(view.say(f"- {shown}：最大班额{largest}", f"- {shown}: largest class {largest}"))
    return [lead, *lines, *view.missing([item])]
