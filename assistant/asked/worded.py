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
from corpus.places import Place
from corpus.saying import STAGES_EN
from corpus.strict import load_yaml

Worded = Literal[
    "verdict", "overall", "which", "failing", "value", "count", "counted", "rank", "worst", "list", "drivers",
    "explain", "missing", "describe", "school", "of_school", "clause", "target", "strictest",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """The parts of one complete question; `item` is the id of an item or indicator, `school` a name of the sheet."""

    want: Worded
    item: str = ""
    stage: Stage | None = None
    school: str = ""
    place: Place | None = None

    @property
    def text(self) -> Bilingual:
        """The question in words.

        >>> Question("verdict", "R4", "小学").text.zh
        '我们县小学生均教学及辅助用房面积达标吗？'
        """
        item, form = name_of(self.item), _forms()[self.want]
        stage_en = f" in {STAGES_EN[self.stage]} schools" if self.stage else ""
        named = item.zh.removeprefix(self.stage or "")
        place = self.place
        zh = {"item": named, "stage": self.stage or "", "place": place.name if place else "", "school": self.school}
        en = {
            "item": item.en, "stage": stage_en, "place": f" in {place.english}" if place else "", "school": self.school,
        }  # fmt: skip
        return Bilingual(form["zh"].format(**zh), form["en"].format(**en))


@cache
def _forms() -> Mapping[Worded, Mapping[Literal["zh", "en"], str]]:
    forms = TypeAdapter(dict[Worded, dict[Literal["zh", "en"], str]])
    return forms.validate_python(load_yaml((files("assistant.asked") / "worded.yaml").read_text("utf-8")))
