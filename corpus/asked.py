"""The plain questions that each clause answers, in both languages: search keys, never shown and never quoted.

Officers ask in their own words and people from abroad in English, while clauses are written in official Chinese.
The questions are written by hand from the clause alone, one file a shipped document; a document that a user brings has
none and is found by its own words.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.canonical import malformed
from corpus.strict import DuplicateKeyError, load_yaml

Wordings = Annotated[tuple[Annotated[str, Field(min_length=2, max_length=200)], ...], Field(min_length=1)]


class Asked(BaseModel):
    """What people ask when one clause is the answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: Wordings
    en: Wordings

    @property
    def all(self) -> tuple[str, ...]:
        """The questions of both languages."""
        return (*self.zh, *self.en)


class _AskedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    clauses: Mapping[str, Asked]


def parse_asked(text: str, name: str) -> dict[str, Asked]:
    """Return the questions of one file by clause key (document#clause). Raises MalformedDocument, naming the file."""
    try:
        file = _AskedFile.model_validate(load_yaml(text))
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed(name, Bilingual(str(fault), str(fault))) from fault
    return {f"{file.document}#{clause}": asked for clause, asked in file.clauses.items()}


@cache
def load_asked() -> Mapping[str, Asked]:
    """Return the shipped questions by clause key. Raises MalformedDocument."""
    found: dict[str, Asked] = {}
    for file in sorted((files("corpus") / "asked").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            found |= parse_asked(file.read_text("utf-8"), file.name)
    return found


class _Matter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    questions: Wordings


class _UnansweredFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    matters: tuple[_Matter, ...]


def parse_unanswered(text: str, name: str) -> tuple[str, ...]:
    """Return the questions of one file of matters. Raises MalformedDocument, naming the file."""
    try:
        file = _UnansweredFile.model_validate(load_yaml(text))
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed(name, Bilingual(str(fault), str(fault))) from fault
    return tuple(question for matter in file.matters for question in matter.questions)


@cache
def load_unanswered() -> tuple[str, ...]:
    """Return what people ask and no shipped clause answers, in both languages. Raises MalformedDocument."""
    folder = files("corpus") / "unanswered"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(one for name in names for one in parse_unanswered((folder / name).read_text("utf-8"), name))
