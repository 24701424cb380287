"""The items that the county form decides (G6…G15, Q1…Q9, S1, V1), and those that need evidence instead of numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

from pydantic import TypeAdapter

from calculators.compare import Requirements, holds, limit_of, status_of
from calculators.county_form.entry import is_numbered
from calculators.county_form.fields import load_fields, load_vetoes
from calculators.county_form.measures import RATIOS, SHORTFALLS, SUBJECTS, BySubject, Ratio, Shortfall
from calculators.model import CountyForm, FormValue, Item, Number, Part, Status
from calculators.rounding import plain
from corpus.bilingual import Bilingual
from corpus.model import Scope, Threshold
from corpus.strict import load_yaml

VETO, LEFT_BEHIND = "V1", "G15.left_behind"
ROMAN = "ⅠⅡⅢⅣⅤ"
# what decides an item of several parts: one that fails, then one that is open
ORDER: tuple[Status, ...] = ("not_met", "insufficient", "needs_evidence", "met")


@lru_cache(maxsize=1)
def evidence_needed() -> Mapping[str, Bilingual]:
    """Return the evidence that each qualitative item needs, by item."""
    text = files("calculators").joinpath("county_items.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Bilingual]).validate_python(load_yaml(text))


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with what it lacks, and how far it is from its limit (a share of it; below 0 where it fails)."""

    part: Part
    missing: tuple[str, ...] = ()
    margin: Fraction = Fraction(0)


def form_items(form: CountyForm, floor: Requirements, *, rounded: bool = False) -> list[Item]:
    """Return every item that no school sheet decides. `rounded`: judge ratios with the form's decimals."""
    items = [_number_item(id, stage, form, floor, rounded) for id, stage in _numbered()]
    items += [_shortfall_item(one, form, floor) for one in SHORTFALLS]
    items += [_subjects_item(form, floor), _veto_item(form, floor)]
    numbers = {item.id for item in items}
    return [*items, *(_evidence_item(id, floor) for id in evidence_needed() if id not in numbers)]


def _numbered() -> Iterable[tuple[str, Scope]]:
    return dict.fromkeys((one.indicator.partition(".")[0], one.stage) for one in RATIOS)


def _number_item(id: str, stage: Scope, form: CountyForm, floor: Requirements, rounded: bool) -> Item:
    """An item of one or two ratios. With G15 the number is half of what is required: the rest needs evidence."""
    ratios = [one for one in RATIOS if (one.indicator.partition(".")[0], one.stage) == (id, stage)]
    parts = [judge_ratio(one, form, floor.get(one.indicator, one.stage), rounded=rounded) for one in ratios]
    item = _of_parts(id, stage, parts)
    if id not in evidence_needed():
        return item if len(parts) > 1 else replace(item, parts=())
    status: Status = "needs_evidence" if item.status == "met" else item.status
    return replace(item, status=status, evidence=evidence_needed()[id], aim=floor.aim(LEFT_BEHIND))


def judge_ratio(ratio: Ratio, form: CountyForm, threshold: Threshold, *, rounded: bool = False) -> Judged:
    """Hold a ratio of the form against a requirement, exactly; borderline where rounding would flip it (临界)."""
    value, missing = ratio.value(form), ratio.missing(form) or ratio.undivided(form)
    if value is None:
        blank = Part(ratio.indicator, ratio.label, "insufficient", False, None, None, ratio.unit, threshold)
        return Judged(blank, missing)
    limit, shown = limit_of(threshold), ratio.shown(value)
    exactly, nearly = (holds(one, threshold.comparison, limit) for one in (value, Fraction(shown)))
    status = status_of(nearly if rounded else exactly)
    part = Part(
        ratio.indicator, ratio.label, status, exactly != nearly, float(value), shown, ratio.unit, threshold
    )  # fmt: skip
    return Judged(part, (), _margin(value, threshold))


def _margin(value: Fraction, threshold: Threshold) -> Fraction:
    """How far a value is inside its limit, as a share of the limit."""
    limit = limit_of(threshold)
    over = (value - limit) / (limit or 1)
    return -over if threshold.comparison in ("<", "<=") else over


def _of_parts(id: str, stage: Scope, judged: Sequence[Judged]) -> Item:
    """Join parts: one that fails decides, then one that is open, else the one nearest to its limit."""
    first = min(judged, key=lambda one: (ORDER.index(one.part.status), one.margin)).part
    missing = tuple(dict.fromkeys(name for one in judged for name in one.missing))
    return Item(
        id=id,
        stage=stage,
        status=first.status,
        borderline=any(one.part.borderline for one in judged),
        value=first.value,
        display=first.display,
        unit=first.unit,
        comparator=first.threshold.comparison if first.threshold else None,
        limit=float(first.threshold.value) if first.threshold else None,
        schools=(),
        missing=missing,
        threshold=first.threshold,
        parts=tuple(one.part for one in judged),
    )


def _shortfall_item(one: Shortfall, form: CountyForm, floor: Requirements) -> Item:
    """Met when no school is left; its value is the number of those that are, as 表Ⅳ reports it."""
    value, missing = one.value(form), one.missing(form)
    status = status_of(None if value is None else value == 0)
    shown = None if value is None else plain(value)
    number = None if value is None else int(value)
    threshold = floor.get(one.indicator, one.stage)
    id = one.indicator.partition(".")[0]
    return Item(id, one.stage, status, False, number, shown, one.unit, None, None, (), missing, threshold)


def _subjects_item(form: CountyForm, floor: Requirements) -> Item:
    """Q9: every subject reaches its level, and its rate is below the limit; each subject is a part."""
    judged = [
        part for one in SUBJECTS for part in judge_subjects(one, form, floor.get(one.indicator, one.stage))
    ]  # fmt: skip
    return _of_parts("Q9", SUBJECTS[0].stage, judged)


def judge_subjects(one: BySubject, form: CountyForm, threshold: Threshold) -> list[Judged]:
    """Hold every subject's level or rate against a requirement; a subject of the other row that lacks one is open."""
    values = one.values(form)
    judged = [_judge_subject(one, value, threshold) for value in values]
    return judged + [_open_subject(one, name, threshold) for name in _lacking(one, form)]


def _lacking(one: BySubject, form: CountyForm) -> list[str]:
    """The subjects without a value ("" is all of them): those that only the other row of the form names."""
    named = [value.name for value in one.values(form)]
    if not named:
        return [""]
    others = [value.name for other in SUBJECTS for value in other.values(form) if other != one]
    as_many = len(named) == len(others) and any(map(is_numbered, (*named, *others)))
    return [] if as_many or "" in (*named, *others) else [name for name in others if name not in named]


def _judge_subject(one: BySubject, value: FormValue, threshold: Threshold) -> Judged:
    level = one.unit != ""
    shown = ROMAN[int(value.value) - 1] if level else plain(value.value)
    number: Number = int(value.value) if level else float(value.value)
    status = status_of(holds(value.value, threshold.comparison, limit_of(threshold)))
    part = Part(_id(one, value.name), _named(one, value.name), status, False, number, shown, one.unit, threshold)
    return Judged(part, (), _margin(value.value, threshold))


def _open_subject(one: BySubject, name: str, threshold: Threshold) -> Judged:
    label = load_fields()[one.field].zh
    part = Part(_id(one, name), _named(one, name), "insufficient", False, None, None, one.unit, threshold)
    return Judged(part, (f"{label}（{name}）" if name else label,))


def _id(one: BySubject, name: str) -> str:
    return f"{one.indicator}.{name}" if name else one.indicator


def _named(one: BySubject, name: str) -> Bilingual:
    return Bilingual(f"{name}{one.label.zh}", f"{one.label.en}: {name}") if name else one.label


def _veto_item(form: CountyForm, floor: Requirements) -> Item:
    """V1: any fact that holds decides; none may be left open. Its value is the number of facts that hold."""
    parts = tuple(_veto_parts(form))
    field = load_fields()["vetoes"].zh
    missing = tuple(f"{field}：{part.name.zh}" for part in parts if part.status == "insufficient")
    failing = sum(part.status == "not_met" for part in parts)
    item = Item(VETO, None, "insufficient", False, None, None, "项", None, None, (), (field,), None, floor.aim(VETO))
    if not form.all("vetoes"):
        return item
    status: Status = "not_met" if failing else "insufficient" if missing else "met"
    known = failing if failing or not missing else None
    return replace(
        item, status=status, value=known, display=None if known is None else str(known), missing=missing, parts=parts
    )


def _veto_parts(form: CountyForm) -> Iterator[Part]:
    """The six facts; where the form says 有 without saying which, that is a part of its own."""
    said = {one.name: one.value for one in form.all("vetoes")}
    facts = [(one.id, one.label) for one in load_vetoes()]
    unnamed = [("", load_fields()["vetoes"].label)] if "" in said else []
    for id, label in (*facts, *unnamed):
        holds_true = said.get(id)
        status = status_of(None if holds_true is None else holds_true == 0)
        number = None if holds_true is None else int(holds_true)
        shown = None if number is None else "有" if number else "无"
        yield Part(f"{VETO}.{id}" if id else VETO, label, status, False, number, shown, "", None)


def _evidence_item(id: str, floor: Requirements) -> Item:
    evidence, aim = evidence_needed()[id], floor.aim(id)
    return Item(id, None, "needs_evidence", False, None, None, "", None, None, (), (), None, aim, evidence=evidence)
