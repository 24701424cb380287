"""Which words to cite for a requirement: those that set it, with those that set the other parts of the same item."""

from assistant.model import Citation
from corpus.documents import Library
from corpus.indicators import item_of
from corpus.model import Clause, Threshold
from corpus.standards import Standards


def words_of(threshold: Threshold, standards: Standards, library: Library) -> tuple[Clause, int, int]:
    """Return the clause of a requirement and the span to quote: the parts of G3 stand in one sentence, as do G4's."""
    clause = library.clause(threshold.ref.document, threshold.ref.clause)
    quotes = [
        one.ref.quote
        for one in standards.all
        if (one.ref.document, one.ref.clause) == (clause.document, clause.id)
        and item_of(one.indicator) == item_of(threshold.indicator)
    ]
    start = min(clause.text.index(quote) for quote in quotes)
    return clause, start, max(clause.text.index(quote) + len(quote) for quote in quotes)


def citation_of(clause: Clause, start: int, end: int, n: int, library: Library) -> Citation:
    """Return the citation of a span of a clause under the number `n`."""
    document = library.document(clause.document)
    return Citation(
        n=n, document_id=document.id, document=document.name, title=document.title, clause=clause.id,
        text=clause.text, quote=clause.text[start:end], start=start, end=end, context=clause.context,
    )  # fmt: skip
