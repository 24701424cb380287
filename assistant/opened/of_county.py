"""The county's own numbers: what decides an item, the mean and 差异系数, and how many schools fall short."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.check import CheckReport
from assistant.opened.found import RULE, Found, spread_of
from calculators.compare import WHOLE, status_of
from calculators.county import CountyCheck
from calculators.dispersion import FORMULA, TERMS
from calculators.figures import class_size_figure, count_figure, cv_figure, mean_figure, oversize_figure, unit_figure
from calculators.form_figures import form_figure
from calculators.indicators import BY_ID, INDICATORS
from calculators.measured.counted import lacking_total
from calculators.model import Figure, Item
from calculators.readings import title_of
from calculators.rooms import FORMULA as ROOMS_FORMULA
from calculators.rooms import KINDS
from calculators.verdict.small_schools import funding_figure
from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import Stage

MEAN = "mean"  # the part of an indicator that is its county mean


def of_county(report: CheckReport, item: str, stage: Stage | None, part: str | None) -> Found:
    """Return a number of the county: of an item, or of one of its parts. Raises UnknownFigure."""
    check = report.check
    if item == RULE:
        return _rule(check)
    if part == MEAN and stage and item in BY_ID:
        return _mean(check, item, stage)
    if item in KINDS:
        item = "G3"
    own = check.item(item, stage)
    required = [own.threshold, own.aim, *(one.threshold for one in own.parts)]
    figures = [] if own.value is None and not own.parts else list(_figures(report, own, part))
    words: Sequence[Bilingual] = (FORMULA, *TERMS) if item.startswith("CV.") else ()
    words = (ROOMS_FORMULA,) if item == "G3" else words
    title = figures[0].label if part and figures else title_of(own)
    status, borderline = own.status, own.borderline
    if part:
        judged = next((one for one in own.parts if one.id == part), None)
        status, borderline = (judged.status, judged.borderline) if judged else (status, borderline)
    return Found(title, figures, required, status, borderline, words, own, own.schools)


def _rule(check: CountyCheck) -> Found:
    names = [f"{school}（{stage}）" for school, stage in check.failing_units]
    label = Bilingual("资源配置不达标的单位（学校×学段）", "units that fail the resources rule")
    required = [check.floor.get(one, WHOLE) for one in ("RULE.met_count", "RULE.remainder")]
    status = status_of(check.all_units_pass)
    return Found(name_of(RULE), [count_figure(RULE, label, names)], required, status)


def _mean(check: CountyCheck, id: str, stage: Stage) -> Found:
    """The county mean of an indicator, by which no school is judged, and the 差异系数 around it."""
    mean, spread = mean_figure(check, stage, id), cv_figure(check, stage, id)
    return Found(mean.label, [mean, spread], words=(FORMULA, *TERMS), item=check.item(id, stage))


def _figures(report: CheckReport, item: Item, part: str | None) -> Iterator[Figure]:
    """The county's figures of an item, the one that decides it first."""
    check, stage = report.check, item.stage
    own = next((name for name in check.units if name == stage), None)
    if item.id in BY_ID and own:
        yield _lowest(check, item, own)
        yield mean_figure(check, own, item.id)
        yield _falling_short(item)
    elif item.id.startswith("CV."):
        spread, id = spread_of(check, item.id)
        yield cv_figure(check, spread, id)
        yield mean_figure(check, spread, id)
    elif item.id == "G3":
        yield _falling_short(item)
        yield from (lacking_total(check, kind) for kind in KINDS)
    elif item.id == "G4":
        yield _falling_short(item)
    elif item.id == "G5" and own:
        yield from _largest(check, own)
        yield oversize_figure(check, own)
        yield _falling_short(item)
    else:
        yield from _of_form(report, item, part)


def _of_form(report: CheckReport, item: Item, part: str | None) -> Iterator[Figure]:
    ids: Iterable[str | None] = [part] if part else [one.id for one in item.parts if one.value is not None] or [None]
    for id in ids:
        yield form_figure(report.check, item.id, id, item.stage)
    if item.id == "G6":
        yield from (funding_figure(report.check, one) for one in report.small_schools)


def _lowest(check: CountyCheck, item: Item, stage: Stage) -> Figure:
    """The value of the unit that has the lowest one: the item's own."""
    units, column = check.units[stage], INDICATORS.index(BY_ID[item.id])
    values = [float(value) for value in units.values[:, column]]
    at = next(at for at, value in enumerate(values) if value == item.value)
    return unit_figure(check, units.schools[at].name, stage, item.id)


def _largest(check: CountyCheck, stage: Stage) -> Iterator[Figure]:
    known = [one for one in check.class_size if one.stage == stage and one.largest is not None]
    if known:
        top = max(known, key=lambda one: one.largest or 0)
        yield class_size_figure(check, top.school.name, stage)


def _falling_short(item: Item) -> Figure:
    title = title_of(item)
    label = Bilingual(f"{title.zh}未达到要求的学校", f"schools that fall short: {title.en}")
    return count_figure(f"{item.id}.{item.stage}", label, item.schools)
