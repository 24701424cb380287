"""R3 每百名学生拥有体育、艺术（美术、音乐）专任教师数: full-time PE and art teachers, per 100 pupils.

A total of art teachers already holds music and fine art, so the two are never added together.
"""

from calculators.indicators.record import Indicator, plus
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

SOURCES = (
    plus("pe_teachers", "art_teachers"),
    plus("pe_teachers", "music_teachers", "fine_art_teachers", "combined_art_teachers"),
    plus("pe_teachers", "music_teachers", "fine_art_teachers"),
    plus("pe_and_art_teachers"),
)

R3 = Indicator(
    id="R3",
    label=Bilingual(
        "每百名学生拥有体育、艺术（美术、音乐）专任教师数", "physical education and art teachers per 100 pupils"
    ),
    numerator=Bilingual("体育、艺术专任教师数", "physical education and art teachers"),
    unit="人/百生",
    numerator_unit="人",
    per=100,
    shared=False,
    sources={PRIMARY: SOURCES, JUNIOR: SOURCES},
)
