"""The places of China down to counties, and which of them a text speaks of.

A question about a county that the corpus does not cover must not be answered from another county's document, so the
whole list is here, not only the places that have documents.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from corpus.bilingual import Bilingual
from corpus.documents import Library, load_library
from corpus.errors import UnknownPlace
from corpus.model import NATIONAL

Level = Literal["country", "province", "prefecture", "county"]
Stands = Literal["short", "full", "context"]

_SCHOOL = re.compile(
    # 乐清村里的学校 and 南安路远的孩子 speak of a place, 乐清镇中学 of a school.
    r"[东西南北中]?路(?![远途程])|街(?!道)|大道|镇(?![里上区的、和])|村(?![小里级校镇的、和])|"
    r"(?:第?[一二三四五六七八九十]+)?(?:实验|中心|外国语|高级)*(?:小学|中学|学校|幼儿园|附中|附小|大学|师范|学院)|"
    r"[一二三四五六七八九十]中"
)
_STAGE = re.compile(r"小学|中学|学校|幼儿园")
_KIND = r"(?:\s+(?P<kind>County|City|District|Province|Prefecture|Banner|Municipality))?"
_ENGLISH = re.compile(rf"(?<![A-Za-z'])(?P<name>[A-Za-z]+(?:['’][aeo][A-Za-z]*)*){_KIND}(?![A-Za-z])", re.IGNORECASE)
_TWO_WORDS = ("inner mongolia", "hong kong")
_ENGLISH_WORDS = frozenset({"guide"})  # 贵德县; a word that may open a sentence
# Characters of an English name; a shorter one needs County, City … behind it.
_SHORTEST: Mapping[str, int] = {"province": 4, "prefecture": 4, "county": 5}
_PHRASE_HEAD = re.compile(r"(?:^$|[\s，。、；：？！“”《（(,.;:?!\"']|请问)$")
_NOT_A_NAME_BEFORE = re.compile(r"[级域内区]")
_LOOK_BACK = 8  # places named before, which say which of two places with one name is meant
_SCHOOL_REACH = 12  # characters behind a name that may make it a school's


@dataclass(frozen=True, slots=True)
class Place:
    """A division of China. `code` is its GB/T 2260 code; `full_name` runs from the province down."""

    code: str
    name: str
    level: Level
    full_name: str
    short: str
    english: str


COUNTRY = Place("", NATIONAL, "country", NATIONAL, "全国", "China")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    place: Place


@dataclass(frozen=True)
class Gazetteer:
    """All places, and the places that the corpus has documents of (`covered`: full names)."""

    places: tuple[Place, ...]
    covered: frozenset[str]
    _stands: Mapping[str, Stands] = field(repr=False)
    _by_code: Mapping[str, Place] = field(repr=False)
    _by_name: Mapping[str, tuple[Place, ...]] = field(repr=False)
    _by_english: Mapping[str, tuple[Place, ...]] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    _home: frozenset[str] = field(repr=False)

    def named(self, name: str) -> Place:
        """Return the place of that name: 鲤城区, 鲤城, 福建省泉州市鲤城区 or Licheng; 国家 is the country.

        Of places with one name, the one that the corpus covers goes first. Raises UnknownPlace.
        """
        wanted = re.sub(r"\s", "", name)
        if wanted in (COUNTRY.name, COUNTRY.short, COUNTRY.english, "中国"):
            return COUNTRY
        mentioned = self.find(name if name.isascii() else wanted)
        found = self._by_name.get(wanted) or self._by_english.get(_plain(name)) or mentioned
        if found and len(mentioned) <= 1:
            return found[0]
        covered = sorted(self.covered)
        raise UnknownPlace(
            Bilingual(f"没有名为“{name}”的行政区划。", f"There is no place named “{name}” in China's divisions."),
            Bilingual(
                f"请写全称，例如“鲤城区”。有文件的地方：{'、'.join(covered)}。",
                f"Write the full name, such as 鲤城区. Places with documents: {', '.join(covered)}.",
            ),
        )

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """Return what `place` belongs to, nearest first; the last is the country (which has none itself)."""
        if place == COUNTRY:
            return ()
        codes = [code for code in (place.code[:4] + "00", place.code[:2] + "0000") if code != place.code]
        return (*(self._by_code[code] for code in codes if code in self._by_code), COUNTRY)

    def find(self, text: str) -> tuple[Place, ...]:
        """Return the places that a Chinese or English text speaks of, in order, each once.

        泉州市鲤城区 is one place, the district. 福州路小学 is a school, not a place.
        """
        return tuple(dict.fromkeys(place for _, _, place in self.spans(text)))

    def spans(self, text: str) -> tuple[tuple[int, int, Place], ...]:
        """Return where a text speaks of places: start, end and the place, in order."""
        hits = sorted((*self._chinese(text), *self._latin(text)), key=lambda hit: hit.start)
        merged: list[_Found] = []
        for hit in hits:
            if merged and merged[-1].end == hit.start and merged[-1].place in self.ancestors(hit.place):
                merged[-1] = _Found(merged[-1].start, hit.end, hit.place)
            else:
                merged.append(hit)
        return tuple((hit.start, hit.end, hit.place) for hit in merged)

    def alike(self, name: str, place: Place) -> tuple[Place, ...]:
        """Return the places of one level that a name may mean as well as `place`, itself among them.

        Of places with one name, one that the corpus covers or that lies in a city it covers is meant, and none beside.
        """
        if place.full_name in self._home:
            return (place,)
        found = self._by_name.get(name) or self._by_english.get(_plain(name), ())
        meant = (one for one in found if name != one.short or self._stands[one.code] == "short" or name == one.name)
        found = tuple(one for one in meant if one.level == place.level) or (place,)
        return tuple(one for one in found if self._is_near(one)) or found

    def _is_near(self, place: Place) -> bool:
        """Whether a place lies in a city of the documents: Jinjiang beside Nan'an is 晋江市 and not 锦江区."""
        return any(one.level == "prefecture" and one.full_name in self._home for one in self.ancestors(place))

    def _chinese(self, text: str) -> list[_Found]:
        hits: list[_Found] = []
        position = 0
        while position < len(text):
            names = (text[position : position + length] for length in self._lengths.get(text[position], ()))
            known = (self._meant(text, position, name, hits) for name in names if name in self._by_name)
            hit = next((found for found in known if found), None)
            if hit:
                hits.append(hit)
            position = hit.end if hit else position + 1
        return hits

    def _meant(self, text: str, start: int, name: str, before: list[_Found]) -> _Found | None:
        """The place that `name` means at `start`, or None where it means none."""
        end = start + len(name)
        if before and before[-1].end == start:
            inside = (place for place in self._by_name[name] if before[-1].place in self.ancestors(place))
            if place := next(inside, None):
                return _Found(start, end, place)
        place = self._likeliest(self._by_name[name], before)
        stands = self._stands[place.code]
        if stands == "context":
            meant = name.endswith("县") and _heads_phrase(text, start, end)
        elif name in (place.name, place.full_name):
            meant = True
        else:
            meant = stands == "short" and self._short_meant(text, start, end, place)
        return _Found(start, end, place) if meant else None

    def _short_meant(self, text: str, start: int, end: int, place: Place) -> bool:
        home = place.full_name in self._home
        if _is_school(text[end : end + _SCHOOL_REACH], home=home):
            return False
        edges = _word_edges(text)
        # A city's short name may begin a longer word (上海浦东); a county's is too often made of two words by chance.
        return home or (start in edges and (end in edges or place.level != "county"))

    def _likeliest(self, candidates: tuple[Place, ...], before: list[_Found]) -> Place:
        """Of places with one name, the one inside a place named before it, else the first."""
        named = {hit.place for hit in before[-_LOOK_BACK:]}
        return next((place for place in candidates if named & set(self.ancestors(place))), candidates[0])

    def _latin(self, text: str) -> Iterator[_Found]:
        lowered = text.lower()
        for name in _TWO_WORDS:
            if (start := lowered.find(name)) >= 0:
                yield _Found(start, start + len(name), self._by_english[_plain(name)][0])
        for match in _ENGLISH.finditer(text):
            if place := self._of_english(match["name"], match["kind"]):
                yield _Found(*match.span(), place)

    def _of_english(self, name: str, kind: str | None) -> Place | None:
        candidates = self._by_english.get(_plain(name), ())
        if not candidates:
            return None
        if any(place.full_name in self._home for place in candidates):
            return candidates[0]
        alone = name.lower() not in _ENGLISH_WORDS and len(name) >= _SHORTEST[candidates[0].level]
        return candidates[0] if (kind or alone) and name[0].isupper() else None


def load_gazetteer(library: Library | None = None) -> Gazetteer:
    """Return the gazetteer that the package carries, for the documents of `library` (those shipped, if None).

    Raises MalformedDocument if the library cannot be read.
    """
    documents = (library or load_library()).documents
    return _gazetteer(frozenset(document.jurisdiction for document in documents))


@lru_cache(maxsize=4)
def _gazetteer(covered: frozenset[str]) -> Gazetteer:
    rows = list(_rows())
    names = {row["code"]: row["name"] for row in rows}
    places = tuple(_place(row, names) for row in rows)
    home = frozenset(name for name in (place.full_name for place in places) if any(c.startswith(name) for c in covered))
    ranked = sorted(places, key=lambda place: (place.full_name not in home, _RANK[place.level], place.code))
    by_name: dict[str, list[Place]] = {}
    by_english: dict[str, list[Place]] = {}
    for place in ranked:
        for name in dict.fromkeys((place.full_name, place.name, place.short)):
            by_name.setdefault(name, []).append(place)
        by_english.setdefault(_plain(place.english), []).append(place)
    lengths: dict[str, set[int]] = {}
    for name in by_name:
        lengths.setdefault(name[0], set()).add(len(name))
    return Gazetteer(
        places=places,
        covered=covered,
        _stands={row["code"]: cast(Stands, row["stands"]) for row in rows},
        _by_code={place.code: place for place in places},
        _by_name={name: tuple(found) for name, found in by_name.items()},
        _by_english={name: tuple(found) for name, found in by_english.items()},
        _lengths={first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        _home=home,
    )


_RANK: Mapping[Level, int] = {"country": 0, "province": 1, "prefecture": 2, "county": 3}


def _rows() -> Iterator[dict[str, str]]:
    text = (files("corpus") / "places.csv").read_text("utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _place(row: dict[str, str], names: Mapping[str, str]) -> Place:
    code = row["code"]
    above = dict.fromkeys(names[c] for c in (code[:2] + "0000", code[:4] + "00") if c != code and c in names)
    full_name = "".join((*above, row["name"]))
    return Place(code, row["name"], cast(Level, row["level"]), full_name, row["short"], row["english"])


def _plain(english: str) -> str:
    """The letters of an English name: Nan'an, Nanan and NAN-AN are one."""
    return re.sub(r"[^a-z]", "", english.lower())


def _is_school(behind: str, *, home: bool) -> bool:
    """Whether what follows a short name makes it the name of a school or a street.

    Behind a place of the corpus 小学 and 中学 are read as its schools: 南安小学骨干教师 asks about the county.
    """
    match = _SCHOOL.match(behind)
    return match is not None and not (home and _STAGE.fullmatch(match[0]))


def _heads_phrase(text: str, start: int, end: int) -> bool:
    """Whether a name such as 和县 begins a phrase; inside one it is more often two words (学校和县级政府)."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 1]
    return bool(_PHRASE_HEAD.search(before)) and not _NOT_A_NAME_BEFORE.match(behind)


@lru_cache(maxsize=256)
def _word_edges(text: str) -> frozenset[int]:
    """Where words begin and end, so that 提高安全 is not read as 高安."""
    import rjieba  # loads a dictionary: only a text that may name a place needs it

    edges, position = {0}, 0
    for word in rjieba.cut(text):
        position += len(word)
        edges.add(position)
    return frozenset(edges)
