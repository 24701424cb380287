"""Proof that a record rests on its words: the quote stands in its clause, and the value stands in the quote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.errors import CorpusError
from corpus.folding import fold_width
from corpus.model import Aim, Fact, LeftOut, Reference, Threshold
from corpus.records import WORDED
from corpus.written import Record

Code = Literal[
    "malformed", "source_missing", "source_changed", "drop_wrong", "text_differs", "quote_missing", "value_not_quoted",
    "suspended",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: what kind, in which file or clause, and what exactly."""

    code: Code
    where: str
    message: Bilingual


def verify_records(library: Library, records: Iterable[Record | LeftOut]) -> list[Finding]:
    """Return the records whose quote is not in its clause, or whose value or words are not in its quote."""
    found: list[Finding] = []
    for one in records:
        found += verify_quote(library, one.ref)
        found += [Finding("value_not_quoted", _where(one), what) for what in _unproven(one)]
    return found


def _where(one: Record | LeftOut) -> str:
    return one.ref.clause if isinstance(one, LeftOut) else one.id


def _unproven(one: Record | LeftOut) -> Iterator[Bilingual]:
    """Yield what a record says and its quote does not, and words that do not mean its value."""
    quote = one.ref.quote
    yield from (
        Bilingual(f"“{said}”不在引文“{quote}”中。", f"“{said}” is not in the quote “{quote}”.")
        for said in _unquoted(one)
    )
    if not isinstance(one, LeftOut | Aim) and one.worded:
        yield from _misworded(one, one.worded)


def _unquoted(one: Record | LeftOut) -> Iterator[str]:
    """Yield the words and digits of a record that are not in its quote."""
    if isinstance(one, LeftOut):
        return
    if isinstance(one, Aim):
        words: tuple[str | None, ...] = (one.words,)
    else:
        words = (one.worded, one.hedge if isinstance(one, Threshold) else None)
        yield from () if one.worded else _undigited(one)
    yield from (word for word in words if word and word not in one.ref.quote)


def _undigited(one: Threshold | Fact) -> Iterator[str]:
    quote, upper = fold_width(one.ref.quote), one.upper if isinstance(one, Threshold) else None
    numbers = (str(number) for number in (one.value, upper) if number is not None)
    yield from (number for number in numbers if not re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", quote))


def _misworded(one: Threshold | Fact, worded: str) -> Iterator[Bilingual]:
    """Yield that the words for a value are none that are known for its unit, or that they mean another value."""
    meant = WORDED.get((worded, one.unit))
    if meant is None:
        known = [f"{word}（{unit or '无单位'}）" for word, unit in WORDED]
        known_en = [f"{word} ({unit or 'no unit'})" for word, unit in WORDED]
        yield Bilingual(
            f"worded 不能是“{worded}”（单位“{one.unit}”），只能是：{'、'.join(known)}。",
            f"worded cannot be “{worded}” (unit “{one.unit}”), only one of: {', '.join(known_en)}.",
        )
    elif meant != (one.value, one.upper if isinstance(one, Threshold) else None):
        said = "～".join(str(number) for number in meant if number is not None)
        yield Bilingual(
            f"worded“{worded}”表示 {said}{one.unit}，与 values 不符。",
            f"worded “{worded}” means {said} {one.unit}, which is not what values or upper say.",
        )


def verify_quote(library: Library, ref: Reference) -> list[Finding]:
    """Return what is wrong with a quotation, if anything."""
    where = f"{ref.document}#{ref.clause}"
    try:
        clause = library.clause(ref.document, ref.clause)
    except CorpusError as fault:
        return [Finding("quote_missing", where, fault.message)]
    if ref.quote in clause.text:
        return []
    zh, en = f"引文“{ref.quote}”不在该条款中。", f"The quote “{ref.quote}” is not in that clause."
    return [Finding("quote_missing", where, Bilingual(zh, en))]
