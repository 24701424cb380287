"""Where a text names persons, schools that no sheet has, and what reaches a person: telephones, identity cards, mail.

Found are: a name before a title (张三校长, 王老师), one that is said to be one (我叫李四), one that a dictionary has
for a person's; in English one behind a title (Principal Zhang Wei) or behind such words. What is in doubt counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.asked.schools import find_schools
from assistant.language_model.aligned import Aligned, key_of
from corpus.places import load_gazetteer
from corpus.strict import load_yaml
from corpus.terms import load_terms

Kind = Literal["school", "person", "contact"]
_HAN = "[㐀-鿿]"
_SCHOOL = re.compile(
    r"小学(?!生(?!均))|中学(?!生(?!均))|学校|教学点|高中(?!生|阶段|学段)|幼儿园|[实附完][小中](?!学)|[一二三四五六七八九十]中(?![心学小])"
)
_NOMINAL = re.compile(r"n|[js]|zg")
_COUNTED = re.compile(r"第?[一二三四五六七八九十百0-9]+|[东西南北中]")
_CONTACT = re.compile(
    r"[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?<!\d)\d{6} ?\d{8} ?\d{3}[\dx](?![\dx])|(?<!\d)\d{15}(?!\d)"
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)|(?<!\d)\(?0\d{2,3}\)?[- ]?\d{7,8}(?!\d)"
    r"|(?:微信|wechat|qq)号?(?:是|为|[: ])*[a-z0-9_-]{5,}"
)
_WORD = r"[a-z][a-z'’-]*"


@dataclass(frozen=True, slots=True)
class Private:
    """Where a text names somebody or something, and what; `name` is as it is compared."""

    start: int
    end: int
    kind: Kind
    name: str


class _BothLanguages(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: tuple[str, ...]
    en: tuple[str, ...]


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    surnames: str
    compound: tuple[str, ...]
    letters: str
    titles: _BothLanguages
    called: _BothLanguages
    no_names: frozenset[str]
    no_endings: tuple[str, ...]
    kinds_of_schools: frozenset[str]
    given_to_schools: frozenset[str]

    def could_be_one(self, word: str) -> bool:
        """Say whether a word could be the name of a person, its surname first."""
        surname = 2 if word.startswith(self.compound) else 1
        known = surname == 2 or word[:1] in self.surnames
        wrong = word in self.no_names or word.endswith(self.no_endings)
        return known and not wrong and re.fullmatch(f"{_HAN}{{1,{surname + 2}}}", word) is not None


def private_names(text: str) -> Iterator[Private]:
    """Yield what a text names, the surest first; those that are found later may overlap those before."""
    yield from _contacts(text)
    closed = Aligned.of(text, closed_up=True)
    words = _words(closed.key)
    found: dict[Kind, Iterator[tuple[int, int]]] = {
        "school": _schools(closed.key, words), "person": _persons(closed.key, words)
    }  # fmt: skip
    for kind, places in found.items():
        yield from (Private(*closed.span(*place), kind, closed.key[slice(*place)]) for place in places)
    yield from _english(text)


def _contacts(text: str) -> Iterator[Private]:
    folded = Aligned.of(text)
    for match in _CONTACT.finditer(folded.key):
        yield Private(*folded.span(*match.span()), "contact", key_of(match.group()))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    kind: str
    known: bool


def _words(key: str) -> list[_Word]:
    """Cut a text into words, each with its part of speech."""
    import rjieba  # loads a dictionary: only what goes to a model needs it

    found: list[_Word] = []
    for word, kind in rjieba.tag(key):
        start = found[-1].end if found else 0
        found.append(_Word(start, start + len(word), kind, bool(rjieba.has_word(word))))
    return found


def _schools(key: str, words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Yield the names of schools: what a school is called by, with the longest row of nouns that names one."""
    for match in _SCHOOL.finditer(key):
        starts = _nouns_before(match.start(), key, words)
        named = (start for start in starts if find_schools(f"{key[start : match.start()]}小学", ()).unknown)
        yield from ((start, match.end()) for start in islice(named, 1))


def _nouns_before(end: int, key: str, words: list[_Word]) -> list[int]:
    """Return where nouns stand in a row before a place, the first of them first; none where all tell but a kind."""
    lists, kinds = _words_of(), _of_terms(key[:end])
    row: list[int] = []
    for one in reversed([one for one in words if one.start < end]):
        word = key[one.start : min(one.end, end)]
        if not (_NOMINAL.match(one.kind) or _COUNTED.fullmatch(word) or word in lists.given_to_schools):
            break
        if word not in lists.kinds_of_schools and one.start not in kinds:
            row.insert(0, one.start)
        elif row:
            break
    return row


def _of_terms(key: str) -> frozenset[int]:
    """Return the places of a text at which a term of the field stands."""
    return frozenset(at for one in load_terms().located(key) for at in range(one.start, one.end))


def _persons(key: str, words: list[_Word]) -> Iterator[tuple[int, int]]:
    yield from _titled(key, words)
    yield from _called(key)
    gazetteer = load_gazetteer()
    for one in words:
        name = key[one.start : one.end]
        known = one.kind.startswith("nr") and len(name) > 1 and _words_of().could_be_one(name)
        if known and not gazetteer.find(name):
            yield one.start, one.end


def _titled(key: str, words: list[_Word]) -> Iterator[tuple[int, int]]:
    inside = {at for one in words if one.known for at in range(one.start + 1, one.end)}
    for match in _titles().finditer(key):
        for length in (4, 3, 2, 1):
            start = match.start() - length
            if start >= 0 and start not in inside and _words_of().could_be_one(key[start : match.start()]):
                yield start, match.start()
                break


def _called(key: str) -> Iterator[tuple[int, int]]:
    for match in _calling().finditer(key):
        for length in (4, 3, 2):
            name = key[match.end() : match.end() + length]
            if len(name) == length and _words_of().could_be_one(name):
                yield match.end(), match.end() + length
                break


def _english(text: str) -> Iterator[Private]:
    """Yield the names behind an English title, and those of schools."""
    for name in find_schools(text, ()).unknown:
        if name.isascii() and (at := text.find(name)) >= 0:
            yield Private(at, at + len(name), "school", key_of(name))
    folded = Aligned.of(text)
    for match in _english_titles().finditer(folded.key):
        if end := _end_of_name(text, folded, match):
            start = match.start("first")
            yield Private(*folded.span(start, end), "person", key_of(folded.key[start:end]))


def _end_of_name(text: str, folded: Aligned, match: re.Match[str]) -> int | None:
    """Return where the name behind a title ends: words with capitals, or of Chinese surnames."""
    letters, end = _words_of().letters.split(), None
    for group in ("first", "second", "third"):
        word = match[group]
        if not word or not (text[folded.at[match.start(group)]].isupper() or (end is None and word in letters)):
            break
        end = match.end(group)
    return end


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words_of() -> _Lists:
    text = (files("assistant.language_model") / "persons.yaml").read_text("utf-8")
    return _Lists.model_validate(load_yaml(text))


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(_any_of(_words_of().titles.zh))


@cache
def _calling() -> re.Pattern[str]:
    return re.compile(_any_of(_words_of().called.zh))


@cache
def _english_titles() -> re.Pattern[str]:
    persons = _words_of()
    before = _any_of((*persons.titles.en, *persons.called.en))
    return re.compile(rf"(?<![a-z])(?:{before})\.? (?P<first>{_WORD})(?: (?P<second>{_WORD}))?(?: (?P<third>{_WORD}))?")
