"""The whole verdict on a county's sheet, and the rule of the seven indicators that every school must pass."""

from collections import Counter
from collections.abc import Iterable

from assistant.asked.own import whole_asked
from assistant.sheet.items import OF_SCHOOLS, is_of_form, measured_parts
from assistant.sheet.view import SheetView, joint
from assistant.sheet.whole import lines_on_counts, lines_on_evidence, listed_titles
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.compare import WHOLE, status_of
from calculators.figures import count_figure
from calculators.model import Item
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES

DATA_NAMED = 6
WHOLE_VERDICT = Bilingual("总的结论", "overall verdict")


def lines_overall(view: SheetView) -> list[str]:
    """Return the county's verdict, its parts with the schools that fail, and what is still open."""
    check, asked = view.check, whole_asked(view.asked)
    name, verdict = view.ledger.name("term", WHOLE_VERDICT), view.verdict(check.status)
    lead = view.say(f"{name}：{verdict}", f"{name}: {verdict}")
    if asked == "evidence" and (needed := lines_on_evidence(view)):
        return [lead, *needed]
    lines = [
        lead,
        *(lines_on_counts(view) if asked == "count" else []),
        view.phrase(phrases.CHECKS),
        f"- {_rule(view)}",
    ]
    for stage in STAGES:
        items = [item for item in check.items if item.id.startswith(f"CV.{stage}.")]
        about = About(stage=stage)
        verdict = view.verdict(joint(item.status for item in items), about)
        label, stage_name = view.label("CV"), view.stage_name(stage)
        lines.append(view.say(f"- {stage_name}{label}：{verdict}", f"- {stage_name}, {label}: {verdict}"))
    floor = check.floor
    if asked == "count":
        return [*lines, *view.requirement([floor.get("RULE.met_count", WHOLE), floor.get("CV", "小学")])]
    lines += lines_on_items_of_schools(view)
    lines += _of_form(view)
    missing = _missing(view) if asked == "open" else []
    return (
        lines + _open(view) + missing + view.requirement([floor.get("RULE.met_count", WHOLE), floor.get("CV", "小学")])
    )


def lines_on_school_rule(view: SheetView) -> list[str]:
    """Return whether every school passes the rule of the seven indicators, and which do not."""
    return [_rule(view), *view.requirement([view.check.floor.get("RULE.met_count", WHOLE)])]


def _rule(view: SheetView) -> str:
    asked = view.asked.stage
    failing = [f"{school}（{stage}）" for school, stage in view.check.failing_units if asked in (None, stage)]
    name, verdict = view.label("RULE"), view.verdict(status_of(view.check.all_units_pass))
    if not failing:
        return view.say(f"{name}：{verdict}", f"{name}: {verdict}")
    described = Bilingual("资源配置不达标的单位（学校与学段）", "units that fail the resources rule")
    count = view.count("RULE.failing", described, failing)
    names = view.ledger.name("school", same("、".join(failing)))
    return view.say(f"{name}：{verdict}，{count}不达标：{names}", f"{name}: {verdict}; {count} fail: {names}")


def lines_on_items_of_schools(view: SheetView) -> list[str]:
    """Return the verdict on each item that is judged school by school, with the schools that fail."""
    stage = view.asked.stage
    failing = {id: [one for item in view.check.items if item.id == id for one in item.schools] for id in OF_SCHOOLS}
    return [_item_line(view, id) for id in OF_SCHOOLS if stage is None or _of_stage(view, failing[id])]


def _item_line(view: SheetView, id: str) -> str:
    items = [item for item in view.check.items if item.id == id]
    failing = _of_stage(view, dict.fromkeys(school for item in items for school in item.schools))
    verdict, label = view.verdict(joint(item.status for item in items)), view.label(id)
    if not failing:
        return view.say(f"- {label}：{verdict}", f"- {label}: {verdict}")
    title = view.tools.label(id)
    described = Bilingual(f"{title.zh}不达标的学校", f"schools that fail: {title.en}")
    count, names = view.count(f"{id}.schools", described, failing), view.ledger.name("school", same("、".join(failing)))
    return view.say(f"- {label}：{verdict}，{count}不达标：{names}", f"- {label}: {verdict}; {count} fail: {names}")


def _of_stage(view: SheetView, schools: Iterable[str]) -> tuple[str, ...]:
    """Return those of some schools that have the stage asked about."""
    stage = view.asked.stage
    having = {one.name for one in view.check.schools if stage in (None, *one.stages)}
    return tuple(school for school in schools if school in having)


def _of_form(view: SheetView) -> list[str]:
    """Return the items that the county form decides: each that fails, then those that hold."""
    decided = [item for item in view.check.items if is_of_form(item)]
    failing = list(dict.fromkeys(item.id for item in decided if item.status == "not_met"))
    holding = [item for item in decided if item.status == "met" and item.id not in failing]
    lines = [_item_line(view, id) for id in failing]
    if holding:
        names, verdict = view.ledger.name("indicator", _titles(view, holding)), view.verdict("met")
        lines.append(view.say(f"- {verdict}：{names}", f"- {verdict}: {names}"))
    return lines


def _open(view: SheetView) -> list[str]:
    """Return the items still open, those that wait for data apart from those that need evidence."""
    waiting = [item for item in view.check.items if item.status == "insufficient"]
    evidence = [item for item in view.check.items if item.status == "needs_evidence"]
    lines = [view.phrase(phrases.OPEN_ITEMS)] if waiting or evidence else []
    for word, items in (
        (Bilingual("缺数据", "data missing"), waiting),
        (Bilingual("需佐证", "evidence needed"), evidence),
    ):
        if items:
            name = view.ledger.name("data", word)
            listed = view.ledger.name("indicator", _titles(view, items))
            lines.append(view.say(f"- {name}：{listed}", f"- {name}: {listed}"))
    return lines + [line for item in evidence for line in measured_parts(item, view)]


def _missing(view: SheetView) -> list[str]:
    """Return the data still to come in one line, those of most items first; 缺哪些数据 tells them one by one."""
    wanted = Counter(data for item in view.check.items if item.status == "insufficient" for data in item.missing)
    if not wanted:
        return []
    names = [data for data, _ in wanted.most_common()]
    count = view.figure(count_figure("missing.data", Bilingual("待补数据的项数", "data still to come"), names, "项"))
    shown = view.ledger.name("data", same("、".join(names[:DATA_NAMED])))
    more = view.say("等", " and others") if len(names) > DATA_NAMED else ""
    return [view.say(f"- 待补数据：{count}（{shown}{more}）", f"- Data missing: {count} ({shown}{more})")]


def _titles(view: SheetView, items: list[Item]) -> Bilingual:
    return listed_titles(view, list(dict.fromkeys("CV" if item.id.startswith("CV") else item.id for item in items)))
