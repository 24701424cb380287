"""R1 每百名学生拥有高于规定学历教师数: full-time teachers qualified above the requirement, per 100 pupils.

The form counts 专科及以上 in 小学 and 本科及以上 in 初中.
"""

from calculators.indicators.record import Indicator, minus, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

R1 = Indicator(
    id="R1",
    label=Bilingual("每百名学生拥有高于规定学历教师数", "teachers qualified above the requirement per 100 pupils"),
    numerator=Bilingual("高于规定学历教师数", "teachers qualified above the requirement"),
    unit="人/百生",
    numerator_unit="人",
    per=100,
    shared=False,
    ask=plus("higher_qualified"),
    sources={
        PRIMARY: (
            plus("doctors", "masters", "bachelors", "diplomas"),
            plus("postgraduates", "bachelors", "diplomas"),
            plus("bachelors_or_higher", "diplomas"),
            plus("diplomas_or_higher"),
            plus("higher_qualified"),
            minus(plus("teachers"), "school_leavers"),
        ),
        JUNIOR: (
            plus("doctors", "masters", "bachelors"),
            plus("postgraduates", "bachelors"),
            plus("bachelors_or_higher"),
            plus("higher_qualified"),
            minus(plus("teachers"), "diplomas", "school_leavers"),
        ),
    },
)
