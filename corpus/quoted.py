"""Proof that a record rests on its words: the quote stands in its clause, and the value stands in the quote."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.errors import CorpusError
from corpus.folding import fold_width
from corpus.model import Aim, LeftOut, Reference, Threshold
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
        found += [_not_quoted(one, said) for said in _unquoted(one)]
    return found


def _unquoted(one: Record | LeftOut) -> Iterator[str]:
    """Yield what a record says and its quote does not."""
    quote = fold_width(one.ref.quote)
    if isinstance(one, LeftOut):
        return
    if isinstance(one, Aim):
        yield from () if one.words in one.ref.quote else (one.words,)
        return
    upper = one.upper if isinstance(one, Threshold) else None
    if one.worded:
        said = (one.value, upper)
        yield from () if one.worded in one.ref.quote and WORDED.get((one.worded, one.unit)) == said else (one.worded,)
    else:
        numbers = (str(number) for number in (one.value, upper) if number is not None)
        yield from (number for number in numbers if not re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", quote))
    if isinstance(one, Threshold) and one.hedge and one.hedge not in one.ref.quote:
        yield one.hedge


def _not_quoted(one: Record | LeftOut, said: str) -> Finding:
    id = one.ref.clause if isinstance(one, LeftOut) else one.id
    zh = f"{id} 的“{said}”不在引文“{one.ref.quote}”中。"
    en = f"“{said}” of {id} is not in its quote “{one.ref.quote}”."
    return Finding("value_not_quoted", id, Bilingual(zh, en))


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
