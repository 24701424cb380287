"""The value of an indicator as a formula over 规范数据: (137-12)/1680*100, with the stage's share of shared assets."""

from assistant.workbook.data_sheet import DataSheet, key_of
from calculators.indicators import Indicator
from calculators.kinds import LEVELS, Level, load_form
from calculators.schools import School
from calculators.units import known_sources, uses_result
from corpus.model import Stage


def unit_formula(data: DataSheet, school: School, stage: Stage, indicator: Indicator, undecided: str) -> str | None:
    """Return the formula of a unit's value, `undecided` where a number is wanting; None where a column is not there."""
    if uses_result(school, stage, indicator):
        key = key_of(school, indicator.result, stage)
        ref = data.ref(school, key) if key else None
        return f"=IF(ISNUMBER({ref}),{ref},{undecided})" if ref else None
    pupils = data.ref(school, f"pupils.{stage}")
    numerator = _numerator(data, school, stage, indicator)
    if pupils is None or numerator is None:
        return None
    amount, refs = numerator
    per = f"*{indicator.per}" if indicator.per != 1 else ""
    refs = tuple(dict.fromkeys((*refs, pupils)))
    return f"=IF(AND(COUNT({','.join(refs)})={len(refs)},N({pupils})>0),{amount}/{pupils}{per},{undecided})"


def _numerator(
    data: DataSheet, school: School, stage: Stage, indicator: Indicator
) -> tuple[str, tuple[str, ...]] | None:
    """Return the numerator and the cells in it: the stage's own numbers, and its share of the whole school's."""
    own: list[str] = []
    shared: list[str] = []
    refs: list[str] = []
    for column, sign in _source(school, stage, indicator):
        key = key_of(school, column, stage)
        ref = data.ref(school, key) if key else None
        if key is None or ref is None:
            return None
        (own if _is_own(school, key, stage) else shared).append(f"{'-' if sign < 0 else '+'}{ref}")
        refs.append(ref)
    total = _sum(own)
    if shared:
        share, levels = _share(data, school, stage)
        refs += levels
        total = f"{total}+{_sum(shared)}{share}" if own else f"{_sum(shared)}{share}"
    return f"({total})", tuple(refs)


def _source(school: School, stage: Stage, indicator: Indicator) -> tuple[tuple[str, int], ...]:
    """The columns that gave the numerator, or the way to it that lacks the fewest."""
    known = known_sources(school, stage, indicator)
    if known:
        return known[0]
    present = {column for source in indicator.sources[stage] for column, _ in source if key_of(school, column, stage)}
    return indicator.nearest_source(stage, present)


def _counted(school: School) -> tuple[Level, ...]:
    return tuple(level for level in LEVELS if school.pupils[level].value != 0)


def _is_own(school: School, key: str, stage: Stage) -> bool:
    return key.endswith(f".{stage}") or set(_counted(school)) <= {stage}


def _share(data: DataSheet, school: School, stage: Stage) -> tuple[str, list[str]]:
    """The stage's part of what the whole school has: *1.1*P/(1*P+1.1*P)."""
    weights = load_form().weights
    refs = {level: ref for level in _counted(school) if (ref := data.ref(school, f"pupils.{level}"))}
    terms = {level: f"{weights[level]}*{ref}" for level, ref in refs.items()}
    return f"*{terms[stage]}/({'+'.join(terms.values())})", list(refs.values())


def _sum(terms: list[str]) -> str:
    joined = "".join(terms).removeprefix("+")
    return f"({joined})" if len(terms) > 1 else joined
