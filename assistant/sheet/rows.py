"""Schools line by line: each with its value, its verdict, and by how much it misses what is required."""

from collections.abc import Sequence

from assistant.asked.groups import group_in
from assistant.asked.measures import ITEMS, without_names
from assistant.sheet.groups import schools_of
from assistant.sheet.view import SheetView
from assistant.verified.ledger import About
from calculators.compare import status_of
from calculators.figures import count_figure
from calculators.indicators import BY_ID
from calculators.measured.gaps import gap_figure, lacking_figure
from calculators.measured.measures import measure, stages_of
from calculators.measured.rows import Measure, Row
from calculators.rule_math import AT_MOST
from corpus.bilingual import Bilingual, same
from corpus.model import Comparison

ROWS_SHOWN = 30
# How values are held against a number, as names: between the slots these words would judge.
SIGNS: dict[Comparison, Bilingual] = {
    "<": Bilingual("低于", "below"),
    "<=": Bilingual("不超过", "at most"),
    ">": Bilingual("超过", "above"),
    ">=": Bilingual("不低于", "at least"),
}


def item_of_measure(id: str) -> str | None:
    """Return the item that a measure is judged by, None where nothing is required of it alone."""
    return id if id in BY_ID or id == "CV" else ITEMS.get(id)


def measures(view: SheetView, ids: Sequence[str], schools: Sequence[str] = ()) -> list[Measure]:
    """Return the measures asked about, stage by stage, of some schools alone where these are given.

    Of the 差异系数 they are of the indicators named, else of all.
    """
    group = group_in(without_names(view.asked)) if not schools else None
    meant = schools_of(view, group) if group else None
    found = _measures(view, ids, schools)
    return found if meant is None else [one if one.of_indicators else one.only(meant) for one in found]


def _measures(view: SheetView, ids: Sequence[str], schools: Sequence[str]) -> list[Measure]:
    named = tuple(id for id in ids if id in BY_ID)
    wanted = ("CV",) if "CV" in ids else tuple(ids)
    stages = {id: stages_of(view.check, id, view.asked.stage) for id in wanted}
    found = [measure(view.check, id, stage, schools) for id in wanted for stage in stages[id]]
    return [one.only(named) if one.of_indicators and named else one for one in found]


def about_of(one: Measure, name: str | None = None) -> About:
    """Return what the rows of a measure are about: its stage and item, and a school or an indicator."""
    if one.of_indicators:
        return About(stage=one.stage, indicator=name)
    return About(stage=one.stage, school=name, indicator=item_of_measure(one.id))


def label_of(view: SheetView, one: Measure) -> str:
    """Return the name of a measure."""
    item = item_of_measure(one.id)
    return view.label(item) if item == one.id else view.ledger.name("data", one.label)


def titled(view: SheetView, one: Measure, name: str) -> str:
    """Return a school and a measure: 诗山小学（小学）生均教学仪器设备值."""
    school, label = view.school(name, one.stage), label_of(view, one)
    if one.stage is None:
        return view.say(f"{school}{label}", f"{school}, {label}")
    stage = view.stage_name(one.stage)
    return view.say(f"{school}（{stage}）{label}", f"{school} ({stage}), {label}")


def heading(view: SheetView, one: Measure) -> str:
    """Return the name of a measure with its stage: 小学生均教学仪器设备值."""
    label = label_of(view, one)
    stage = one.stage or (view.asked.stage if one.id in ("size", "music", "art") else None)
    return view.say(f"{view.stage_name(stage)}{label}", f"{view.stage_name(stage)}, {label}") if stage else label


def label_of_row(view: SheetView, one: Measure, row: Row) -> str:
    """Return the name of the school of a row; of the 差异系数 that of the indicator."""
    return view.label(row.name) if one.of_indicators else view.school(row.name, one.stage)


def row_line(view: SheetView, one: Measure, row: Row, *, far: bool = True) -> str:
    """Return a school with its value, its verdict where one is required, and (`far`) by how much it misses it."""
    about = about_of(one, row.name)
    name = label_of_row(view, one, row)
    figure = view.figure(one.figure(row.name), about) if row.value is not None else ""
    said = [figure] if figure else []
    if one.judged:
        said.append(view.verdict(status_of(row.verdict), about, borderline=row.borderline))
    line = view.say(f"- {name}：{'，'.join(said)}", f"- {name}: {', '.join(said)}")
    return line + (distance(view, one, row) if far else "")


def distance(view: SheetView, one: Measure, row: Row) -> str:
    """Return by how much a row misses its limit, and what it takes to reach it; nothing where it does not miss it."""
    gap, about = gap_figure(one, row), about_of(one, row.name)
    if gap is None:
        return ""
    by = view.figure(gap, about)
    above = row.comparison in AT_MOST or one.falls
    said = view.say(f"，多出{by}", f", off by {by}") if above else view.say(f"，差{by}", f", off by {by}")
    lacking = lacking_figure(view.check, one, row)
    if lacking is None:
        return said
    more = view.figure(lacking, about)
    return said + view.say(f"（还需{more}）", f" (still needed: {more})")


def row_lines(view: SheetView, one: Measure, rows: Sequence[Row], *, shown: int = ROWS_SHOWN) -> list[str]:
    """Return the rows, cut where they are many, with how many more there are."""
    lines = [row_line(view, one, row) for row in rows[:shown]]
    return lines + more_line(view, one, rows[shown:])


def more_line(view: SheetView, one: Measure, rest: Sequence[Row]) -> list[str]:
    """Return how many rows are not shown, if any."""
    if not rest:
        return []
    label = Bilingual("没有列出的学校", "schools not listed here")
    count = number_of(view, one, "more", label, rest)
    return [view.say(f"- 另有{count}没有列出", f"- Not listed here: {count}")]


def number_of(view: SheetView, one: Measure, id: str, label: Bilingual, rows: Sequence[Row]) -> str:
    """Enter how many schools (of the 差异系数, indicators) there are in some rows."""
    unit = "项" if one.of_indicators else "所"
    full = f"{one.id}.{one.stage or 'all'}.{id}"
    return view.figure(count_figure(full, label, [row.name for row in rows], unit), about_of(one))


def unknown_line(view: SheetView, one: Measure, rows: Sequence[Row]) -> list[str]:
    """Return the rows that the sheet gives no value for, if any: they take no part."""
    if not rows:
        return []
    count = number_of(view, one, "unknown", Bilingual("没有数据的学校", "schools without data"), rows)
    names = view.ledger.name("message", same("、".join(_shown(view, one, row) for row in rows[:5])))
    more = view.say("等", " and others") if len(rows) > 5 else ""
    return [
        view.say(
            f"- 没有数据、不参与：{count}（{names}{more}）",
            f"- Data missing, left out: {count} ({names}{more})",
        )
    ]


def _shown(view: SheetView, one: Measure, row: Row) -> str:
    return view.tools.label(row.name).say(view.asked.language) if one.of_indicators else row.name


def requirements(view: SheetView, found: Sequence[Measure]) -> list[str]:
    """Return the clauses that set what the rows were held against."""
    thresholds = dict.fromkeys(row.threshold for one in found for row in one.rows if row.threshold)
    return view.requirement(thresholds)
