"""The whole verdict on a county's sheet, and the verdict on single schools."""

from assistant import phrases
from assistant.ledger import About
from assistant.sheet_view import SheetView, joint, status_of
from calculators.figures import class_size_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import INDICATORS
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES, Stage

WHOLE_VERDICT = Bilingual("总的结论", "overall verdict")
SCHOOL_RULE = Bilingual("资源配置（逐校）", "resources, school by school")


def lines_overall(view: SheetView) -> list[str]:
    """Return the county's verdict, its parts with the schools that fail, and what is still open."""
    check = view.check
    name, verdict = view.ledger.name("term", WHOLE_VERDICT), view.verdict(check.status)
    lines = [view.say(f"{name}：{verdict}", f"{name}: {verdict}"), view.phrase(phrases.CHECKS), _school_rule(view)]
    for stage in STAGES:
        items = [item for item in check.items if item.id.startswith(f"CV.{stage}.")]
        about = About(stage=stage)
        verdict = view.verdict(joint(item.status for item in items), about)
        parts = f"{view.stage_name(stage)}{view.say('', ', ')}{view.label('CV')}"
        lines.append(view.say(f"- {parts}：{verdict}", f"- {parts}: {verdict}"))
    for id in ("G3", "G4", "G5"):
        items = [item for item in check.items if item.id == id]
        failing = dict.fromkeys(school for item in items for school in item.schools)
        count = view.count(f"{id}.schools", Bilingual("不达标的学校", "schools that fail"), failing)
        verdict = view.verdict(joint(item.status for item in items))
        lines.append(
            view.say(
                f"- {view.label(id)}：{verdict}，{count}不达标", f"- {view.label(id)}: {verdict}; failing: {count}"
            )
        )
    floor = view.check.floor
    return lines + _open(view) + view.requirement([floor.get("RULE.met_count", "义务教育"), floor.get("CV", "小学")])


def _school_rule(view: SheetView) -> str:
    failing = [f"{school}（{stage}）" for school, stage in view.check.failing_units]
    name, verdict = view.ledger.name("term", SCHOOL_RULE), view.verdict(status_of(view.check.all_units_pass))
    count = view.count("R.failing", Bilingual("资源配置不达标的学校（分学段）", "units that fail"), failing)
    names = view.ledger.name("school", same("、".join(failing)))
    zh = f"- {name}：{verdict}，{count}不达标" + (f"：{names}" if failing else "")
    en = f"- {name}: {verdict}; failing: {count}" + (f": {names}" if failing else "")
    return view.say(zh, en)


def _open(view: SheetView) -> list[str]:
    if not view.check.open:
        return []
    labels = {id: view.tools.label(id) for id in view.check.open if not id.startswith(("R", "CV"))}
    zh = "、".join(f"{id} {label.zh}" for id, label in labels.items())
    en = "; ".join(f"{id} {label.en}" for id, label in labels.items())
    return [view.phrase(phrases.OPEN_ITEMS), f"- {view.ledger.name('indicator', Bilingual(zh, en))}"]


def lines_on_schools(view: SheetView) -> list[str]:
    """Return the findings on each school that the question names."""
    return [line for school in view.asked.schools for line in _lines_on_school(view, school)]


def _lines_on_school(view: SheetView, school: str) -> list[str]:
    lines = []
    for stage in view.stages:
        units = view.check.units[stage]
        for row, one in enumerate(units.schools):
            if one.name == school:
                lines += _unit_lines(view, school, stage, int(units.passes[row]))
    return lines + _room_lines(view, school) + _size_lines(view, school)


def _unit_lines(view: SheetView, school: str, stage: Stage, passes: int) -> list[str]:
    about = About(school=school, stage=stage)
    shown, name = view.school(school, stage), view.ledger.name("term", SCHOOL_RULE)
    verdict = view.verdict(status_of(None if passes < 0 else bool(passes)), about)
    lines = [
        view.say(
            f"{shown}{view.stage_name(stage)}，{name}：{verdict}",
            f"{shown}, {view.stage_name(stage)}, {name}: {verdict}",
        )
    ]
    units = view.check.units[stage]
    row = [one.name for one in units.schools].index(school)
    for column, indicator in enumerate(INDICATORS):
        if view.asked.indicators and indicator.id not in view.asked.indicators and "CV" not in view.asked.indicators:
            continue
        here = About(school=school, stage=stage, indicator=indicator.id)
        figure = view.figure(unit_figure(view.check, school, stage, indicator.id), here)
        met = int(units.met[row, column])
        verdict = view.verdict(status_of(None if met < 0 else bool(met)), here)
        limit = view.limit(view.check.floor.get(indicator.id, stage), here)
        label = view.label(indicator.id)
        lines.append(
            view.say(
                f"- {label}：{figure}，要求{limit}，{verdict}", f"- {label}: {figure}, required {limit}, {verdict}"
            )
        )
    return lines


def _room_lines(view: SheetView, school: str) -> list[str]:
    if all(one.school.name != school for one in view.check.rooms):
        return []
    one = next(one for one in view.check.rooms if one.school.name == school)
    figures, about = rooms_figures(view.check, school), About(school=school)
    needed, music, art = (
        view.figure(f, about) for f in (figures.needed, figures.compliant_music, figures.compliant_art)
    )
    label, verdict = view.label("G3"), view.verdict(status_of(one.passes), about)
    return [
        view.say(
            f"- {label}：{verdict}，每类应有{needed}，音乐教室面积达标{music}，美术教室面积达标{art}",
            f"- {label}: {verdict}; needed of each kind {needed}; music rooms large enough {music}; art rooms {art}",
        )
    ]


def _size_lines(view: SheetView, school: str) -> list[str]:
    lines, about = [], About(school=school)
    for one in view.check.size:
        if one.school.name == school:
            pupils, limit = view.figure(size_figure(view.check, school), about), view.limit(one.threshold, about)
            label, verdict = view.label("G4"), view.verdict(status_of(one.passes), about)
            lines.append(
                view.say(
                    f"- {label}：{pupils}，上限{limit}，{verdict}", f"- {label}: {pupils}, limit {limit}, {verdict}"
                )
            )
    for classes in view.check.class_size:
        if classes.school.name == school and view.asked.stage in (None, classes.stage):
            here = About(school=school, stage=classes.stage)
            largest = view.figure(class_size_figure(view.check, school, classes.stage), here)
            limit, verdict = view.limit(classes.threshold, here), view.verdict(status_of(classes.passes), here)
            label, stage = view.label("G5"), view.stage_name(classes.stage)
            lines.append(
                view.say(f"- {stage}{label}：最大班额{largest}，上限{limit}，{verdict}",
                         f"- {stage}, {label}: largest class {largest}, limit {limit}, {verdict}")
            )  # fmt: skip
    return lines
