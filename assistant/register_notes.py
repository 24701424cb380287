"""Known conflicts and doubtful figures: what an answer touches is shown beside it, both sides cited."""

from collections.abc import Sequence
from dataclasses import replace

from assistant import phrases
from assistant.draft import Draft, DraftConflict, DraftSuspect
from assistant.ledger import About, quotation
from assistant.view import View
from corpus.bilingual import same
from corpus.model import Reference
from corpus.register import Conflict, Suspect
from retrieval.model import Hit


def with_notes(draft: Draft, hits: Sequence[Hit], view: View) -> Draft:
    """Return the draft with the conflicts and doubts that both its clauses and the question touch."""
    keys, register = [hit.clause.key for hit in hits], view.tools.register
    conflicts = [one for one in register.conflicts_touching(keys) if one.concerns(view.asked.question)]
    suspects = [one for one in register.suspects_touching(keys) if one.concerns(view.asked.question)]
    lines = [*draft.lines]
    shown = [_conflict(one, view, lines) for one in conflicts]
    doubted = [_suspect(one, view, lines) for one in suspects]
    return replace(draft, lines=tuple(lines), conflicts=tuple(shown), suspects=tuple(doubted))


def _conflict(conflict: Conflict, view: View, lines: list[str]) -> DraftConflict:
    """Add the lines that quote every side; return what stands beside the text."""
    cited = [_cite(side, view) for side in conflict.sides]
    about = view.ledger.name("message", conflict.about)
    lines.append(view.phrase(phrases.CONFLICT))
    lines.append(view.say(f"- 事项：{about}", f"- On: {about}"))
    for citation, side in zip(cited, conflict.sides, strict=True):
        document = view.ledger.name("document", same(view.tools.library.document(side.document).name))
        line = f"- {document}：“{quotation(citation)}”{citation}"
        lines.extend([line] * (line not in lines))
    return DraftConflict(conflict.kind, conflict.about, tuple(dict.fromkeys(cited)))


def _suspect(suspect: Suspect, view: View, lines: list[str]) -> DraftSuspect:
    """Add the lines that say the doubt; return what stands beside the text."""
    citation = _cite(suspect.ref, view)
    lines.append(view.phrase(phrases.SUSPECT))
    lines.append(f"- “{quotation(citation)}”{citation}：{view.ledger.name('message', suspect.why)}")
    return DraftSuspect(suspect.about, suspect.why, citation)


def _cite(ref: Reference, view: View) -> str:
    """Cite a side; the citation that already quotes these words of the clause serves again."""
    clause = view.tools.read_clause(ref.document, ref.clause)
    start = clause.text.index(ref.quote)
    end = start + len(ref.quote)
    for entry in view.ledger.cited():
        if entry.clause == clause and entry.start <= start and end <= entry.end:
            return view.ledger.cite(clause, entry.start, entry.end, entry.about)
    return view.ledger.cite(clause, start, end, About(place=view.tools.jurisdiction(clause)))
