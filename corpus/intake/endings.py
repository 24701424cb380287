"""How an official document ends: the list of attachments, the signature and date, the annexes, the imprint."""

import re
from collections.abc import Sequence
from typing import Literal

from corpus.intake.cleaning import Part
from corpus.intake.marks import (
    ATTACHMENTS,
    IMPRINT,
    LIST_TITLE,
    NUMBERED_ATTACHMENT,
    ORGAN,
    PERSON,
    REMARK,
    SIGNED,
    is_date_line,
)
from corpus.intake.model import Block
from corpus.intake.titles import title_below, title_key
from corpus.numbering import number_of

Role = Literal["masthead", "title", "text", "attachments", "signature", "imprint", "annex", "annex_title"]
_LONGEST = 200  # characters of a line that may be of the ending
_LONGEST_TITLE = 60
_SHORTEST_FIRST_LINE = 8  # characters of the first of two lines of a title
_SIGNERS = 6  # lines above a date that may name who signs
_LONGEST_SIGNER = 40
_ITEM = re.compile(r"^(?:.*?附\s*件\s*[:：]?\s*)?(?:\d{1,2}\s*[.．、:：]\s*)?")


def mark_endings(parts: Sequence[Part], roles: list[Role], start: int) -> None:
    """Set the roles of what follows the title: attachment list, signature, imprint, annexes."""
    for at in range(start, len(parts)):
        part = parts[at]
        if roles[at] == "text" and isinstance(part, Block) and len(part.text) <= _LONGEST:
            _mark(parts, roles, at, part, start)
    _mark_unnumbered_annexes(parts, roles, start)


def _mark(parts: Sequence[Part], roles: list[Role], at: int, part: Block, start: int) -> None:
    before = roles[at - 1] if at > start else None
    if _is_attachment(parts, at, before):
        roles[at] = "attachments"
    elif _signs(parts, at, start, before):
        _mark_signature(parts, roles, at, start)
    elif before == "signature" and REMARK.fullmatch(part.text):
        roles[at] = "signature"
    elif IMPRINT.match(part.text) or (before == "imprint" and _goes_on_imprint(part.text)):
        _mark_imprint(parts, roles, at, start)
    elif (number := number_of(part.text)) and number.is_annex:
        roles[at] = "annex"
        for below in title_below(parts, at + 1):
            roles[below] = "annex_title"


def _is_attachment(parts: Sequence[Part], at: int, before: Role | None) -> bool:
    """Whether the line is of the list 附件：1.… that stands above the signature."""
    text = _text(parts, at)
    if ATTACHMENTS.match(text) and (_ITEM.sub("", text) or _is_list_item(_text(parts, at + 1))):
        return True
    if NUMBERED_ATTACHMENT.fullmatch(text):
        return before == "attachments" or bool(NUMBERED_ATTACHMENT.fullmatch(_text(parts, at + 1)))
    return before == "attachments" and _is_list_item(text)


def _is_list_item(text: str) -> bool:
    return bool(re.match(r"\d{1,2}\s*[.．、]", text)) and not text.endswith("。") and len(text) <= 100


def _signs(parts: Sequence[Part], at: int, start: int, before: Role | None) -> bool:
    """Whether the line is the date below a signature: 某市教育局 / 2024年3月5日, or the date alone at the end."""
    text = _text(parts, at)
    if (match := SIGNED.fullmatch(text)) and ORGAN.fullmatch(re.sub(r"\s", "", match["organ"])):
        return True
    if not is_date_line(text) or at <= start:
        return False
    below = _text(parts, at + 1)
    number = number_of(below)
    ends = at + 1 == len(parts) or bool(REMARK.fullmatch(below)) or (number is not None and number.is_annex)
    return ends or before == "attachments" or _is_signer(_text(parts, at - 1))


def _mark_signature(parts: Sequence[Part], roles: list[Role], at: int, start: int) -> None:
    roles[at] = "signature"
    for above in range(at - 1, max(start - 1, at - 1 - _SIGNERS), -1):
        if roles[above] != "text" or not _is_signer(_text(parts, above)):
            break
        roles[above] = "signature"


def _mark_imprint(parts: Sequence[Part], roles: list[Role], at: int, start: int) -> None:
    """An imprint names its office above the date: 乐清市人民政府办公室 / 2023年10月13日印发."""
    roles[at] = "imprint"
    above = at - 1
    if above >= start and roles[above] == "text" and _is_signer(_text(parts, above)):
        roles[above] = "imprint"


def _goes_on_imprint(text: str) -> bool:
    return _is_signer(text) or is_date_line(text)


def _is_signer(text: str) -> bool:
    squeezed = re.sub(r"\s", "", text)
    looks = ORGAN.fullmatch(squeezed) or PERSON.fullmatch(text)
    return 0 < len(squeezed) <= _LONGEST_SIGNER and bool(looks) and number_of(text) is None


def _text(parts: Sequence[Part], at: int) -> str:
    part = parts[at] if 0 <= at < len(parts) else None
    return part.text if isinstance(part, Block) else ""


def _mark_unnumbered_annexes(parts: Sequence[Part], roles: list[Role], start: int) -> None:
    """An annex may begin with its title alone: one that the list of attachments names, or that of a list or table."""
    listed = {title_key(_ITEM.sub("", _text(parts, at))) for at, role in enumerate(roles) if role == "attachments"}
    for at in range(start + 1, len(parts)):
        text = _text(parts, at)
        if roles[at] != "text" or not text or len(text) > _LONGEST_TITLE or number_of(text):
            continue
        ends_above = roles[at - 1] != "text" or not _text(parts, at - 1) or _text(parts, at - 1)[-1] in "。；"
        if title_key(text) in listed or (ends_above and LIST_TITLE.fullmatch(text)):
            roles[at] = "annex_title"
        elif ends_above and LIST_TITLE.fullmatch(text + _text(parts, at + 1)) and len(text) >= _SHORTEST_FIRST_LINE:
            roles[at] = roles[at + 1] = "annex_title"
