"""Exact retrieval: the document or the clause that a question names outright (乐政办发〔2023〕39号附件2 L3)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.documents import Library
from corpus.folding import fold
from corpus.model import Clause, Document

_HAN = "一二三四五六七八九十"
_FULL_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}\(20\d\d\)\d+号")
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_NAMED_UNIT = re.compile(
    rf"附件(?P<annex>\d+|[{_HAN}])|(?<![a-z])l(?P<row>\d{{1,2}})(?!\d)|\((?P<bracket>[{_HAN}]+)\)"
    rf"|第(?P<part>[{_HAN}]+|\d{{1,2}})(?:部分|章)|第\(?(?P<nth>\d{{1,2}}|[{_HAN}]+)\)?(?:条|项|款|点|节)"
    rf"|(?<![第{_HAN}\u4e00-\u9fff])(?P<head>[{_HAN}]+)(?=[、(/])|(?<=号)(?P<after>[{_HAN}]+)(?=[、(/])"
    r"|(?<=[)/])(?P<item>\d{1,2})(?![\d年号%.人名个])|段(?P<paragraph>\d+)"
)
_UNIT_OF_PATH = re.compile(rf"附件(\d+)|l(\d+)|\(([{_HAN}]+)\)|([{_HAN}]+)(?:、.*)?|(\d+)|段(\d+)")
_VAGUE = 6  # a unit number alone that fits more clauses than this names none of them
_TITLE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: ids of documents, keys of clauses."""

    documents: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()


def find_named(question: str, library: Library) -> Named:
    """Return the documents and clauses that the question names; a name that fits too many clauses names none."""
    folded = _plain(question)
    documents = _documents(folded, library.documents)
    units = _units(folded)
    clauses: list[Clause] = []
    if units and (documents or len(units) > 1 or folded.startswith("l") or "第" in folded or "l" in folded):
        pool = [clause for clause in library.clauses if not documents or clause.document in documents]
        fitting = [clause for clause in pool if _fits(units, clause, folded)]
        least = min((_depth(clause) for clause in fitting), default=0)
        clauses = [clause for clause in fitting if _depth(clause) == least]
    if not documents and len(clauses) > _VAGUE:
        clauses = []
    return Named(documents, frozenset(clause.key for clause in clauses))


def _documents(folded: str, documents: Sequence[Document]) -> frozenset[str]:
    full = _FULL_NUMBER.findall(folded)
    if full:
        return frozenset(d.id for d in documents if d.number and any(name.endswith(_plain(d.number)) for name in full))
    named = {d.id for d in documents if d.number and _says_number(folded, _plain(d.number))}
    return frozenset(named | {d.id for d in documents if _says_title(folded, d, documents)})


def _says_number(folded: str, number: str) -> bool:
    short = number.rpartition(")")[2]
    return re.search(rf"(?<!\d){re.escape(short)}", folded) is not None


def _plain(text: str) -> str:
    return fold(text).translate(_BRACKETS)


def _says_title(folded: str, document: Document, documents: Sequence[Document]) -> bool:
    """Tell whether the text holds six characters that only this document's title has."""
    title = fold(document.title)
    others = [fold(other.title) for other in documents if other.id != document.id]
    parts = (title[at : at + _TITLE_WORDS] for at in range(len(title) - _TITLE_WORDS + 1))
    return any(part in folded and not any(part in other for other in others) for part in parts)


def _units(folded: str) -> tuple[tuple[str, str], ...]:
    """Return the numbered units that a text names, in order: (kind, number)."""
    text = _FULL_NUMBER.sub("号", folded)
    return tuple((str(match.lastgroup), match.group(str(match.lastgroup))) for match in _NAMED_UNIT.finditer(text))


def _fits(units: Iterable[tuple[str, str]], clause: Clause, folded: str) -> bool:
    """Tell whether the named units stand in the clause's path in this order, the last of them as its unit."""
    path = [fold(part) for part in clause.path]
    if _says_another_category(path, folded):
        return False
    at = -1
    for kind, number in units:
        at = next((i for i in range(at + 1, len(path)) if _is(path[i], kind, number)), len(path))
    return at < len(path) and all(part.startswith("段") for part in path[at + 1 :])


def _depth(clause: Clause) -> int:
    """Return how many numbered units a clause lies in; paragraphs do not count."""
    return sum(not part.startswith("段") for part in clause.path)


def _says_another_category(path: Sequence[str], folded: str) -> bool:
    """Tell whether the text names a table's category (二、政府保障程度) other than the clause's own."""
    names = ("资源配置", "政府保障", "教育质量")
    return any(name in folded and not any(name in part for part in path) for name in names) and any(
        name in part for part in path for name in names
    )


def _is(part: str, kind: str, number: str) -> bool:
    match = _UNIT_OF_PATH.fullmatch(part)
    if match is None:
        return False
    annex, row, bracket, head, item, paragraph = match.groups()
    if kind == "nth":
        return _arabic(number) in {_arabic(unit) for unit in (bracket, head, item) if unit}
    own = {"annex": annex, "row": row, "bracket": bracket, "head": head, "part": head, "after": head, "item": item}
    found = own.get(kind, paragraph)
    return found is not None and _arabic(found) == _arabic(number)


def _arabic(number: str) -> int:
    """Return 1…99 from figures or Chinese digits.

    >>> _arabic("十一"), _arabic("二十"), _arabic("7")
    (11, 20, 7)
    """
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    units = _HAN.index(ones) + 1 if ones else 0
    return ((_HAN.index(tens) + 1) * 10 if tens else 10 if ten else 0) + units
