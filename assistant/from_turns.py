"""Answers to what needs no rule and no data: what is unclear, clauses cited before, remarks on the answer before."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.remarks import Remark
from assistant.verified.draft import Draft
from assistant.verified.ledger import About, quotation
from assistant.verified.slots import slots
from assistant.view import View
from corpus.bilingual import Bilingual, same
from corpus.model import Clause

NOTHING_CITED = Bilingual(
    "上一个回答没有引用所问的条文。", "The answer before does not cite the clause that is asked for."
)
WHAT_IS_WRONG = Bilingual(
    "请写明要问的是什么，例如“我问的是初中”；也可以从下面选一个。",
    "Please say what is meant, for example “I meant junior secondary”, or choose one of these.",
)
_SHORT = 3  # lines of a short answer


def draft_unclear(view: View, unclear: Bilingual, choices: Sequence[str]) -> Draft:
    """Say what is unclear in a question, with complete questions to choose from."""
    return Draft("needs_input", (view.ledger.name("message", unclear),), suggestions=tuple(map(same, choices)))


def draft_clauses(view: View, keys: Sequence[str]) -> Draft:
    """Show clauses that the answer before cited, whole, each with its document and the place in it where it stands."""
    lines = tuple(_clause_line(view, view.tools.clause_of(key)) for key in dict.fromkeys(keys))
    return Draft("answered", lines) if lines else draft_unclear(view, NOTHING_CITED, ())


def _clause_line(view: View, clause: Clause) -> str:
    document = view.tools.library.document(clause.document)
    about = About(place=document.jurisdiction)
    cited = view.ledger.cite(clause, 0, len(clause.text), about)
    name, title = (view.ledger.name("document", same(one), about) for one in (document.name, document.title))
    path = view.ledger.name("clause", same(" › ".join(clause.path)), about)
    lead = view.say(f"{name} {title}，{path}：", f"{name} {title}, {path}:")
    return f"{lead}“{quotation(cited)}”{cited}"


def as_remarked(draft: Draft, remark: Remark | None, view: View, cited: Sequence[str]) -> Draft:
    """Return the answer given before as a remark wants it: with its clauses in full, or what it says first."""
    if remark == "longer":
        return replace(draft, lines=(*draft.lines, *(draft_clauses(view, cited).lines if cited else ())))
    if remark == "shorter":
        return replace(draft, lines=_shortened(draft.lines), beside=())
    return draft


def _shortened(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that judge; where none does, the first that says anything, without the entries of lists."""
    judging = [line for line in lines if any(slot.kind == "v" for slot in slots(line))]
    leading = (
        [line for line in judging if not line.startswith("- ")] or judging or [line for line in lines if slots(line)]
    )
    return tuple(leading[:_SHORT]) or tuple(lines[:1])
