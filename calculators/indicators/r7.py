"""R7 每百名学生拥有网络多媒体教室数: networked multimedia classrooms per 100 pupils."""

from calculators.indicators.record import Indicator, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (plus("multimedia_rooms"),)

R7 = Indicator(
    id="R7",
    label=Bilingual("每百名学生拥有网络多媒体教室数", "networked multimedia classrooms per 100 pupils"),
    numerator=Bilingual("网络多媒体教室间数", "networked multimedia classrooms"),
    unit="间/百生",
    numerator_unit="间",
    per=100,
    shared=True,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
