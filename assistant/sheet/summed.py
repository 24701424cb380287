"""Sums over the schools of a sheet, what falls to each of them, and the measures that nothing here works with."""

from collections.abc import Iterator

from assistant.asked.wanted import Wanted
from assistant.sheet.compared import lines_on_means
from assistant.sheet.rows import heading, measures
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.county import CountyCheck
from calculators.figures import count_figure
from calculators.indicators import BY_ID
from calculators.measured.in_words import units_figure
from calculators.measured.measures import stages_of
from calculators.measured.totals import amount_figure, each_figure, sum_figure, total_figure
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from corpus.model import Stage

COUNTED = {"size": "pupils", "pupils": "pupils", "classes": "classes"}
PER_SCHOOL = Bilingual("平均每所学校", "on average to a school")
PER_CLASS = Bilingual("平均每个班级", "on average to a class")


def lines_on_totals(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how many there are of what is asked: of the schools named, else of all that are judged, by stage."""
    if view.asked.schools:
        return [line for name in view.asked.schools for id in wanted.measures for line in _of_school(view, id, name)]
    return [line for id in wanted.measures for line in _of_all(view, id)]


def _of_school(view: SheetView, id: str, name: str) -> Iterator[str]:
    for stage in view.stages if id in BY_ID else ():
        if any(one.name == name for one in view.check.units[stage].schools):
            yield _line(view, amount_figure(view.check, stage, id, name), About(stage=stage, school=name))
    for one in measures(view, () if id in BY_ID else (id,), (name,)):
        for row in one.rows:
            yield _line(view, one.figure(row.name), About(stage=one.stage, school=name))


def _of_all(view: SheetView, id: str) -> list[str]:
    if id in COUNTED:
        stages: tuple[Stage | None, ...] = (*view.stages, *([] if view.asked.stage else [None]))
        return [_line(view, total_figure(view.check, COUNTED[id], stage), About(stage=stage)) for stage in stages]
    if id in BY_ID:
        return [_line(view, amount_figure(view.check, stage, id), About(stage=stage)) for stage in view.stages]
    return [
        view.say(f"- {heading(view, one)}：{shown}", f"- {heading(view, one)}: {shown}")
        for one in measures(view, (id,) if id in ("music", "art", "oversize") else ())
        if (shown := view.figure(sum_figure(one, one.rows), About(stage=one.stage)))
    ]


def _line(view: SheetView, figure: Figure, about: About) -> str:
    """One sum with its name, and its working where it has any."""
    name, shown = view.ledger.name("message", figure.label, about), view.figure(figure, about)
    formula = view.ledger.name("message", same(figure.formula)) if figure.formula else ""
    if not formula:
        return view.say(f"- {name}：{shown}", f"- {name}: {shown}")
    return view.say(f"- {name}：{shown}（{formula}）", f"- {name}: {shown} ({formula})")


def lines_on_each(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how many pupils or classes fall to a school, or pupils to a class, stage by stage."""
    by_class = "class_size" in wanted.measures
    what = "classes" if wanted.measures == ("classes",) else "pupils"
    found = (
        _each(view.check, what, stage, by_class=by_class) for stage in stages_of(view.check, "pupils", view.asked.stage)
    )
    return [_line(view, one, about) for one, about in found if one]


def _each(check: CountyCheck, what: str, stage: Stage | None, *, by_class: bool) -> tuple[Figure | None, About]:
    total, about = total_figure(check, what, stage), About(stage=stage)
    if stage is None:
        return None, about
    parts = total_figure(check, "classes", stage) if by_class else units_figure(check, stage)
    share = PER_CLASS if by_class else PER_SCHOOL
    label = Bilingual(f"{total.label.zh}，{share.zh}", f"{total.label.en}, {share.en}")
    id = f"{what}.{'class' if by_class else 'school'}.{stage}"
    return each_figure(id, label, total, parts, total.unit), about


def lines_on_median(view: SheetView, wanted: Wanted) -> list[str]:
    """Say that no such measure is worked out here, and give the county mean, which the rule works with."""
    means = lines_on_means(view, wanted) if set(wanted.measures) & set(BY_ID) else []
    return [view.phrase(phrases.NO_SUCH_MEASURE), *means]


def lines_on_left_out(view: SheetView, _: Wanted) -> list[str]:
    """Return the schools that are no part of the judgement (of those named, where any is), with the reasons."""
    judged = {school.name for units in view.check.units.values() for school in units.schools}
    outside = [name for name in view.asked.schools or view.report.school_names if name not in judged]
    if not outside:
        return [view.phrase(phrases.NONE_LEFT_OUT)]
    label = Bilingual("没有计入资源配置判定的学校", "schools that the resources are not judged of")
    count = view.figure(count_figure("left_out", label, outside))
    lead = view.say(f"没有计入判定的学校：{count}", f"Left out: {count}")
    return [lead, *(line for name in outside for line in outside_line(view, name))]


def outside_line(view: SheetView, name: str) -> list[str]:
    """Return a school that is not judged with the reasons that the check gives."""
    shown = view.school(name)
    reasons = [issue.message for issue in view.check.issues if name in issue.message.zh]
    if not reasons:
        return [f"- {shown}"]
    why = [view.ledger.name("message", one) for one in reasons]
    return [view.say(f"- {shown}：{one}", f"- {shown}: {one}") for one in why]
