"""The skeleton of a text: its slots and the words between them that claim something, and what stands in the gaps."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from assistant.verified.numerals import folded
from assistant.verified.slots import SLOT, Slot
from corpus.bilingual import Language
from corpus.strict import load_yaml

PARTING = frozenset(",.;。、()\n")
_QUOTES = '"“”「」『』‘’'
# An ellipsis would fold to full stops, but says that something is left out; title marks say nothing.
_AS_WRITTEN = {"**": " ", "…": "⋯", "...": "⋯", "《": "", "》": ""}
_ITEM = re.compile(r"(?m)^[ \t]*-\s+")
_PART = re.compile(rf"[{re.escape(''.join(PARTING))}:]|[{_QUOTES}]|(?<![a-z])'|'(?![a-z])")
Position = Literal["telling", "judging", "quoting", "owning", "regarding", "joining", "filling"]
_POSITIONS: tuple[Position, ...] = get_args(Position)
Place = Position | Literal["leading", "opening"]
_PLACES: tuple[Place, ...] = ("leading", "opening", *_POSITIONS)


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.zh + self.en


class _Neutral(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    leading: _Words
    opening: _Words
    telling: _Words
    judging: _Words
    quoting: _Words
    owning: _Words
    regarding: _Words
    joining: _Words
    filling: _Words


@cache
def _neutral() -> _Neutral:
    return _Neutral.model_validate(load_yaml((files("assistant.verified") / "neutral.yaml").read_text("utf-8")))


@cache
def _positions() -> dict[str, Position]:
    return {word: position for position in _POSITIONS for word in getattr(_neutral(), position).all}


def neutral_words(language: Language) -> Mapping[Place, tuple[str, ...]]:
    """Return the words that a sentence may add or leave out, by where they may stand."""
    return {place: words for place in _PLACES if (words := getattr(getattr(_neutral(), place), language))}


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_positions(), key=len, reverse=True))


def _first_of(run: str) -> str | None:
    """Return the neutral word that a run of words begins with."""
    found = (word for word in _longest_first() if run.startswith(word))
    return next((word for word in found if not (word.isascii() and _is_letter(run[len(word) :][:1]))), None)


def _last_of(run: str) -> str | None:
    """Return the neutral word that a run of words ends with."""
    found = (word for word in _longest_first() if run.endswith(word))
    return next((word for word in found if not (word.isascii() and _is_letter(run[: -len(word)][-1:]))), None)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?:{_any_of(_neutral().leading.all)})\s*[,，]\s*"
        rf"|(?:{_any_of(_neutral().opening.all)})(?=\s*(?:the\s+)?\*{{0,2}}《?\[\[))",
        re.IGNORECASE,
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )


def without_opening(sentence: str) -> str:
    """Return a sentence without the neutral words that open it; twice would be noise.

    >>> without_opening("具体来说，关于[[n:n1]]：[[v:v2]]")
    '关于[[n:n1]]：[[v:v2]]'
    """
    opening = _opening().match(sentence)
    return sentence[opening.end() :] if opening else sentence


@dataclass(frozen=True, slots=True)
class Token:
    """A slot (its kind), words that claim something ("word"), or a quotation mark ("quote")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two tokens: marks, neutral words, and citations (their slots)."""

    marks: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def parts(self) -> bool:
        """Whether a mark parts what is on either side."""
        return not PARTING.isdisjoint(self.marks)

    def positions(self, other_than: Sequence[str] = ()) -> set[Position]:
        """Return where the words may stand, without some words."""
        return {_positions()[word] for word in self.words if word not in other_than}


@dataclass(frozen=True)
class Skeleton:
    """The tokens of a text; `gaps[n]` stands before token n, the last behind all."""

    tokens: tuple[Token, ...]
    gaps: tuple[Gap, ...]

    @classmethod
    def of(cls, text: str) -> "Skeleton":
        """Return the skeleton of a text.

        >>> [token.text for token in Skeleton.of("[[n:n1]]，要求为[[f:f2]][[c:c3]]。").tokens]
        ['[[n:n1]]', '要求', '[[f:f2]]']
        """
        tokens, gaps = [], [Gap()]
        for kind, written in _parts(text):
            last = gaps[-1]
            match kind:
                case "mark":
                    gaps[-1] = Gap((*last.marks, written), last.words, last.cited)
                case "neutral":
                    gaps[-1] = Gap(last.marks, (*last.words, written), last.cited)
                case "c":
                    gaps[-1] = Gap(last.marks, last.words, (*last.cited, written))
                case _:
                    tokens.append(Token(kind, written))
                    gaps.append(Gap())
        return cls(tuple(tokens), tuple(gaps))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The citations, wherever they stand."""
        return tuple(sorted(one for gap in self.gaps for one in gap.cited))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text with their kinds: of a slot its own, else "mark", "quote", "neutral" or "word"."""
    words, *rest = SLOT.split(text)
    yield from _parts_of_words(words)
    for kind, name, following in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        yield kind, str(Slot(kind, name))  # type: ignore[arg-type]
        yield from _parts_of_words(following)


def _parts_of_words(words: str) -> Iterator[tuple[str, str]]:
    words = _ITEM.sub("\n", words)
    for written, meant in _AS_WRITTEN.items():
        words = words.replace(written, meant)
    text, at = folded(words).replace("’s", "'s"), 0
    for match in _PART.finditer(text):
        yield from _parts_of_run(text[at : match.start()])
        yield ("mark", match.group()) if match.group() in PARTING | {":"} else ("quote", '"')
        at = match.end()
    yield from _parts_of_run(text[at:])


def _parts_of_run(run: str) -> Iterator[tuple[str, str]]:
    """Yield the neutral words at the edges of a run of words, and what stands between them as one."""
    run, behind = " ".join(run.split()), list[str]()
    while word := _first_of(run):
        yield "neutral", word
        run = run[len(word) :].lstrip()
    while word := _last_of(run):
        behind.append(word)
        run = run[: -len(word)].rstrip()
    if run:
        yield "word", run
    yield from (("neutral", word) for word in reversed(behind))
