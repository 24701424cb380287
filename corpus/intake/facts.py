"""What a document says of itself: title, 文号, issuer, place, dates, kind. What it does not say is not guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Library
from corpus.intake.dates import DATE, date_of, last_date_of
from corpus.intake.layout import Layout
from corpus.intake.localities import Locality, place_of
from corpus.intake.marks import (
    DECREE,
    DECREE_NUMBER,
    INTERPRETS,
    LABEL,
    NUMBER,
    ORGAN,
    PASSED,
    SIGNED,
    is_date_line,
    normal_number,
    own_number,
)
from corpus.intake.model import Block
from corpus.intake.related import interpreted
from corpus.model import NOT_STATED, DocumentKind


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, and the words of the document that it was read from; `given` where the user gave it instead."""

    value: str | None
    quote: str | None = None
    given: bool = False


NONE = Fact(None)
_ISSUER_LABELS = ("发文机关", "发文机构", "制发机关", "发布机构", "公开机构")
_SOURCE_LABELS = ("信息来源", "来源")
_NUMBER_LABELS = ("发文字号", "文号", "文件编号", "备注/文号")
_DATE_LABELS = ("成文日期", "发文日期", "生成日期", "制发日期")
_PUBLISHED_LABELS = ("发布日期", "发布时间", "公开日期", "日期", "时间", "印发日期")
_EFFECTIVE = re.compile(
    rf"自\s*(?P<when>(?:本?[\u4e00-\u9fff]{{0,8}}?(?:印发|公布|发布|颁布|下发|发文)之日|{DATE.pattern}))\s*起\s*(?:正式)?(?:施行|实施|执行|生效)"
)
_ISSUER_IN_TITLE = re.compile(r"(?P<organ>[^《》]{2,60}?(?:政府|办公室|办公厅|委员会|[局厅部院委会]))关于")
_LEGISLATURE = re.compile(r"(?:全国|[\u4e00-\u9fff]{2,8}[省市县区])人民代表大会(?:常务委员会)?|国务院|教育部")
_OFFICIAL_SUFFIX = re.compile(r"文\s*件|公\s*报|简报|令$|[（(]\s*通知\s*[）)]")
_TOP_OF_INTERPRETATION = 12  # paragraphs that say which document is explained


@dataclass(frozen=True, slots=True)
class Facts:
    """All that front matter needs to know of a document besides its text."""

    id: str
    title: Fact
    number: Fact
    issuer: Fact
    place: Fact
    issued: Fact
    effective: Fact
    kind: Fact
    interprets: Fact


@dataclass(frozen=True, slots=True)
class Read:
    """The facts as the document states them, before corrections; `locality` names the place in English too.

    `interprets` holds only if the document turns out to be an interpretation.
    """

    title: Fact
    number: Fact
    issuer: Fact
    locality: Locality | None
    issued: Fact
    effective: Fact
    kind: Fact
    interprets: Fact


def read_facts(layout: Layout, library: Library, spare: str | None = None) -> Read:
    """Return the facts that the laid-out document states; `spare` is a title that only its file gives."""
    head = _texts(layout, "masthead")
    labels = dict(_labelled([*head]))
    title = Fact(layout.title.text, layout.title.text) if layout.title else NONE
    cover = layout.cover_title.text if layout.cover_title else spare or ""
    issued = _issued(layout, labels)
    issuer = _issuer(layout, labels, cover)
    kind = _kind(title.value or "")
    locality = place_of(title=title.value or "", cover=cover, issuer=issuer.value)
    return Read(
        title=title,
        number=_number(head, labels, cover),
        issuer=issuer,
        locality=locality,
        issued=issued,
        effective=_effective(layout, issued),
        kind=kind,
        interprets=_interprets(layout, locality, library),
    )


def _interprets(layout: Layout, locality: Locality | None, library: Library) -> Fact:
    title = layout.title.text if layout.title else ""
    opening = _texts(layout, "text")[:_TOP_OF_INTERPRETATION]
    found = interpreted(title, opening, locality.place.full_name if locality else "", library)
    return Fact(*found) if found else NONE


def _texts(layout: Layout, *roles: str) -> list[str]:
    return [one.part.text for one in layout.laid if one.role in roles and isinstance(one.part, Block)]


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, Fact]]:
    """Yield label and value of lines such as 发文机关：某局 成文日期：2024-03-05, or of a table's 发文机关 某局."""
    for line in reversed(lines):
        marks = list(_LABEL_ANYWHERE.finditer(line))
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            value = line[mark.end() : following.start() if following else len(line)].strip(" \t　】])）|｜")
            if value:
                quote = line[mark.start() : following.start() if following else len(line)].strip()
                yield mark["label"], Fact(value, quote)


_LABEL_ANYWHERE = re.compile(
    LABEL.pattern.replace("(?P<sign>[:：])", r"(?P<sign>[:：]|(?<=[机文日字名索类][关构号期称])\s)")
)


def _number(head: Sequence[str], labels: Mapping[str, Fact], cover: str) -> Fact:
    """The 文号 in a line of its own, in a table of facts, or in brackets behind the title; never one that is cited."""
    for line in head:
        if own := own_number(line):
            return Fact(own, line)
    for line, below in pairwise(head):
        if DECREE.fullmatch(line) and DECREE_NUMBER.fullmatch(below):
            return Fact(re.sub(r"[\s（）()]", "", line + below), f"{line}\n{below}")
    for label in _NUMBER_LABELS:
        if (fact := labels.get(label)) and (own := own_number(fact.value or "")):
            return Fact(own, fact.quote)
    behind = re.search(rf"[（(]?\s*({NUMBER.pattern})\s*[）)]?$", cover)
    if behind and (match := NUMBER.search(behind[1])) and "《" not in match["organ"]:
        return Fact(normal_number(match), match[0])
    return NONE


def _issuer(layout: Layout, labels: Mapping[str, Fact], cover: str) -> Fact:
    for label in _ISSUER_LABELS:
        if (fact := labels.get(label)) and ORGAN.fullmatch(fact.value or ""):
            return fact
    for line in _texts(layout, "masthead"):
        bare = re.sub(r"\s", "", _OFFICIAL_SUFFIX.split(line)[0])
        if (_OFFICIAL_SUFFIX.search(line) or DECREE.fullmatch(line)) and ORGAN.fullmatch(bare):
            return Fact(bare, line)
    signed = [organ for line in _texts(layout, "signature") if (organ := _signer(line))]
    if signed:
        return Fact("、".join(dict.fromkeys(organ for organ, _ in signed)), "\n".join(line for _, line in signed))
    heading = [organ for line in _texts(layout, "masthead") if (organ := _signer(line))]
    if heading:
        return Fact(*heading[-1])
    if match := _ISSUER_IN_TITLE.match(re.sub(r"\s", "", cover)):
        return Fact(match["organ"], cover)
    passed = [line for line in _texts(layout, "masthead") if PASSED.fullmatch(line)]
    if passed and (bodies := _LEGISLATURE.findall(passed[-1])):
        return Fact(bodies[-1], passed[-1])
    source = next((labels[label] for label in _SOURCE_LABELS if label in labels), NONE)
    return source if ORGAN.fullmatch(source.value or "") else NONE


def _signer(line: str) -> tuple[str, str] | None:
    """The organs that sign on a line, and the line: 教 育 部 is one, 教育部 财政部 are two."""
    match = SIGNED.fullmatch(line)
    words = (match["organ"] if match else line).split()
    organ = ("、" if all(len(word) > 2 for word in words) else "").join(words)
    return (organ, line) if not is_date_line(line) and ORGAN.fullmatch("".join(words)) else None


def _issued(layout: Layout, labels: Mapping[str, Fact]) -> Fact:
    """The date of issue: stated, signed, passed, published, or printed, in this order."""
    stated = [labels[label] for label in _DATE_LABELS if label in labels]
    signed = [Fact(line, line) for line in reversed(_texts(layout, "signature"))]
    head = _texts(layout, "masthead")
    passed = [Fact(last_date_of(line), line) for line in head if PASSED.fullmatch(line) or is_date_line(line)]
    published = [labels[label] for label in _PUBLISHED_LABELS if label in labels]
    printed = [Fact(line, line) for line in _texts(layout, "imprint")]
    for fact in (*stated, *signed, *passed, *published, *printed):
        if day := date_of(fact.value or ""):
            return Fact(day, fact.quote)
    return NONE


def _effective(layout: Layout, issued: Fact) -> Fact:
    """The day from which the document holds: 自2024年1月1日起施行, or the day of issue where it says 自印发之日起."""
    for text in (*reversed(_texts(layout, "text")), *_texts(layout, "masthead")):
        if match := _EFFECTIVE.search(text):
            day = date_of(match["when"]) or (issued.value if "之日" in match["when"] else None)
            return Fact(day, match[0])
    return NONE


def _kind(title: str) -> Fact:
    interprets: DocumentKind = "interpretation"
    match = INTERPRETS.search(title)
    return Fact(interprets, match[0]) if match else Fact("normative")


def stated(fact: Fact) -> str:
    """Return the value, or the words for a fact that the document does not state."""
    return fact.value or NOT_STATED
