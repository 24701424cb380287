"""Where a Chinese text names schools that no sheet has: what tells a kind of school, with the nouns that name one.

A place that the built-in reading understands names none: 南安小学 are the primary schools of a county.
"""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.asked.schools import find_schools
from assistant.privacy.name_words import name_words
from assistant.privacy.typed import Typed, Word

_SCHOOL = re.compile(
    r"小学(?!生(?!均))|中学(?!生(?!均))|学校|教学点|高中(?!生|阶段|学段)|[实附完][小中](?!学)|外国语(?!学校)"
    r"|幼儿园|中心园|幼稚园|托儿所|书院|学堂|私塾|书塾"
)
_COUNTED_SCHOOL = re.compile(r"[一二三四五六七八九十][小中](?![学心小大时型间等队部全考期])")
# What may follow the short name of a school although the dictionary cuts it otherwise (小班额, 中生均).
GOES_ON = re.compile("班[额级数]|[音美校生]")
_STAGE = re.compile("小学|中学|学校|高中|幼儿园|教学点")
_NOMINAL = re.compile(r"n|[js]|zg")
_COUNTED = re.compile(r"第?[双一二三四五六七八九十百0-9]+|[东西南北中]")
_MEASURE = re.compile(r".[数率值量额比费]$")


def schools(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the places of the closed-up text that name schools, with the place before them where one names them."""
    key = typed.closed.key
    for match in _COUNTED_SCHOOL.finditer(key):
        ends = match.end() not in typed.within or GOES_ON.match(key, match.end())
        if match.start() not in typed.within and ends:
            row = _nouns_before(match.start(), typed)
            yield (row[0].start if row else _place_before(match.start(), typed)), match.end()
    for match in _SCHOOL.finditer(key):
        stage = _STAGE.match(match.group()) is not None
        row = _nouns_before(match.start(), typed, known=typed.places if stage else frozenset())
        yield from ((one, match.end()) for one in islice(_naming(row, match.start(), typed), 1))


def _naming(row: list[Word], end: int, typed: Typed) -> Iterator[int]:
    """Yield where a row of nouns before a place begins to name a school."""
    for at, one in enumerate(row):
        told = any(word.tagged or not word.known for word in row[at:])
        if told or find_schools(f"{typed.closed.key[one.start : end]}小学", ()).unknown:
            yield one.start


def _nouns_before(end: int, typed: Typed, known: frozenset[int] = frozenset()) -> list[Word]:
    """Return the nouns that stand in a row before a place and tell more than a kind, or a place that is known."""
    lists = name_words()
    row: list[Word] = []
    for one in reversed([one for one in typed.words if one.start < end]):
        word = typed.closed.key[one.start : min(one.end, end)]
        noun = _NOMINAL.match(one.kind) or _COUNTED.fullmatch(word) or word in lists.given_to_schools
        if not noun or _MEASURE.search(word):
            break
        if word not in lists.kinds_of_schools and one.start not in typed.terms | known:
            row.insert(0, one)
        elif row:
            break
    return row


def _place_before(end: int, typed: Typed) -> int:
    while end - 1 in typed.places:
        end -= 1
    return end
