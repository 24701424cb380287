"""What the sheet itself is: how many schools, pupils and classes; what it lacks; what is doubtful; what is close."""

from collections.abc import Sequence

from assistant.asked.items import topics_of
from assistant.asked.wanted import Wanted
from assistant.sheet.rows import heading, measures, number_of, requirements, row_line
from assistant.sheet.view import SheetView
from assistant.sheet.whole import listed_titles
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.figures import count_figure
from calculators.indicators import RESOURCES
from calculators.measured.in_words import units_figure
from calculators.measured.measures import measure
from calculators.measured.rows import Row
from calculators.measured.totals import sum_figure, total_figure
from calculators.model import Issue, Item, Severity
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of
from corpus.model import Stage

FAULTS_TOLD, DATA_TOLD, NAMES_TOLD = 12, 8, 60
SEVERITIES: dict[Severity, Bilingual] = {
    "error": Bilingual("错误", "errors"),
    "warning": Bilingual("需核对", "to be checked"),
}


def lines_on_sheet(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how many schools, pupils and classes the sheet has, in all and by stage, its files and its year."""
    label = Bilingual("表中的学校", "schools in the sheet")
    schools = view.count("sheet.schools", label, view.report.school_names)
    lines = [view.say(f"表中的学校：{schools}", f"Schools in the sheet: {schools}")]
    for stage in view.stages:
        name, about = view.stage_name(stage), About(stage=stage)
        counted = (total_figure(view.check, what, stage) for what in ("pupils", "classes"))
        units, pupils, classes = (view.figure(one, about) for one in (units_figure(view.check, stage), *counted))
        lines.append(
            view.say(
                f"- {name}：{units}（按学段计），在校生{pupils}，班级{classes}",
                f"- {name}: {units} (by stage), {pupils}, {classes}",
            )
        )
        lines += _names(view, stage) if wanted.lists else []
    pupils, classes = (view.figure(total_figure(view.check, what, None)) for what in ("pupils", "classes"))
    if view.asked.stage is None:
        lines.append(
            view.say(
                f"- 合计（计入判定的学校）：在校生{pupils}，班级{classes}",
                f"- Total (schools that count): {pupils}, {classes}",
            )
        )
    return [*lines, *_outside(view), *_sheets(view)]


def _outside(view: SheetView) -> list[str]:
    """The schools of the sheet that are no part of the sums above, with the reasons of the check."""
    judged = {school.name for units in view.check.units.values() for school in units.schools}
    outside = [name for name in view.report.school_names if name not in judged]
    if not outside or view.asked.stage:
        return []
    count = view.count("sheet.outside", Bilingual("没有计入判定的学校", "schools not counted"), outside)
    names = view.ledger.name("school", same("、".join(outside[:NAMES_TOLD])))
    sizes = measure(view.check, "size", None, outside)
    pupils = view.figure(sum_figure(sizes, sizes.rows)) if sizes.rows else ""
    zh, en = (f"，在校生{pupils}", f", {pupils}") if pupils else ("", "")
    return [view.say(f"- 没有计入判定的学校：{count}（{names}）{zh}", f"- Left out: {count} ({names}){en}")]


def _names(view: SheetView, stage: Stage) -> list[str]:
    names = [school.name for school in view.check.units[stage].schools]
    shown = view.ledger.name("school", same("、".join(names[:NAMES_TOLD])))
    more = view.say("等", " and others") if len(names) > NAMES_TOLD else ""
    return [f"- {shown}{more}"]


def _sheets(view: SheetView) -> list[str]:
    table = view.report.table
    read = dict.fromkeys(f"{column.file} {column.sheet}".strip() for column in table.columns)
    names = view.ledger.name("data", same("、".join(read) or "、".join(table.files)))
    lines = [view.say(f"- 读取的工作表：{names}", f"- Sheets read: {names}")]
    if table.year:
        year = view.ledger.name("year", same(str(table.year)), About(year=table.year))
        lines.append(view.say(f"- 表中写明的年份：{year}年", f"- Year stated in the sheet: {year}"))
    return lines


def lines_on_missing(view: SheetView, wanted: Wanted) -> list[str]:
    """Return each piece of data that is missing with the items that it would decide, those of most items first."""
    topics = topics_of(view.asked)
    waiting = [
        item
        for item in view.check.items
        if item.status == "insufficient"
        and (not topics or item_of(item.id) in topics)
        and (view.asked.stage is None or item.stage in (view.asked.stage, "义务教育", None))
    ]
    if not waiting:
        return [view.phrase(phrases.NO_DATA_MISSING)]
    decides: dict[str, list[Item]] = {}
    for item in waiting:
        for data in item.missing:
            decides.setdefault(data, []).append(item)
    return _missing(view, waiting, decides)


def _missing(view: SheetView, waiting: Sequence[Item], decides: dict[str, list[Item]]) -> list[str]:
    ids = list(dict.fromkeys(_short(item) for item in waiting))
    count = view.figure(count_figure("missing.items", Bilingual("数据不足的项目", "undecided items"), ids, "项"))
    verdict = view.verdict("insufficient")
    lines = [view.say(f"{verdict}的项目：{count}", f"Items {verdict}: {count}")]
    ranked = sorted(decides.items(), key=lambda pair: -len(pair[1]))
    for data, items in ranked[:DATA_TOLD]:
        name = view.ledger.name("data", same(data))
        titles = view.ledger.name("message", listed_titles(view, list(dict.fromkeys(_short(item) for item in items))))
        lines.append(view.say(f"- 待补数据：{name}（可判断：{titles}）", f"- To come: {name} (it decides: {titles})"))
    return lines + _more(view, [data for data, _ in ranked[DATA_TOLD:]], "missing")


def _short(item: Item) -> str:
    return "CV" if item.id.startswith("CV") else item.id


def _more(view: SheetView, rest: Sequence[str], id: str) -> list[str]:
    if not rest:
        return []
    count = view.figure(count_figure(f"{id}.more", Bilingual("没有列出的条数", "not listed here"), rest, "项"))
    return [view.say(f"- 另有{count}没有列出", f"- Not listed here: {count}")]


def lines_on_doubts(view: SheetView, _: Wanted) -> list[str]:
    """Return the faults of the data, the errors first, each in the words of the check."""
    topics, schools = set(topics_of(view.asked)), view.asked.schools
    lines: list[str] = []
    for severity, name in SEVERITIES.items():
        found = [issue for issue in view.report.issues if issue.severity == severity and _bears(issue, topics, schools)]
        if found:
            lines += _faults(view, severity, name, found)
    return lines or [view.phrase(phrases.NO_FAULTS)]


def _faults(view: SheetView, severity: Severity, name: Bilingual, found: Sequence[Issue]) -> list[str]:
    label = Bilingual(f"数据问题：{name.zh}", f"faults of the data: {name.en}")
    count = view.figure(count_figure(f"faults.{severity}", label, [one.message.zh for one in found], "项"))
    said = view.ledger.name("message", name)
    lines = [view.say(f"数据（{said}）：{count}", f"Data ({said}): {count}")]
    lines += [f"- {view.ledger.name('message', one.message)}" for one in found[:FAULTS_TOLD]]
    return lines + _more(view, [one.message.zh for one in found[FAULTS_TOLD:]], f"faults.{severity}")


def _bears(issue: Issue, topics: set[str], schools: Sequence[str]) -> bool:
    of_topic = not topics or any(part in topics for id in issue.affects for part in id.split("."))
    return of_topic and (not schools or any(school in issue.message.zh for school in schools))


def lines_on_edge(view: SheetView, wanted: Wanted) -> list[str]:
    """Return the schools and coefficients exactly at what is required, and those that rounding would turn."""
    found = measures(view, wanted.measures or (*RESOURCES, "size", "class_size"))
    if not wanted.measures:
        found += measures(view, ("CV",))
    lines: list[str] = []
    for one in found:
        rows = [row for row in one.rows if _at_edge(row)]
        if rows:
            count = number_of(view, one, "edge", Bilingual("正好在线上或临界的学校", "schools at the limit"), rows)
            lines.append(view.say(f"{heading(view, one)}：{count}", f"{heading(view, one)}: {count}"))
            lines += [row_line(view, one, row) for row in rows]
    touched = [one for one in found if any(_at_edge(row) for row in one.rows)]
    lead = view.phrase(phrases.AT_THE_LIMIT if lines else phrases.NONE_AT_THE_LIMIT)
    return [lead, *lines, *requirements(view, touched)]


def _at_edge(row: Row) -> bool:
    return row.borderline or (row.value is not None and row.value == row.limit)
