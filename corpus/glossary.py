"""What the words of the field and of this product mean, where no clause says so (`glossary.yaml`)."""

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from corpus.bilingual import Bilingual
from corpus.folding import fold, has_chinese
from corpus.strict import load_yaml
from corpus.terms import english_words


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Meaning(BaseModel):
    """One word with its meaning. `about` are the indicators whose clauses belong beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str
    words: tuple[str, ...] = Field(min_length=1)
    about: tuple[str, ...] = ()
    meaning: _Text
    source: _Text

    @property
    def name(self) -> Bilingual:
        """The word itself."""
        return Bilingual(self.zh, self.en)

    @property
    def said(self) -> Bilingual:
        """What it means."""
        return Bilingual(self.meaning.zh, self.meaning.en)

    @property
    def rests_on(self) -> Bilingual:
        """Who says so."""
        return Bilingual(self.source.zh, self.source.en)


class _GlossaryFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: tuple[Meaning, ...]


def meanings_in(question: str) -> tuple[Meaning, ...]:
    """Return the words of the glossary that a question names, a longer one in the place of one inside it.

    >>> [one.zh for one in meanings_in("校际差异率和差异系数是一回事吗")]
    ['校际差异率', '校际差异系数']
    """
    spaced, folded, found = f" {' '.join(english_words(question))} ", fold(question), set[str]()
    for word, one in sorted(_words().items(), key=lambda pair: -len(pair[0])):
        if word in folded or word in spaced:
            found.add(one.zh)
            folded, spaced = folded.replace(word, " "), spaced.replace(word, "  ")
    return tuple(one for one in _glossary() if one.zh in found)


@cache
def _words() -> dict[str, Meaning]:
    """The words: Chinese ones folded, English ones with a space before and behind, so that no part of a word is one."""
    return {
        fold(word) if has_chinese(word) else f" {' '.join(english_words(word))} ": one
        for one in _glossary()
        for word in one.words
    }


@cache
def _glossary() -> tuple[Meaning, ...]:
    return _GlossaryFile.model_validate(load_yaml((files("corpus") / "glossary.yaml").read_text("utf-8"))).terms
