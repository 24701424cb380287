"""For how many pupils each small school must be funded, by the national floor and by each place's own tiers.

The country funds 村小学和教学点 below 100 pupils as 100. A place may multiply that, and set tiers of its own by stage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calculators.compare import WHOLE, Requirements, holds
from calculators.county import CountyCheck
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


def small_school_figures(check: CountyCheck, *required: Requirements) -> tuple[Figure, ...]:
    """Return for each small 公办 school of the sheet, of one stage alone, for how many pupils it must be funded."""
    return tuple(
        _figure(position, school, stage, tier)
        for position, school in enumerate(check.schools, start=1)
        for stage in _only_stage(school)
        if (tier := funded_pupils(exact(school.pupils[stage].value), stage, *required))
    )


def _only_stage(school: School) -> Iterator[Stage]:
    if not school.private and len(school.compulsory) == 1 and school.pupils[school.compulsory[0]].known:
        yield from (stage for stage in STAGES if stage in school.compulsory)


def _figure(position: int, school: School, stage: Stage, tier: Funding) -> Figure:
    multiple = tier.multiple
    formula = f"{plain(tier.base.value)} × {plain(multiple.value)} = {plain(tier.pupils)}" if multiple else None
    return Figure(
        id=f"small.{stage}.{position}",
        kind="computed",
        label=Bilingual(
            f"{school.name}应按多少名学生核定公用经费", f"{school.name}: pupils for whom it must be funded"
        ),
        value=float(tier.pupils),
        unit="人",
        display=plain(tier.pupils),
        formula=formula,
        inputs=(column_input("pupils", stage, school.pupils[stage]),),
        threshold=multiple or tier.base,
    )
