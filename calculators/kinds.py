"""The kinds of school, the stages each has, and which the evaluation leaves out (the words are in form.yaml)."""

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict

from corpus.model import STAGES
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


class Form(BaseModel):
    """What the national application form and its filling notes fix, beside the thresholds of the policy itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    weights: dict[str, str]
    small_teaching_point: int
    campus: str
    large_classes: dict[str, int]
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


def agreed_kind(said: Sequence[tuple[Kind, object]]) -> Kind | None:
    """Return the kind that rows of one school agree on, given what each says and its part; None where they do not.

    A row of a part may say the part's kind, and a 小学 that is a 初中 too is a 九年一贯制.

    >>> agreed_kind([("小学", None), ("初中", None)]), agreed_kind([("完全中学", "初中"), ("高中", "高中")])
    ('九年一贯制', '完全中学')
    >>> agreed_kind([("完全中学", None), ("初中", None)]) is None
    True
    """
    kinds = {kind for kind, _ in said}
    if len(kinds) < 2:
        return next(iter(kinds), None)
    if kinds == {"小学", "初中"}:
        return "九年一贯制"
    whole = {kind for kind, part in said if kind != part}
    stages = [level for level in LEVELS if any(level in load_form().stages[kind] for kind in kinds)]
    found = next((kind for kind, own in load_form().stages.items() if len(own) > 1 and own == stages), None)
    parts = {part for _, part in said}
    return found if len(parts) > 1 and None not in parts and whole <= {found} else None


def may_not_count(kinds: Set[Kind], pupils: float) -> bool:
    """Whether one of the kinds would leave a school of so many pupils out of R1-R7, as a small 教学点 or no school."""
    return any(map(is_outside, kinds)) or ("教学点" in kinds and pupils < load_form().small_teaching_point)


def is_outside(kind: Kind | None) -> bool:
    """Whether a kind of school has no compulsory stage, so that the evaluation leaves it out.

    >>> is_outside("职业"), is_outside("完全中学"), is_outside(None)
    (True, False, False)
    """
    return kind is not None and not set(load_form().stages[kind]) & set(STAGES)


def only_stage(kind: Kind | None) -> Level | None:
    """Return the stage of a kind that has just one, else None."""
    stages = load_form().stages.get(kind, []) if kind else []
    return stages[0] if len(stages) == 1 else None
