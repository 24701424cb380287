"""Exact retrieval: the document or the clause that a question names outright (乐政办发〔2023〕39号附件2 L3)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import Library
from corpus.folding import fold
from corpus.model import Clause, Document

_HAN = "一二三四五六七八九十"
_HUNDREDS = f"{_HAN}百零"
_PLACES = {"十": 10, "百": 100}
_FULL_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}\(20\d\d\)\d+号")
_BRACKETS = str.maketrans("〔〕[]【】", "()()()")
_NAMED_UNIT = re.compile(
    rf"附件(?P<annex>\d+|[{_HAN}])|(?<![a-z])l(?P<row>\d{{1,2}})(?!\d)|\((?P<bracket>[{_HAN}]+)\)"
    rf"|第(?P<part>[{_HAN}]+|\d{{1,2}})(?:部分|章)|第\(?(?P<nth>\d{{1,3}}|[{_HUNDREDS}]+)\)?(?:条|项|点|节)|第(?P<of_article>\d{{1,2}}|[{_HAN}]+)款"
    rf"|(?<![第{_HAN}\u4e00-\u9fff])(?P<head>[{_HAN}]+)(?=[、(/])|(?<=号)(?P<after>[{_HAN}]+)(?=[、(/])"
    r"|(?<=[)/])(?P<item>\d{1,2})(?![\d年号%.人名个])|段(?P<paragraph>\d+)"
)
_UNIT_OF_PATH = re.compile(
    rf"附件(?P<annex>\d+)|l(?P<row>\d+)|\((?P<bracket>[{_HAN}]+)\)|(?P<head>[{_HAN}]+)(?:、.*)?|(?P<item>\d+)|段(?P<段>\d+)"
    rf"|第(?P<chapter>[{_HAN}]+|\d+)章|第(?P<section>[{_HAN}]+|\d+)节|第(?P<article>[{_HUNDREDS}]+|\d+)条|款(?P<款>\d+)"
)
# What a word in a question may mean: 第三部分 is a heading or a chapter, 第十二条 often an item （十二）.
_MEANT: Mapping[str, tuple[str, ...]] = {
    "annex": ("annex",),
    "row": ("row",),
    "bracket": ("bracket",),
    "part": ("head", "chapter"),
    "nth": ("article", "section", "bracket", "head", "item"),
    "of_article": ("款", "bracket", "item"),
    "head": ("head",),
    "after": ("head",),
    "item": ("item",),
    "paragraph": ("段",),
}
_PARAGRAPHS = ("段", "款")
_VAGUE = 6  # a unit number alone that fits more clauses than this names none of them
_TITLE_CHARACTERS = 6
_NUMBER = re.compile(r"(?<!\d)\d+号")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: ids of documents, keys of clauses."""

    documents: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()


class Names:
    """The names by which the documents of one library can be called, looked up once."""

    def __init__(self, library: Library) -> None:
        """Take the 文号 apart, and from each title the pieces that no other title has."""
        self._library = library
        self._by_number: dict[str, list[Document]] = {}
        for document in library.documents:
            if document.number:
                self._by_number.setdefault(_short(_plain(document.number)), []).append(document)
        self._by_title = _telling_pieces(library.documents)

    def find(self, question: str) -> Named:
        """Return the documents and clauses that a question names; a name that fits too many clauses names none."""
        folded = _plain(question)
        documents = self._documents(folded)
        units = _units(folded)
        clauses: list[Clause] = []
        if units and (documents or len(units) > 1 or folded.startswith("l") or "第" in folded or "l" in folded):
            fitting = [clause for clause in self._pool(documents) if _fits(units, clause, folded)]
            least = min((_depth(clause) for clause in fitting), default=0)
            clauses = [clause for clause in fitting if _depth(clause) == least]
        if not documents and len(clauses) > _VAGUE:
            clauses = []
        return Named(documents, frozenset(clause.key for clause in clauses))

    def _pool(self, documents: frozenset[str]) -> Iterable[Clause]:
        if not documents:
            return self._library.clauses
        return (clause for id in sorted(documents) for clause in self._library.document(id).clauses)

    def _documents(self, folded: str) -> frozenset[str]:
        full = _FULL_NUMBER.findall(folded)
        called = [document for short in _NUMBER.findall(folded) for document in self._by_number.get(short, ())]
        if full:
            return frozenset(d.id for d in called if any(name.endswith(_plain(d.number or "")) for name in full))
        pieces = (folded[at : at + _TITLE_CHARACTERS] for at in range(len(folded) - _TITLE_CHARACTERS + 1))
        titled = {self._by_title[piece] for piece in pieces if piece in self._by_title}
        return frozenset({document.id for document in called} | titled)


def _telling_pieces(documents: Sequence[Document]) -> dict[str, str]:
    """Return the six-character pieces that stand in one title only, with the id of its document."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for document in documents:
        title = fold(document.title)
        for piece in {title[at : at + _TITLE_CHARACTERS] for at in range(len(title) - _TITLE_CHARACTERS + 1)}:
            if found.setdefault(piece, document.id) != document.id:
                shared.add(piece)
    return {piece: id for piece, id in found.items() if piece not in shared}


def _short(number: str) -> str:
    """Return the last part of a folded 文号: 39号."""
    return number.rpartition(")")[2]


def _plain(text: str) -> str:
    return fold(text).translate(_BRACKETS)


def _units(folded: str) -> tuple[tuple[str, str], ...]:
    """Return the numbered units that a text names, in order: (kind, number)."""
    text = _FULL_NUMBER.sub("号", folded)
    return tuple((str(match.lastgroup), match.group(str(match.lastgroup))) for match in _NAMED_UNIT.finditer(text))


def _fits(units: Iterable[tuple[str, str]], clause: Clause, folded: str) -> bool:
    """Tell whether the named units stand in the clause's path in this order, the last of them as its unit."""
    path = [_folded(part) for part in clause.path]
    if _says_another_category(path, folded):
        return False
    at = -1
    for kind, number in units:
        at = next((i for i in range(at + 1, len(path)) if _is(path[i], kind, number)), len(path))
    return at < len(path) and all(part.startswith(_PARAGRAPHS) for part in path[at + 1 :])


@lru_cache(maxsize=10_000)
def _folded(part: str) -> str:
    return fold(part)


def _depth(clause: Clause) -> int:
    """Return how many numbered units a clause lies in; paragraphs do not count."""
    return sum(not part.startswith(_PARAGRAPHS) for part in clause.path)


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
    own = match.groupdict()
    return any((found := own[unit]) is not None and _arabic(found) == _arabic(number) for unit in _MEANT[kind])


def _arabic(number: str) -> int:
    """Return 1…999 from figures or Chinese digits.

    >>> _arabic("十一"), _arabic("二十"), _arabic("一百零二"), _arabic("7")
    (11, 20, 102, 7)
    """
    if number.isdecimal():
        return int(number)
    total = digit = 0
    for character in number:
        if character in _PLACES:
            total, digit = total + (digit or 1) * _PLACES[character], 0
        elif character != "零":
            digit = _HAN.index(character) + 1
    return total + digit
