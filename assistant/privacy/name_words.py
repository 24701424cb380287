"""The lists that tell the names of persons and schools from other words."""

from functools import cache
from importlib.resources import files
from re import escape

from pydantic import BaseModel, ConfigDict

from corpus.strict import load_yaml


class _BothLanguages(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: tuple[str, ...]
    en: tuple[str, ...]


class NameWords(BaseModel):
    """What `persons.yaml` holds. Folded: half width, simplified characters, small letters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    surnames: str
    compound: tuple[str, ...]
    letters: str
    titles: _BothLanguages
    called: _BothLanguages
    labels: tuple[str, ...]
    does: _BothLanguages
    no_names: frozenset[str]
    no_endings: tuple[str, ...]
    kinds_of_schools: frozenset[str]
    given_to_schools: frozenset[str]
    english: str

    def surname_of(self, word: str) -> str:
        """Return the surname that a word begins with, or nothing."""
        if word.startswith(self.compound):
            return word[:2]
        return word[:1] if word[:1] and word[0] in self.surnames else ""

    def is_none(self, word: str) -> bool:
        """Say whether a word is known to be no name."""
        return word in self.no_names or word.endswith(self.no_endings)


@cache
def name_words() -> NameWords:
    """Read the shipped lists. Raises pydantic.ValidationError where they are malformed."""
    text = (files("assistant.privacy") / "persons.yaml").read_text("utf-8")
    return NameWords.model_validate(load_yaml(text))


@cache
def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(escape(word) for word in sorted(words, key=len, reverse=True))
