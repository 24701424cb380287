"""The kinds of school, the stages each has, and which the evaluation leaves out (the words are in form.yaml)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from corpus.saying import STAGES_EN

Kind = Literal["小学", "初中", "九年一贯制", "完全中学", "十二年一贯制", "教学点", "高中", "特殊教育", "职业", "幼儿园"]
Level = Literal["小学", "初中", "高中"]
LEVELS: tuple[Level, ...] = get_args(Level)
STAGE_NAMES = STAGES_EN

# 翔云学校（小学部）, 翔云学校-初中部: the part of a school that has several
PART = re.compile(r"[(\-—_·]?\s*(小学|初中|高中|中学)(?:部|段|学部)\)?$|\((小学|初中|高中)\)$")


# 小学（含幼儿园）, 小学附设幼儿园: what a school also has
ATTACHED = re.compile(r"[（(][^（）()]*[含附设带][^（）()]*[)）]|(?:含|附设|附属|内设|带)幼儿园")
REMARK = re.compile(r"\s*[（(][^（）()]*[)）]$")


class OutlierRule(BaseModel):
    """When a value is told as outlying (see form.yaml)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scaling: float
    score: float
    times: float
    units: int
    listed_percent: int
    listed: int
    many: int
    few: int
    slips: dict[str, tuple[str, ...]]


class Change(BaseModel):
    """A change from one year to the next that is told: by so many times, and by so much at least."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    times: float
    least: float


class Form(BaseModel):
    """What the national application form and its filling notes fix, beside the thresholds of the policy itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    weights: dict[str, str]
    small_teaching_point: int
    most_equipment_yuan_per_pupil: int
    smallest_room_m2: int
    smallest_area_m2: int
    first_year: int
    shortest_code: int
    campus: str
    outlier: OutlierRule
    changed_much: dict[str, Change]
    large_classes: dict[str, int]
    most_pupils_a_class: int
    kinds: dict[Kind, str]
    names: dict[Kind, str]
    stages: dict[Kind, list[Level]]
    private: str


@lru_cache(maxsize=1)
def load_form() -> Form:
    """Return the facts of `form.yaml`."""
    return Form.model_validate(yaml.safe_load(files("calculators").joinpath("form.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _patterns() -> dict[Kind, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in load_form().kinds.items()}


def kind_of(values: Mapping[str, object]) -> Kind | None:
    """Return the kind of school from its 办学类型, else from the end of its name where that is telling, else None.

    A word inside a name proves nothing: 科技工业园小学 and 启智小学 are 小学.
    """
    type_text = str(values.get("school_type") or "")
    found = _kind_of_type(type_text)
    if found or type_text:
        return found
    name = REMARK.sub("", str(values.get("school_name") or "").strip())
    return next((kind for kind, pattern in load_form().names.items() if re.search(pattern, name)), None)


def _kind_of_type(text: str) -> Kind | None:
    """A remark in brackets may say which kind, 小学（教学点）, yet never takes a school out of the evaluation."""
    outside, whole = _kind_in(REMARK.sub("", text.strip())), _kind_in(ATTACHED.sub("", text))
    return outside if outside and whole and not load_form().stages[whole] else whole


def _kind_in(text: str) -> Kind | None:
    return next((kind for kind, pattern in _patterns().items() if pattern.search(text)), None) if text else None


def only_stage(kind: Kind | None) -> Level | None:
    """Return the stage of a kind that has just one, else None."""
    stages = load_form().stages.get(kind, []) if kind else []
    return stages[0] if len(stages) == 1 else None
