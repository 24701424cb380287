"""How a figure of the sheet came about: the formula with the values put in, the cells, and the clause it rests on."""

from collections.abc import Iterator, Sequence

from assistant.asked.wanted import Wanted
from assistant.sheet.rows import about_of, heading, measures, requirements, titled
from assistant.sheet.view import SheetView
from assistant.verified.ledger import About
from calculators.compare import status_of
from calculators.dispersion import FORMULA, TERMS
from calculators.figures import cv_figure, mean_figure, rooms_figures
from calculators.indicators import BY_ID
from calculators.measured.in_words import mean_in_words, units_figure
from calculators.measured.rows import Measure, Row
from calculators.model import Figure, FigureInput, FigureKind
from calculators.rooms import FORMULA as ROOMS_FORMULA
from calculators.rooms import KINDS
from calculators.rounding import plain
from corpus.bilingual import Bilingual, same
from corpus.model import Stage

CELLS_SHOWN = 80
EXAMPLES_SHOWN = 3


def lines_on_explanation(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how each figure asked about came about: of the schools named, else of the county."""
    ids = wanted.measures or (() if not view.asked.schools else tuple(BY_ID))
    found = measures(view, ids, () if "CV" in ids else view.asked.schools)
    if view.asked.schools and "CV" not in ids:
        lines = [line for name in view.asked.schools for one in found for line in _of_school(view, one, name)]
    else:
        lines = [line for one in found for line in _of_county(view, one)]
    return [*lines, *requirements(view, found)] if lines else []


def _of_school(view: SheetView, one: Measure, name: str) -> list[str]:
    row = one.row(name)
    if row is None:
        return []
    if one.id in KINDS:
        return _rooms(view, one, row)
    lead = _lead(view, one, row)
    return [lead, *_working(view, one.figure(name), about_of(one, name))]


def _lead(view: SheetView, one: Measure, row: Row) -> str:
    about = about_of(one, row.name)
    title, value = titled(view, one, row.name), view.figure(one.figure(row.name), about)
    verdict = view.verdict(status_of(row.verdict), about, borderline=row.borderline) if one.judged else ""
    told = view.say(f"，{verdict}", f", {verdict}") if verdict else ""
    return view.say(f"{title}：{value}{told}", f"{title}: {value}{told}")


def _working(view: SheetView, figure: Figure, about: About) -> list[str]:
    """The formula with the values put in, and each number of it with its cell; a cell as it stands says so."""
    lines = []
    if figure.formula:
        formula = view.ledger.name("message", same(figure.formula))
        lines.append(view.say(f"- 算式：{formula}", f"- Formula: {formula}"))
    return [*lines, *(_input(view, figure, at, one, about) for at, one in enumerate(figure.inputs))]


def _input(view: SheetView, figure: Figure, at: int, one: FigureInput, about: About) -> str:
    label = view.ledger.name("data", one.label)
    shown = one.value if isinstance(one.value, str) else "—" if one.value is None else plain(one.value)
    kind: FigureKind = "sheet" if one.cell and one.value is not None else "computed"
    value = view.figure(Figure(f"{figure.id}.input{at + 1}", kind, one.label, one.value, one.unit, shown), about)
    if not one.cell:
        return view.say(f"- 其中{label}：{value}", f"- Of which {label}: {value}")
    cell = view.ledger.name("data", same(one.cell if len(one.cell) <= CELLS_SHOWN else f"{one.cell[:CELLS_SHOWN]}…"))
    return view.say(f"- 其中{label}：{value}（{cell}）", f"- Of which {label}: {value} ({cell})")


def _of_county(view: SheetView, one: Measure) -> list[str]:
    if one.of_indicators and one.stage:
        return [line for row in one.rows for line in _spread(view, one.stage, row)]
    if one.id in BY_ID and one.stage:
        return _mean(view, one.stage, one)
    if one.id in KINDS:
        failing = [row for row in one.rows if row.verdict is False]
        return [line for row in (failing or list(one.rows))[:EXAMPLES_SHOWN] for line in _rooms(view, one, row)]
    failing = [row for row in one.rows if row.verdict is False]
    return [line for row in failing[:EXAMPLES_SHOWN] for line in _of_school(view, one, row.name)]


def _mean(view: SheetView, stage: Stage, one: Measure) -> list[str]:
    """A county mean: what is added up over what, with the sums; which schools count."""
    figure, about = mean_figure(view.check, stage, one.id), About(stage=stage, indicator=one.id)
    shown, label = view.figure(figure, about), heading(view, one)
    lead = view.say(f"{label}，全县平均：{shown}", f"{label}, county mean: {shown}")
    return [lead, _words(view, mean_in_words(one.id)), *_units(view, stage, about), *_working(view, figure, about)]


def _spread(view: SheetView, stage: Stage, row: Row) -> list[str]:
    """A 差异系数: the formula in words, with S, the mean and the sums put in."""
    figure, about = cv_figure(view.check, stage, row.name), About(stage=stage, indicator=row.name)
    shown, label = view.figure(figure, about), view.label(row.name)
    name, cv = view.stage_name(stage), view.label("CV")
    verdict = view.verdict(view.check.item(f"CV.{stage}.{row.name}").status, about, borderline=row.borderline)
    return [
        view.say(f"{name}{label}的{cv}：{shown}，{verdict}", f"{name}, {label}, {cv}: {shown}, {verdict}"),
        _words(view, FORMULA),
        *(_words(view, term) for term in TERMS),
        *_units(view, stage, about),
        *_working(view, figure, about),
    ]


def _words(view: SheetView, formula: Bilingual) -> str:
    shown = view.ledger.name("message", formula)
    return view.say(f"- 公式：{shown}", f"- In words: {shown}")


def _units(view: SheetView, stage: Stage, about: About) -> Iterator[str]:
    count = view.figure(units_figure(view.check, stage), about)
    yield view.say(f"- 计入的学校：{count}", f"- Schools that count: {count}")


def _rooms(view: SheetView, one: Measure, row: Row) -> list[str]:
    """Rooms needed and rooms that count, each with its formula and cells."""
    figures, about = rooms_figures(view.check, row.name), about_of(one, row.name)
    needed, compliant = figures.needed, one.figure(row.name)
    lacking = figures.of("music" if one.id == "music" else "art")[1]
    title, verdict = titled(view, one, row.name), view.verdict(status_of(row.verdict), about)
    parts = [view.figure(figure, about) for figure in (needed, compliant, lacking)]
    lead = view.say(
        f"{title}：{verdict}，应有{parts[0]}，可计入{parts[1]}，缺{parts[2]}",
        f"{title}: {verdict}; needed {parts[0]}, counted {parts[1]}, lacking {parts[2]}",
    )
    worked: Sequence[Figure] = (needed, compliant)
    return [
        lead,
        _words(view, ROOMS_FORMULA),
        *(line for figure in worked for line in _working(view, figure, about)),
    ]
