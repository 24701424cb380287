"""What a good clause is apart from its words: of the place and year asked for, in force, and of substance.

Each preference takes something off the score, so that a clause which nothing else matches is still found.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Library
from corpus.folding import fold
from corpus.model import NATIONAL, Clause
from retrieval.exact import Named
from retrieval.levels import levels_in, speaks_of
from retrieval.lexical import search_key
from retrieval.query import Query

Amounts = NDArray[np.float64]

_ELSEWHERE = 2.8
_ABOVE = 0.7  # what a place belongs to binds it too, and says less of it
_FORMALITY = 3.7
_DEPUTY = 1.4
_OTHER_COLUMN = 6.0  # stands under the heading of another year: a road map
_OTHER_YEAR = 3.0  # speaks of other years only
_NO_YEAR = 1.4
_OTHER_LEVEL = 2.8
_STATUS = 1.4
_NO_NUMBER = 0.9
_INTERPRETATION = 0.4

_ISSUE_PART = re.compile(r"通知|版记|题头|附件说明")
_DUTY = re.compile(r"责任单位[:：]|组\s*长[:：]|副组长[:：]|成\s*员[:：]")
_DEPUTY_POST = re.compile(r"副[\u4e00-\u9fff]{0,3}[长任]")
_MEMBERS = re.compile(r"(?:领导小组|工作小组)(?:成员名单)?$")
_YEAR = re.compile(r"20\d\d(?=年)")
_OPENING_NUMBER = re.compile(r"^\s*[（(]?[\dL]+[）).．、]?")


class Traits:
    """What is known of one clause apart from what it says; each trait is looked up when first asked for."""

    def __init__(self, clause: Clause, passage: str) -> None:
        """Take a clause and the passage that is indexed of it."""
        self._clause = clause
        self._passage = passage

    @cached_property
    def is_issue(self) -> bool:
        """Whether it only says how and when the document was issued."""
        return _ISSUE_PART.match(self._clause.id) is not None

    @cached_property
    def is_duty(self) -> bool:
        """Whether it only says who is responsible: 责任单位 lines and lists of members."""
        heads = [head.strip() for head in self._clause.trail[1:]]
        return bool(_DUTY.match(self._clause.text) or any(_MEMBERS.search(head) for head in heads))

    @cached_property
    def names_deputy(self) -> bool:
        """Whether it lists deputies."""
        return self.is_duty and _DEPUTY_POST.search(self._clause.text) is not None

    @cached_property
    def is_status(self) -> bool:
        """Whether it tells how things stood when the document was written (2021年现状), and sets nothing."""
        return any("现状" in part for part in (*self._clause.trail[1:], *self._clause.path))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that its headings speak of (a road map's do), else its text."""
        return self.headed or frozenset(_YEAR.findall(search_key(self._clause.text)))

    @cached_property
    def headed(self) -> frozenset[str]:
        """The years that its headings speak of."""
        # The title is left out: 南安's says 2022年修订, which dates the document, not what a clause asks for.
        heads = (*self._clause.trail[1:], *self._clause.path)
        return frozenset(_YEAR.findall(search_key("\n".join(heads))))

    @cached_property
    def has_number(self) -> bool:
        """Whether it holds a figure beside its own number."""
        return any(map(str.isdigit, _OPENING_NUMBER.sub("", self._clause.text)))

    @cached_property
    def key(self) -> str:
        """The passage folded for search."""
        return search_key(self._passage)


def _for_years(query: Query, traits: Traits) -> float:
    """Return what a clause loses for the years that the question names and it does not speak of."""
    if not query.years or traits.years & query.years:
        return 0.0
    if traits.headed:
        return _OTHER_COLUMN
    return _OTHER_YEAR if traits.years else _NO_YEAR


class Preferences:
    """The places and documents of all clauses, and the traits of those that come into question."""

    def __init__(self, library: Library, passages: Sequence[str]) -> None:
        """Take the clauses of a library with the passage of each, in its order."""
        self._clauses = library.clauses
        self._passages = passages
        self._traits: dict[int, Traits] = {}
        documents = [library.document(clause.document) for clause in self._clauses]
        self._places = sorted({document.jurisdiction for document in documents})
        number = {place: at for at, place in enumerate(self._places)}
        self._place = np.array([number[document.jurisdiction] for document in documents], dtype=np.intp)
        self._document = np.array([document.id for document in documents])
        self._interpretation = np.array([document.kind == "interpretation" for document in documents], dtype=bool)

    def of_source(self, places: Sequence[str], named: Named) -> Amounts:
        """Return what each clause of the library loses for the document that it stands in.

        `places` are the full names that the question speaks of.
        """
        lost = np.where(self._interpretation, _INTERPRETATION, 0.0)
        if places:
            inside = self._within(lambda place: any(place.startswith(one) for one in places))
            above = self._within(lambda place: place == NATIONAL or any(one.startswith(place) for one in places))
            elsewhere = np.where(above, _ABOVE, _ELSEWHERE)
            lost += np.where(inside | (not inside.any()), 0.0, elsewhere)
        if named.documents:
            lost += np.where(np.isin(self._document, list(named.documents)), 0.0, _ELSEWHERE)
        return lost

    def of_substance(self, query: Query, candidates: Sequence[int]) -> Amounts:
        """Return what each candidate loses for what it is."""
        levels = levels_in(fold(query.expanded))
        lost = np.zeros(len(candidates))
        for at, traits in enumerate(map(self.traits, candidates)):
            lost[at] += _for_years(query, traits)
            lost[at] += _STATUS * (traits.is_status and not query.asks_status and not query.years)
            lost[at] += _NO_NUMBER * (query.asks_number and not traits.has_number)
            lost[at] += _FORMALITY * (not query.asks_issue and traits.is_issue)
            lost[at] += _FORMALITY * (not query.asks_duty and traits.is_duty)
            lost[at] += _DEPUTY * (query.asks_duty and "副" not in query.text and traits.names_deputy)
            lost[at] += _OTHER_LEVEL * bool(levels and not speaks_of(traits.key, levels))
        return lost

    def within(self, places: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of each clause whether its document is of one of exactly these places; of all when none is given."""
        return self._within(lambda place: not places or place in places)

    def traits(self, at: int) -> Traits:
        """Return the traits of one clause."""
        if at not in self._traits:
            self._traits[at] = Traits(self._clauses[at], self._passages[at])
        return self._traits[at]

    def _within(self, is_asked: Callable[[str], bool]) -> NDArray[np.bool_]:
        return np.array([is_asked(place) for place in self._places], dtype=bool)[self._place]
