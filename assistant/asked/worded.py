"""Complete questions made of typed parts: how what is suggested, or what a question is taken to mean, is put in words.

What is understood of such a question are these very parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter

from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import Stage
from corpus.places import COUNTRY, Place
from corpus.saying import STAGES_EN
from corpus.strict import load_yaml

Worded = Literal[
    "verdict", "overall", "which", "failing", "value", "count", "counted", "rank", "worst", "list", "drivers",
    "explain", "missing", "describe", "school", "of_school", "clause", "target", "strictest", "value_of_school",
    "explain_of_school", "compared",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """The parts of one complete question; `item` is the id of an item or indicator, `school` a name of the sheet.

    `year` is the one whose requirements are asked for; `beside` are the places that `place` is compared with.
    """

    want: Worded
    item: str = ""
    stage: Stage | None = None
    school: str = ""
    place: Place | None = None
    year: int | None = None
    beside: tuple[Place, ...] = ()

    @property
    def text(self) -> Bilingual:
        """The question in words.

        >>> Question("verdict", "R4", "小学").text.zh
        '我们县小学生均教学及辅助用房面积达标吗？'
        """
        item, form = _named(self.item), _forms()[self.want]
        where = self._where
        zh = {
            "item": item.zh.removeprefix(self.stage or ""), "stage": self.stage or "",
            "place": f"在{where.zh}" if where.zh else "", "year": f"{self.year}年" if self.year else "",
            "school": self.school,
        }  # fmt: skip
        en = {
            "item": item.en, "stage": f" in {STAGES_EN[self.stage]} schools" if self.stage else "",
            "place": f" in {where.en}" if where.en else "", "year": f" in {self.year}" if self.year else "",
            "school": self.school,
        }  # fmt: skip
        return Bilingual(form["zh"].format(**zh), form["en"].format(**en))

    @property
    def _where(self) -> Bilingual:
        places = [one for one in (self.place, *self.beside) if one]
        *first, last = ["the national rules" if one == COUNTRY else one.english for one in places] or [""]
        return Bilingual("、".join(one.name for one in places), f"{', '.join(first)} and {last}" if first else last)


def _named(item: str) -> Bilingual:
    """Return how a question names an item: as it is called, but where its name would be read as something else."""
    return _names().get(item) or name_of(item)


@cache
def _names() -> Mapping[str, Bilingual]:
    names = TypeAdapter(dict[str, dict[Literal["zh", "en"], str]])
    found = names.validate_python(load_yaml((files("assistant.asked") / "named.yaml").read_text("utf-8")))
    return {item: Bilingual(one["zh"], one["en"]) for item, one in found.items()}


@cache
def _forms() -> Mapping[Worded, Mapping[Literal["zh", "en"], str]]:
    forms = TypeAdapter(dict[Worded, dict[Literal["zh", "en"], str]])
    return forms.validate_python(load_yaml((files("assistant.asked") / "worded.yaml").read_text("utf-8")))
