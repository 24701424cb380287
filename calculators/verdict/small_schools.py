"""For how many pupils each small school must be funded, by the national floor and by each place's own tiers.

The country funds 村小学和教学点 below 100 pupils as 100. A place may multiply that, and set tiers of its own by stage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculators.compare import WHOLE, Requirements, holds
from calculators.county import CountyCheck
from calculators.figures import number_of
from calculators.formulas import column_input
from calculators.model import Figure
from calculators.rounding import plain
from calculators.schools import School
from calculators.values import exact
from corpus.bilingual import Bilingual
from corpus.model import PRIMARY, STAGES, Scope, Stage, Threshold

TIERS = ("", "second_")


@dataclass(frozen=True, slots=True)
class Funding:
    """The tier that a school falls in: it is funded for `base` × `multiple` pupils. `multiple` None: once."""

    base: Threshold
    multiple: Threshold | None

    @property
    def pupils(self) -> Fraction:
        """For how many pupils the school must be funded at least."""
        return Fraction(self.base.value) * (Fraction(self.multiple.value) if self.multiple else 1)


@dataclass(frozen=True, slots=True)
class SmallSchool:
    """A school that is funded for more pupils than it has."""

    school: School
    stage: Stage
    funding: Funding


def funded_pupils(pupils: Fraction, stage: Stage, *required: Requirements) -> Funding | None:
    """Return the first tier that a number of pupils falls in, or None for a school that is not small.

    `required`: a place's targets, then the national floor; what the first does not say the next may.
    """
    for tier in TIERS:
        below = _first(f"G6.{tier}below", stage, required)
        base = _first(f"G6.{tier}base", stage, required)
        if below and base and holds(pupils, below.comparison, Fraction(below.value)):
            return Funding(base, _first(f"G6.{tier}multiple", stage, required))
    return None


def _first(indicator: str, stage: Stage, required: tuple[Requirements, ...]) -> Threshold | None:
    # 村小学 and 教学点 are 小学: what is required without a stage says nothing of a 初中
    scopes: tuple[Scope, ...] = (stage, WHOLE) if stage == PRIMARY else (stage,)
    return next((one for own in required for scope in scopes if (one := own.find(indicator, scope))), None)


def small_schools(check: CountyCheck, *required: Requirements) -> tuple[SmallSchool, ...]:
    """Return the small 公办 schools of the sheet that have one stage alone, in sheet order."""
    return tuple(
        SmallSchool(school, stage, tier)
        for school in check.schools
        for stage in _only_stage(school)
        if (tier := funded_pupils(exact(school.pupils[stage].value), stage, *required))
    )


def _only_stage(school: School) -> Iterator[Stage]:
    if not school.private and len(school.compulsory) == 1 and school.pupils[school.compulsory[0]].known:
        yield from (stage for stage in STAGES if stage in school.compulsory)


def funding_figure(check: CountyCheck, one: SmallSchool) -> Figure:
    """Return for how many pupils a small school must be funded: base × multiple."""
    base, multiple, name = one.funding.base, one.funding.multiple, one.school.name
    shown = plain(one.funding.pupils)
    return Figure(
        id=f"small.{one.stage}.{number_of(check, one.school)}",
        kind="computed",
        label=Bilingual(f"{name}应按多少名学生核定公用经费", f"{name}: pupils for whom it must be funded"),
        value=float(one.funding.pupils),
        unit="人",
        display=shown,
        formula=f"{plain(base.value)} × {plain(multiple.value)} = {shown}" if multiple else None,
        inputs=(column_input("pupils", one.stage, one.school.pupils[one.stage]),),
        threshold=multiple or base,
    )


def small_school_json(one: SmallSchool) -> dict[str, object]:
    """Return a small school as the check's JSON has it: its pupils, for how many it is funded, and by whose rule."""
    rule = one.funding.multiple or one.funding.base
    return {
        "school": one.school.name, "stage": one.stage, "pupils": int(one.school.pupils[one.stage].value),
        "funded_for": float(one.funding.pupils), "place": rule.jurisdiction, "clause": rule.ref.clause,
    }  # fmt: skip
