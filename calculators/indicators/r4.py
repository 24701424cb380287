"""R4 生均教学及辅助用房面积: teaching and auxiliary floor area per pupil.

The form takes indoor sports rooms out here and counts them in R5.
"""

from calculators.indicators.record import Indicator, minus, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (
    minus(plus("teaching_area"), "indoor_sports_area"),
    plus("net_teaching_area"),
)

R4 = Indicator(
    id="R4",
    label=Bilingual("生均教学及辅助用房面积", "teaching and auxiliary floor area per pupil"),
    numerator=Bilingual(
        "教学及辅助用房面积（减去室内体育用房）", "teaching and auxiliary floor area less indoor sports rooms"
    ),
    unit="㎡/生",
    numerator_unit="㎡",
    per=1,
    shared=True,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
