"""R6 生均教学仪器设备值: value of teaching equipment per pupil, in 元."""

from calculators.indicators.record import Indicator, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (plus("equipment_value"),)

R6 = Indicator(
    id="R6",
    label=Bilingual("生均教学仪器设备值", "teaching equipment value per pupil"),
    numerator=Bilingual("教学仪器设备资产值", "value of teaching equipment"),
    unit="元/生",
    numerator_unit="元",
    per=1,
    shared=True,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
