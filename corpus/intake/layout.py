"""The formal parts of an official document: masthead, title, recipients, text, signature, annexes, imprint."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.intake.cleaning import Part
from corpus.intake.endings import Role, mark_endings
from corpus.intake.marks import (
    ATTACHMENTS,
    DECREE,
    DECREE_NUMBER,
    LABEL,
    LABEL_CELL,
    MASTHEAD,
    PAGE_FACT,
    PASSED,
    REMARK,
    is_date_line,
    own_number,
)
from corpus.intake.model import Block, LeftOut, Table
from corpus.intake.titles import Title, find_inner, find_title, is_with_site
from corpus.numbering import number_of

PAGE_FACTS = "网页栏目"
_HEAD = 30  # parts that are looked through for a title
_LONGEST_MASTHEAD = 300  # characters; a line of facts on a web page may be long
_LONGEST_HEAD = 130  # characters of a line of the head; longer ones are text


@dataclass(frozen=True, slots=True)
class Laid:
    """A part and the role that it has in the document."""

    part: Part
    role: Role


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's parts with their roles. `cover` is how many of them are the notice that a document came with.

    `title` is the title of the document itself, `cover_title` that of the notice (the same where there is none).
    """

    laid: tuple[Laid, ...]
    title: Title | None
    cover_title: Title | None
    cover: int = 0

    def of(self, *roles: Role) -> tuple[Part, ...]:
        """Return the parts of these roles, in order."""
        return tuple(one.part for one in self.laid if one.role in roles)


def lay_out(parts: Sequence[Part], hint: str | None = None) -> Layout:
    """Return the parts with their roles. `hint` is the title that the file's properties give, used only if it fits."""
    head = _head_length(parts)
    masthead = {at for at in range(head) if _is_masthead(parts[at])} | _decree(parts[:head])
    first = find_title(parts, [at for at in range(head) if at not in masthead], hint)
    roles: list[Role] = ["masthead" if at in masthead else "text" for at in range(len(parts))]
    start = first.end if first else 0
    for at in range(start):
        roles[at] = "masthead"
    mark_endings(parts, roles, start)
    inner = find_inner(parts, first, start if first else 0, roles)
    for title in (first, inner):
        for at in range(title.start, title.end) if title else ():
            roles[at] = "title"
    if inner:
        if roles[inner.start - 1] == "text" and is_date_line(_text(parts[inner.start - 1])):
            roles[inner.start - 1] = "signature"
        mark_endings(parts, roles, inner.end)
    laid = tuple(Laid(part, role) for part, role in zip(parts, roles, strict=True))
    if not inner:
        return Layout(laid, first, first)
    start, end = (first.start, first.end) if first else (0, 0)
    notice = (*laid[:start], *((Laid(Block(first.text), "title"),) if first else ()), *laid[end : inner.start])
    return Layout((*notice, *laid[inner.start :]), inner, first, len(notice))


def less_page_facts(layout: Layout) -> tuple[Layout, tuple[LeftOut, ...]]:
    """Return the layout without what a web page says about the document, and this: it is no text of the document."""
    outside = [at for at, one in enumerate(layout.laid) if _is_page_fact(one, layout.cover_title)]
    laid = tuple(one for at, one in enumerate(layout.laid) if at not in set(outside))
    texts = [_text(layout.laid[at].part) for at in outside]
    left_out = (LeftOut(PAGE_FACTS, "\n".join(texts)),) if texts else ()
    return replace(layout, laid=laid, cover=layout.cover - sum(at < layout.cover for at in outside)), left_out


def _is_page_fact(laid: Laid, title: Title | None) -> bool:
    text = _text(laid.part)
    is_page_title = title is not None and is_with_site(text, [title.text])
    return laid.role == "masthead" and (is_page_title or PAGE_FACT.match(text) is not None)


def _head_length(parts: Sequence[Part]) -> int:
    """Return how many parts stand before the text: up to the first number, recipients, or full sentence."""
    for at, part in enumerate(parts[:_HEAD]):
        if isinstance(part, Table):
            if not is_fact_table(part):
                return at
        elif _is_masthead(part):
            continue
        elif _ends_head(part.text, at):
            return at
    return min(len(parts), _HEAD)


def _ends_head(text: str, at: int) -> bool:
    number = number_of(text)
    numbered = number is not None and not (at == 0 and number.is_annex)
    return (
        numbered
        or len(text) > _LONGEST_HEAD
        or text[-1] in "。；：:！？"
        or "。" in text
        or bool(ATTACHMENTS.match(text))
    )


def _is_masthead(part: Part) -> bool:
    if isinstance(part, Table):
        return is_fact_table(part)
    text = part.text
    if len(text) > _LONGEST_MASTHEAD:
        return False
    looks = MASTHEAD.fullmatch(text) or LABEL.match(text) or PASSED.fullmatch(text) or REMARK.fullmatch(text)
    number = number_of(text)
    return bool(looks or own_number(text) or is_date_line(text) or (number and number.is_annex and not number.rest))


def _decree(parts: Sequence[Part]) -> set[int]:
    """The two lines 某省人民政府令 and 第211号."""
    texts = [_text(part) for part in parts]
    pairs = ((at, at + 1) for at, (one, other) in enumerate(pairwise(texts)) if _is_decree(one, other))
    return {at for pair in pairs for at in pair}


def _is_decree(line: str, below: str) -> bool:
    return DECREE.fullmatch(line) is not None and DECREE_NUMBER.fullmatch(below) is not None


def _text(part: Part) -> str:
    return part.text if isinstance(part, Block) else ""


def is_fact_table(table: Table) -> bool:
    """Whether the table is the one in which a web page states 索引号, 发文机关, 成文日期."""
    labels = [cell for row in table.rows for cell in row if LABEL_CELL.fullmatch(re.sub(r"[\s:：]", "", cell))]
    pairs = sum(bool(LABEL.match(cell)) for row in table.rows for cell in row)
    return len(labels) >= 2 or pairs >= 2
