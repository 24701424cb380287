"""Formulas in words, for figures that rest on every school: nobody reads a sum of 300 terms."""

from calculators.county import CountyCheck
from calculators.figures import count_figure
from calculators.indicators import BY_ID
from calculators.kinds import STAGE_NAMES
from calculators.model import Figure
from corpus.bilingual import Bilingual
from corpus.model import Stage


def mean_in_words(indicator: str) -> Bilingual:
    """Return how a county mean is made: the sum of the numerators over the sum of the pupils."""
    record = BY_ID[indicator]
    per = f" × {record.per}" if record.per != 1 else ""
    return Bilingual(
        f"全县平均值 = 各校{record.numerator.zh}之和 ÷ 各校在校生数之和{per}",
        f"county mean = sum of {record.numerator.en} ÷ sum of pupils{per}",
    )


def units_figure(check: CountyCheck, stage: Stage) -> Figure:
    """Return how many schools count in a stage."""
    label = Bilingual(f"{stage}计入的学校", f"schools that count, {STAGE_NAMES[stage]}")
    return count_figure(f"units.{stage}", label, [school.name for school in check.units[stage].schools])
