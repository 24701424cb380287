"""How each indicator is computed here, in words: made from the records that compute it, never written a second time.

What is required of an indicator stands in the standards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from calculators import dispersion, rooms
from calculators.columns import label_of
from calculators.county_form.fields import load_fields
from calculators.county_form.measures import RATIOS, Ratio
from calculators.indicators import INDICATORS, Indicator
from calculators.kinds import LEVELS, STAGE_NAMES, load_form
from corpus.bilingual import Bilingual
from corpus.model import STAGES

# The division of what several stages of a school share is a rule of its own, and no indicator.
SHARING = "RULE.sharing"
_SIGNS = {1: " + ", -1: " − "}
_SOURCE_EN = "the national application form and its filling notes"


@dataclass(frozen=True, slots=True)
class Definition:
    """How one indicator is computed. `parts` say what its terms are made of; `source` is what it rests on."""

    indicator: str
    formula: Bilingual
    parts: tuple[Bilingual, ...]
    source: Bilingual


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the definitions of all indicators that are computed; of an item in parts, one for each part."""
    whole = (Definition(SHARING, _sharing(), (), _source()), _of_spread(), _of_rooms())
    return (*map(_of_indicator, INDICATORS), *whole, *map(_of_ratio, RATIOS))


def _of_indicator(one: Indicator) -> Definition:
    scale = f" × {one.per}" if one.per != 1 else ""
    formula = Bilingual(
        f"{one.numerator.zh} ÷ 本学段在校生数{scale}（{one.unit}）",
        f"{one.numerator.en} ÷ pupils of the stage{scale} ({one.unit})",
    )
    shared = (_sharing(),) if one.shared else ()
    return Definition(one.id, formula, (*_numerators(one), *shared), _source())


def _numerators(one: Indicator) -> Iterator[Bilingual]:
    """Yield what a numerator is made of by its most direct way, once where the stages have the same."""
    ways = {stage: one.sources[stage][0] for stage in STAGES}
    alike = len(set(ways.values())) == 1
    for stage, way in list(ways.items())[: 1 if alike else None]:
        if len(way) > 1 or not alike:
            made = _made_of([(label_of(column), sign) for column, sign in way])
            of = Bilingual("", "") if alike else Bilingual(f"{stage}，", f"{STAGE_NAMES[stage]}: ")
            yield Bilingual(f"{of.zh}分子 = {made.zh}", f"{of.en}numerator = {made.en}")


def _sharing() -> Bilingual:
    """Say how what several stages of one school share is divided among them."""
    weights = " : ".join(load_form().weights[level] for level in LEVELS)
    levels = Bilingual("、".join(LEVELS), ", ".join(STAGE_NAMES.get(level, level) for level in LEVELS))
    return Bilingual(
        f"一贯制学校和完全中学共用的资源按加权在校生数分摊，{levels.zh}的权重为 {weights}",
        f"what the stages of one school share is divided by weighted pupils, {levels.en} as {weights}",
    )


def _of_spread() -> Definition:
    return Definition("CV", dispersion.FORMULA, dispersion.TERMS, _source())


def _of_rooms() -> Definition:
    return Definition("G3", rooms.FORMULA, (), _source())


def _of_ratio(one: Ratio) -> Definition:
    labels = [[(load_fields()[id].label, sign) for id, sign in part] for part in (one.numerator, one.denominator)]
    above, below = (_bracketed(part) for part in labels)
    scale = f" × {one.per}%" if one.per != 1 else ""
    unit = "" if scale else f" ({one.unit})"
    name = Bilingual(f"{one.label.zh} = ", f"{one.label.en} = ")
    formula = Bilingual(
        f"{name.zh}{above.zh} ÷ {below.zh}{scale}{unit}", f"{name.en}{above.en} ÷ {below.en}{scale}{unit}"
    )
    return Definition(one.indicator, formula, (), _source())


def _bracketed(part: Sequence[tuple[Bilingual, int]]) -> Bilingual:
    made = _made_of(part)
    return Bilingual(f"（{made.zh}）", f"({made.en})") if len(part) > 1 else made


def _made_of(part: Sequence[tuple[Bilingual, int]]) -> Bilingual:
    first, *others = part
    return Bilingual(
        first[0].zh + "".join(_SIGNS[sign] + label.zh for label, sign in others),
        first[0].en + "".join(_SIGNS[sign] + label.en for label, sign in others),
    )


def _source() -> Bilingual:
    return Bilingual(load_form().source, _SOURCE_EN)
