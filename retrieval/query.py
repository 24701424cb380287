"""A question as retrieval understands it: its Chinese wording, the standards' terms, years, and what it asks for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.folding import fold_width, has_chinese
from corpus.places import Place
from corpus.terms import Terms
from retrieval.lexical import search_key

_LONGEST = 2000  # characters; a longer question is read up to here
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_SAID = re.compile(r"(?<!\d)20\d\d(?!\d)年?")
_NUMBER_ASKED = re.compile(
    r"多少|几[个间年所平成倍名级项人]|多大|多久|多长|多高|比例|占比|上限|下限|最[多少大小高低]|不低于|不超过|百分|率"
    r"|\bhow (?:many|much|large|big|long)\b|per ?cent|\bshare\b|\brate\b|minim|maxim|\bnumber of\b"
)
_STATUS_ASKED = re.compile(
    r"现状|目前|现在|当前|现有|如今|已经|已有|实际|几所|多少所|多少个|有多少"
    r"|\b(?:current|currently|now|present|presently|today|already|status|how many)\b"
)
_DUTY_ASKED = re.compile(
    r"谁|组长|局长|主任|市长|区长|县长|书记|校长是|名单|成员|领导小组|责任|部门|单位|牵头|负责"
    r"|\bwho\b|department|responsib|in charge|\bmember|leading group|\bmayor\b|\bheads?\b"
)
_ISSUE_ASKED = re.compile(
    r"印发|发文|发布|日期|哪天|公开|抄送|通知|文号|附件有|\bissued?\b|\bpublish|document number|\bcopied to\b"
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question read. `chinese` is the question, or for an English one the standards' terms found in it.

    `asks_duty`: who does or leads something; `asks_issue`: how and when the document itself was issued;
    `asks_status`: how things stand.
    """

    text: str
    chinese: str
    terms: tuple[str, ...]
    years: frozenset[str]
    asks_number: bool
    asks_duty: bool
    asks_issue: bool
    asks_status: bool

    @property
    def english(self) -> bool:
        """Whether the question holds no Chinese."""
        return not has_chinese(self.text)

    @property
    def expanded(self) -> str:
        """The Chinese wording followed by the standards' terms."""
        return " ".join((self.chinese, *self.terms))


def read_query(text: str, terms: Terms) -> Query:
    """Read a question in Chinese, English or both."""
    text = text[:_LONGEST]
    folded = fold_width(text)
    years = frozenset(_YEAR.findall(search_key(text)))
    translated = terms.to_chinese(text)
    chinese = text if has_chinese(text) else " ".join((translated, *sorted(years)))
    return Query(
        text=text,
        chinese=chinese,
        terms=tuple(dict.fromkeys((*terms.to_standard(chinese), *translated.split()))),
        years=years,
        asks_number=_NUMBER_ASKED.search(folded) is not None,
        asks_duty=_DUTY_ASKED.search(folded) is not None,
        asks_issue=_ISSUE_ASKED.search(folded) is not None,
        asks_status=_STATUS_ASKED.search(folded) is not None,
    )


def without_places(question: Query, places: Iterable[Place]) -> str:
    """Return a question less the places and years that it names; whole where nothing else would be left.

    They say which document is asked, not what; and a clause of 南安 is near to every question that names 南安.
    """
    names = {name for place in places for name in (place.full_name, place.name, place.short, place.english)}
    left = question.text
    for name in sorted(filter(None, names), key=len, reverse=True):
        left = re.sub(rf"{re.escape(name)}(?:'s)?(?!长)", " ", left, flags=re.I)  # 南安市长 is 南安's 市长
    left = _YEAR_SAID.sub(" ", left)
    return " ".join(left.split()) if any(map(str.isalnum, left)) else question.text
