"""What people call a school of the sheet beside its short forms: 康美小, 石中, 省新点, and its name in letters."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.asked.school_names import own_part
from assistant.privacy.english import SCHOOL_WORDS
from assistant.privacy.pinyin import in_letters
from assistant.privacy.schools import GOES_ON
from assistant.privacy.typed import Word, cut
from corpus.folding import fold
from corpus.places import load_gazetteer

_LETTERS_BEHIND = re.compile(f"[ -]?{SCHOOL_WORDS}")
_LONGER = re.compile("[学心区镇组型部间等老]")  # behind 小, 中 and 点 in another word
_LEAST = 2  # characters of the own part of a name


def nicknames(key: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield where a folded text calls a school of the sheet so, with its name, or with the words that fit several."""
    words = list(cut(key))
    for form, schools in _called(names).items():
        for match in re.finditer(re.escape(form), key):
            if _stands_alone(match, words):
                yield *match.span(), schools[0] if len(schools) == 1 else form
    if re.search("[a-z]{4}", key):
        yield from _written_in_letters(key, names)


def _stands_alone(match: re.Match[str], words: list[Word]) -> bool:
    """Say whether no word of the dictionary goes on beyond the match on either side."""
    start, end = match.span()
    sure = end - start > _LEAST or GOES_ON.match(match.string, end)
    edges = (start,) if sure else (start, end)
    cut_through = any(one.known and one.start < at < one.end for one in words for at in edges)
    return not cut_through and not _LONGER.match(match.string, end)


def _written_in_letters(key: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    found: dict[tuple[int, int], tuple[str, ...]] = {}  # 梅山 and 眉山 are written alike
    for part, schools in _own_parts(names).items():
        if (written := in_letters(part)) is None:
            continue
        for match in written.pattern.finditer(key):
            if not _is_place(match.group(), near=written.sure):
                found[match.span()] = (*found.get(match.span(), ()), *schools)
    for (start, end), schools in found.items():
        behind = _LETTERS_BEHIND.match(key, end)
        yield start, behind.end() if behind else end, schools[0] if len(schools) == 1 else key[start:end]


def _is_place(word: str, *, near: bool) -> bool:
    """Say whether letters name a place; `near`: one that there are documents of, others give way to the school."""
    places = load_gazetteer()
    return any(not near or one.full_name in places.covered for one in places.find(word.title()))


@lru_cache(maxsize=16)
def _called(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the schools by what they are called: their own part, or its first character, and the kind for short."""
    found: dict[str, dict[str, None]] = {}
    for part, schools in _own_parts(names).items():
        for name in schools:
            for kind in _kinds(name):
                found.setdefault(part + kind, {})[name] = None
                found.setdefault(part[0] + kind, {})[name] = None
    return {form: tuple(schools) for form, schools in found.items()}


def _kinds(name: str) -> Iterator[str]:
    """Yield how the kind of a school is said for short; one of both stages is called by either."""
    name = fold(name)
    if "教学点" in name:
        yield "点"
    if name.endswith(("小学", "学校")):
        yield "小"
    if name.endswith(("中学", "学校", "初中", "高中")):
        yield "中"


@lru_cache(maxsize=16)
def _own_parts(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name in names:
        if len(part := own_part(name)) >= _LEAST:
            found.setdefault(part, {})[name] = None
    return {part: tuple(schools) for part, schools in found.items()}
