"""What a good clause is apart from its words: of the place and year asked for, in force, and of substance.

Each preference is a factor on the fused score, so that a clause which nothing else matches is still found.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Library
from corpus.model import Clause
from retrieval.exact import Named
from retrieval.lexical import search_key
from retrieval.query import Query

Factors = NDArray[np.float64]

_ELSEWHERE = 0.5
_FORMALITY = 0.4
_DEPUTY = 0.7
_OTHER_YEAR = 0.7
_NO_NUMBER = 0.8
_INTERPRETATION = 0.9

_ISSUE_PART = re.compile(r"通知|版记|题头|附件说明")
_DUTY = re.compile(r"责任单位[:：]|组\s*长[:：]|副组长[:：]|成\s*员[:：]")
_DEPUTY_POST = re.compile(r"副[\u4e00-\u9fff]{0,3}[长任]")
_MEMBERS = re.compile(r"(?:领导小组|工作小组)(?:成员名单)?$")
_YEAR = re.compile(r"20\d\d(?=年)")
_OPENING_NUMBER = re.compile(r"^\s*[（(]?[\dL]+[）).．、\t]?")


class Preferences:
    """The traits of each clause, looked up once, and the factors that a question makes of them."""

    def __init__(self, library: Library) -> None:
        """Look up the traits of the clauses, in the order of the library."""
        clauses = library.clauses
        documents = [library.document(clause.document) for clause in clauses]
        self._document = np.array([document.id for document in documents])
        self._jurisdiction = [document.jurisdiction for document in documents]
        self._issue = np.array([_ISSUE_PART.match(clause.id) is not None for clause in clauses])
        self._duty = np.array([_is_duty(clause) for clause in clauses])
        self._deputy = self._duty & [_DEPUTY_POST.search(clause.text) is not None for clause in clauses]
        self._interpretation = np.array([document.kind == "interpretation" for document in documents])
        self._years = [frozenset(_YEAR.findall(search_key("\n".join(_dated(clause))))) for clause in clauses]
        self._numbers = np.array([any(map(str.isdigit, _OPENING_NUMBER.sub("", c.text))) for c in clauses])

    def factors(self, query: Query, places: Sequence[str], named: Named) -> Factors:
        """Return one factor (0…1) a clause. `places` are the full names that the question speaks of."""
        factors = np.where(self._interpretation, _INTERPRETATION, 1.0)
        if places:
            factors *= np.where(self._of(places), 1.0, _ELSEWHERE)
        if named.documents:
            factors *= np.where(np.isin(self._document, list(named.documents)), 1.0, _ELSEWHERE)
        if query.years:
            factors *= np.where([bool(years & query.years) for years in self._years], 1.0, _OTHER_YEAR)
        if query.asks_number:
            factors *= np.where(self._numbers, 1.0, _NO_NUMBER)
        if not query.asks_issue:
            factors *= np.where(self._issue, _FORMALITY, 1.0)
        if not query.asks_duty:
            factors *= np.where(self._duty, _FORMALITY, 1.0)
        elif "副" not in query.text:
            factors *= np.where(self._deputy, _DEPUTY, 1.0)
        return factors

    def within(self, places: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of each clause whether its document is of one of exactly these places; of all when none is given."""
        return np.array([not places or jurisdiction in places for jurisdiction in self._jurisdiction])

    def _of(self, places: Sequence[str]) -> NDArray[np.bool_]:
        """Tell of each clause whether its document is of a place, or of one inside it; of all where none is."""
        inside = np.array([any(j.startswith(place) for place in places) for j in self._jurisdiction])
        return inside if inside.any() else np.ones_like(inside)


def _is_duty(clause: Clause) -> bool:
    """Tell whether a clause only says who is responsible: 责任单位 lines and lists of members."""
    heads = [head.strip() for head in clause.trail[1:]]
    return bool(_DUTY.match(clause.text) or any(_MEMBERS.search(head) for head in heads))


def _dated(clause: Clause) -> tuple[str, ...]:
    # The title is left out: 南安's says 2022年修订, which dates the document, not what a clause asks for.
    return (*clause.trail[1:], clause.text)
