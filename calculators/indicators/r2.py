"""R2 每百名学生拥有县级以上骨干教师数: backbone teachers at county level or above, per 100 pupils."""

from calculators.indicators.record import Indicator, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (plus("backbone_teachers"),)

R2 = Indicator(
    id="R2",
    label=Bilingual("每百名学生拥有县级以上骨干教师数", "backbone teachers at county level or above per 100 pupils"),
    numerator=Bilingual("县级及以上骨干教师数", "backbone teachers"),
    unit="人/百生",
    numerator_unit="人",
    per=100,
    shared=False,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
