"""Where a Chinese text names schools that no sheet has: what tells a kind of school, with the nouns that name one.

A place that the built-in reading understands names none: 南安小学 are the primary schools of a county.
"""

import re
from collections.abc import Iterator
from itertools import islice

from assistant.asked.schools import find_schools
from assistant.language_model.name_words import name_words
from assistant.language_model.typed import Typed

_SCHOOL = re.compile(
    r"小学(?!生(?!均))|中学(?!生(?!均))|学校|教学点|高中(?!生|阶段|学段)|[实附完][小中](?!学)|外国语(?!学校)"
    r"|幼儿园|中心园|幼稚园|托儿所|书院|学堂|私塾|书塾"
)
_COUNTED_SCHOOL = re.compile(r"[一二三四五六七八九十][小中](?![学心小大时型间等队部全考型班期])")
_NOMINAL = re.compile(r"n|[js]|zg")
_COUNTED = re.compile(r"第?[一二三四五六七八九十百0-9]+|[东西南北中]")
_MEASURE = re.compile(r".[数率值量额比费]$")


def schools(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the places of the closed-up text that name schools, with the place before them where one names them."""
    key = typed.closed.key
    for match in _COUNTED_SCHOOL.finditer(key):
        if match.start() in typed.edges and match.end() in typed.edges:
            row = _nouns_before(match.start(), typed)
            yield (row[0] if row else _place_before(match.start(), typed)), match.end()
    for match in _SCHOOL.finditer(key):
        starts = _nouns_before(match.start(), typed)
        if not all(typed.says(start, match.start()) for start in starts):
            named = (start for start in starts if find_schools(f"{key[start : match.start()]}小学", ()).unknown)
            yield from ((start, match.end()) for start in islice(named, 1))


def _nouns_before(end: int, typed: Typed) -> list[int]:
    """Return where nouns stand in a row before a place, the first of them first; none where all tell but a kind."""
    lists = name_words()
    row: list[int] = []
    for one in reversed([one for one in typed.words if one.start < end]):
        word = typed.closed.key[one.start : min(one.end, end)]
        if not (_NOMINAL.match(one.kind) or _COUNTED.fullmatch(word) or word in lists.given_to_schools):
            break
        if word not in lists.kinds_of_schools and one.start not in typed.terms and not _MEASURE.search(word):
            row.insert(0, one.start)
        elif row:
            break
    return row


def _place_before(end: int, typed: Typed) -> int:
    while end - 1 in typed.places:
        end -= 1
    return end
