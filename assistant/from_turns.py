"""Answers to what needs no rule and no data: which of several was meant, and a clause cited in the answer before."""

from collections.abc import Sequence

from assistant.verified.draft import Draft
from assistant.verified.ledger import About, quotation
from assistant.view import View
from corpus.bilingual import Bilingual, same
from corpus.model import Clause


def draft_unclear(view: View, unclear: Bilingual, choices: Sequence[str]) -> Draft:
    """Say what is unclear in a question, with complete questions to choose from."""
    return Draft("needs_input", (view.ledger.name("message", unclear),), suggestions=tuple(map(same, choices)))


def draft_clause(view: View, clause: Clause) -> Draft:
    """Show a whole clause, with the document and the place in it where it stands."""
    document = view.tools.library.document(clause.document)
    about = About(place=document.jurisdiction)
    cited = view.ledger.cite(clause, 0, len(clause.text), about)
    name, title = (view.ledger.name("document", same(one), about) for one in (document.name, document.title))
    path = view.ledger.name("clause", same(" › ".join(clause.path)), about)
    lead = view.say(f"{name} {title}，{path}：", f"{name} {title}, {path}:")
    return Draft("answered", (f"{lead}“{quotation(cited)}”{cited}",))
