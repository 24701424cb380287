"""What the records are about: the item of the county verdict that an indicator belongs to, and its name.

The items and their well-known parts are named in the term list; what only local documents set, and the parts that only
records tell apart, are named in `indicators.yaml`.
"""

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from corpus.bilingual import Bilingual, same
from corpus.folding import fold
from corpus.records import Named
from corpus.strict import load_yaml
from corpus.terms import load_terms


class _NamedFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    indicators: tuple[Named, ...]


def item_of(indicator: str) -> str:
    """Return the item of the county verdict that an indicator is a part of; what no item covers is its own.

    >>> item_of("G3.music_area"), item_of("LOCAL.daily_exercise")
    ('G3', 'LOCAL.daily_exercise')
    """
    return indicator if indicator.startswith("LOCAL.") else indicator.split(".")[0]


def name_of(indicator: str) -> Bilingual:
    """Return what an indicator or a part of it is called, else what its item is called, else its id."""
    names = _names()
    return names.get(indicator) or names.get(item_of(indicator)) or same(indicator)


def is_named(indicator: str) -> bool:
    """Say whether an indicator has a name of its own."""
    return indicator in _names()


def named_in(question: str) -> tuple[str, ...]:
    """Return the indicators of `indicators.yaml` that a text names in Chinese, the longest wording first."""
    folded = fold(question)
    found = [(len(word), one.id) for one in _catalogue() for word in (one.zh, *one.also) if fold(word) in folded]
    return tuple(dict.fromkeys(id for _, id in sorted(found, key=lambda pair: -pair[0])))


@cache
def wordings_of(indicator: str) -> tuple[str, ...]:
    """Return the words of either language that name an indicator or its item, the shortest included."""
    ids = {indicator, item_of(indicator)}
    named = [word for one in _catalogue() if one.id in ids for word in (one.zh, *one.also, one.en)]
    terms = [word for term in load_terms() if term.indicator in ids for word in (term.zh, *term.also, *term.en)]
    return tuple(dict.fromkeys((*named, *terms)))


@cache
def _catalogue() -> tuple[Named, ...]:
    return _NamedFile.model_validate(load_yaml((files("corpus") / "indicators.yaml").read_text("utf-8"))).indicators


@cache
def _names() -> dict[str, Bilingual]:
    """The names by indicator; a term that stands first gives the name."""
    names = {one.id: Bilingual(one.zh, one.en) for one in _catalogue()}
    for term in load_terms():
        if term.indicator:
            names.setdefault(term.indicator, Bilingual(term.zh, term.en[0]))
    return names
