"""The numbers of one school: its indicators, its part in a 差异系数, its rooms, size and classes."""

from assistant.check import CheckReport
from assistant.opened.found import RULE, Found, schools_by, spread_of, unknown_item
from calculators.compare import WHOLE, status_of, tri
from calculators.county import CountyCheck
from calculators.dispersion import FORMULA, TERMS
from calculators.errors import UnknownFigure
from calculators.figures import RoomsFigures, class_size_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import BY_ID, INDICATORS
from calculators.insight.figures import contribution_figure, without_figure
from calculators.measured.class_means import mean_class_figure
from calculators.measured.counted import classes_figure, met_figure, oversize_of_school, pupils_figure
from calculators.model import Figure
from calculators.rooms import FORMULA as ROOMS_FORMULA
from calculators.rooms import KINDS
from calculators.verdict.items import is_borderline
from calculators.verdict.small_schools import funding_figure
from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import Stage


def of_school(report: CheckReport, item: str, stage: Stage | None, at: int) -> Found:
    """Return a number of the school at a place. Raises UnknownFigure."""
    check = report.check
    schools = schools_by(check, item, stage)
    if not 0 <= at < len(schools):
        raise UnknownFigure(
            Bilingual("表中没有这所学校的这一项。", "The sheet has no such number of that school."),
            Bilingual("数据表可能已更换，请回到核查页。", "The sheets may have changed; go back to the check."),
        )
    name = schools[at]
    if item in BY_ID and stage:
        return _unit(check, name, at, stage, item)
    if item.startswith("CV."):
        return _contribution(check, name, at, item)
    if item == RULE and stage:
        return _rule_of(check, name, stage)
    if item in ("G3", *KINDS):
        return _rooms(check, name, item)
    if item == "G5" and stage:
        return _classes(check, name, stage)
    if item == "G4":
        return _size(check, name)
    if item == "G6":
        return _small(report, name)
    raise unknown_item(item)


def _unit(check: CountyCheck, name: str, at: int, stage: Stage, id: str) -> Found:
    """A school's value of one indicator, beside the standard and the line of the one that may fall short."""
    units, column = check.units[stage], INDICATORS.index(BY_ID[id])
    threshold, figure = check.floor.get(id, stage), unit_figure(check, name, stage, id)
    borderline = figure.value is not None and is_borderline(units, at, column, threshold)
    return Found(
        figure.label, [figure, pupils_figure(check, stage, name), met_figure(check, stage, name)],
        [threshold, check.floor.get("RULE.remainder", WHOLE)], status_of(tri(units.met[at, column])), borderline,
        item=check.item(id, stage),
    )  # fmt: skip


def _rule_of(check: CountyCheck, name: str, stage: Stage) -> Found:
    """How many of the seven a school meets, and the seven values."""
    units = check.units[stage]
    at = [one.name for one in units.schools].index(name)
    figures = [met_figure(check, stage, name), *(unit_figure(check, name, stage, one.id) for one in INDICATORS)]
    required = [check.floor.get(one, WHOLE) for one in ("RULE.met_count", "RULE.remainder")]
    return Found(figures[0].label, figures, required, status_of(tri(units.passes[at])))


def _contribution(check: CountyCheck, name: str, at: int, item: str) -> Found:
    stage, id = spread_of(check, item)
    own = check.item(item)
    part = contribution_figure(check, stage, id, at)
    figures = [part, unit_figure(check, name, stage, id), without_figure(check, stage, id, at)]
    return Found(part.label, figures, [own.threshold], words=(FORMULA, *TERMS), item=own)


def _rooms(check: CountyCheck, name: str, item: str) -> Found:
    """What a school needs and has under G3: of one kind of room, or of both."""
    figures, one = rooms_figures(check, name), next(one for one in check.rooms if one.school.name == name)
    verdicts = {kind: None if one.needed is None else one.count(kind).enough(one.needed) for kind in KINDS}
    kinds = [kind for kind in KINDS if item in ("G3", kind)]
    verdict = one.passes if item == "G3" else verdicts[kinds[0]]
    own = check.item("G3")
    shown = [figure for kind in kinds for figure in _of_kind(figures, kind)]
    title = Bilingual(f"{name}：{name_of('G3').zh}", f"{name}: {name_of('G3').en}")
    title = title if item == "G3" else figures.of(kinds[0])[0].label
    return Found(title, [*shown, figures.needed], [own.threshold], status_of(verdict), words=(ROOMS_FORMULA,), item=own)


def _of_kind(figures: RoomsFigures, kind: str) -> tuple[Figure, Figure]:
    return figures.of("music" if kind == "music" else "art")


def _size(check: CountyCheck, name: str) -> Found:
    figure, one = size_figure(check, name), next(one for one in check.size if one.school.name == name)
    return Found(figure.label, [figure], [one.threshold], status_of(one.passes), item=check.item("G4"))


def _small(report: CheckReport, name: str) -> Found:
    one = next((one for one in report.small_schools if one.school.name == name), None)
    if one is None:
        raise unknown_item("G6")
    figure = funding_figure(report.check, one)
    return Found(figure.label, [figure], [one.funding.base, one.funding.multiple])


def _classes(check: CountyCheck, name: str, stage: Stage) -> Found:
    figures = [
        class_size_figure(check, name, stage), oversize_of_school(check, stage, name),
        classes_figure(check, name, stage), mean_class_figure(check, stage, name),
    ]  # fmt: skip
    one = next(one for one in check.class_size if (one.school.name, one.stage) == (name, stage))
    return Found(figures[0].label, figures, [one.threshold], status_of(one.passes), item=check.item("G5", stage))
