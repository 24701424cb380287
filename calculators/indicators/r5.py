"""R5 生均体育运动场馆面积: sports grounds and halls per pupil."""

from calculators.indicators.record import Indicator, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (
    plus("sports_ground_area", "indoor_sports_area"),
    plus("sports_area"),
)

R5 = Indicator(
    id="R5",
    label=Bilingual("生均体育运动场馆面积", "sports area per pupil"),
    numerator=Bilingual("运动场地与室内体育用房面积", "sports grounds and indoor sports rooms"),
    unit="㎡/生",
    numerator_unit="㎡",
    per=1,
    shared=True,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
