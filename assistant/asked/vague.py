"""Words that can mean several items (老师够吗: qualified, backbone or art teachers?), and how each is asked for.

A question that names an item, or anything else besides, is not vague in this sense (数学老师够吗).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from assistant.asked.own import is_overall
from assistant.asked.understanding import Understanding
from corpus.bilingual import Language
from corpus.folding import has_chinese
from corpus.indicators import name_of, named_in
from corpus.strict import load_yaml

# How much is there, said of a thing; beside these a question about the whole verdict has no words of its own either.
_AMOUNT = re.compile(
    r"够不够|足不足|不足|够|充足|足|缺不缺|缺|多不多|少不少|齐不齐|配齐|行不行|行|好不好|大不大|高不高|生均|每所|每个|人均|的|吗"
    r"|\b(?:enough|sufficient|adequate|there|have|big|large|per|pupil|too|small|few|any|that|s|lack|lacks|short|oversized?|over|limit|crowded)\b",
    re.I,
)


class _Word(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    items: tuple[str, ...] = Field(min_length=1)


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    vague: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class Vague:
    """A word of a question (`start`, `end`) that can mean each of some items."""

    start: int
    end: int
    items: tuple[str, ...]


def vague_in(asked: Understanding) -> Vague | None:
    """Return the word that can mean several items, where a question names none and says nothing else.

    >>> vague_in(Understanding("老师够吗", "zh", "verdict")).items
    ('R1', 'R2', 'R3')
    >>> vague_in(Understanding("数学老师够吗", "zh", "verdict")) is None
    True
    """
    if asked.indicators or named_in(asked.question) or (asked.rule and asked.places):
        return None
    for pattern, items in _patterns():
        found = pattern.search(asked.question)
        if found and _says_nothing_else(asked, found):
            return Vague(found.start(), found.end(), items)
    return None


def vague_words(text: str) -> bool:
    """Say whether a text has a word that can mean several items, whatever else it says."""
    return any(pattern.search(text) for pattern, _ in _patterns())


def put_for(vague: Vague, items: Sequence[str], question: str, language: Language) -> str:
    """Return the question with the names of some items in the place of the word.

    >>> put_for(Vague(0, 2, ("R4", "R5")), ("R4",), "面积达标吗", "zh")
    '生均教学及辅助用房面积达标吗'
    """
    names = [name_of(item).say(language) for item in items]
    said = "、".join(names) if language == "zh" else ", ".join(names)
    apart = " " if language == "en" and has_chinese(question[vague.start : vague.end]) else ""
    return f"{question[: vague.start]}{apart}{said}{apart}{question[vague.end :]}"


def _says_nothing_else(asked: Understanding, found: re.Match[str]) -> bool:
    rest = f"{asked.question[: found.start()]} {asked.question[found.end() :]}"
    bare = asked.bare.replace(found.group(), " ")
    rest, bare = (_AMOUNT.sub(" ", one) for one in (rest, bare))
    return is_overall(replace(asked, question=rest, bare=bare))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    words = _Words.model_validate(load_yaml((files("assistant.asked") / "vague.yaml").read_text("utf-8"))).vague
    return tuple((re.compile(rf"{one.zh}|\b(?:{one.en})\b", re.I), one.items) for one in words)
