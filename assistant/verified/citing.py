"""Which words to cite for a requirement: those that set it, with those that set the other parts of the same item."""

from collections.abc import Sequence

from assistant.model import Citation
from corpus.documents import Library
from corpus.indicators import item_of
from corpus.model import Aim, Clause, Threshold
from corpus.standards import Standards
from corpus.written import Record


def words_of(required: Threshold | Aim, standards: Standards, library: Library) -> tuple[Clause, int, int]:
    """Return the clause of a requirement and the span to quote: the parts of G3 stand in one sentence, as do G4's."""
    clause = library.clause(required.ref.document, required.ref.clause)
    beside = [
        one
        for one in standards.all
        if (one.ref.document, one.ref.clause) == (clause.document, clause.id)
        and item_of(one.indicator) == item_of(required.indicator)
    ]
    return clause, *span_of([required] if isinstance(required, Aim) else beside, library)


def span_of(records: Sequence[Record], library: Library) -> tuple[int, int]:
    """Return the span of a clause that holds the words of some of its records, from the first to the last."""
    text = library.clause(records[0].ref.document, records[0].ref.clause).text
    quotes = [one.ref.quote for one in records]
    return min(map(text.index, quotes)), max(text.index(quote) + len(quote) for quote in quotes)


def citation_of(clause: Clause, start: int, end: int, n: int, library: Library) -> Citation:
    """Return the citation of a span of a clause under the number `n`."""
    document = library.document(clause.document)
    return Citation(
        n=n, document_id=document.id, document=document.name, title=document.title, clause=clause.id,
        text=clause.text, quote=clause.text[start:end], start=start, end=end, context=clause.context,
    )  # fmt: skip
