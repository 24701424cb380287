"""Known conflicts and doubtful figures: what an answer touches is shown beside it, both sides cited."""

from collections.abc import Sequence
from dataclasses import replace

from assistant import phrases
from assistant.draft import Draft, DraftConflict, DraftSuspect
from assistant.ledger import About, quotation
from assistant.view import View
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES, Reference
from corpus.register import Conflict, Suspect
from retrieval.model import Hit


def with_notes(draft: Draft, hits: Sequence[Hit], view: View) -> Draft:
    """Return the draft with the conflicts and doubts that both its clauses and the question touch."""
    keys, register = [hit.clause.key for hit in hits], view.tools.register
    conflicts = [one for one in register.conflicts_touching(keys) if _is_of_use(one, view)]
    suspects = [one for one in register.suspects_touching(keys) if one.concerns(view.asked.question)]
    lines = [*draft.lines]
    shown = [_conflict(one, view, lines) for one in conflicts]
    suspects = [one for one in suspects if not _is_of_other_stage(one.why, view)]
    lines += [view.phrase(phrases.SUSPECT)] if suspects else []
    doubted = [_suspect(one, view, lines) for one in {(one.why, one.ref): one for one in suspects}.values()]
    return replace(draft, lines=tuple(lines), conflicts=tuple(shown), suspects=tuple(doubted))


def _is_of_use(conflict: Conflict, view: View) -> bool:
    """Say whether a conflict concerns the question; a local target beside the floor concerns only its own place."""
    if not conflict.concerns(view.asked.question) or _is_of_other_stage(conflict.about, view):
        return False
    places = {place.full_name for place in view.asked.places} | {view.county}
    here = {view.tools.library.document(side.document).jurisdiction for side in conflict.sides}
    return conflict.kind != "floor_beside_target" or bool(here & places)


def _is_of_other_stage(said: Bilingual, view: View) -> bool:
    """Say whether a note speaks of the other stage alone than the one that the question names."""
    asked = view.asked.stage
    return asked is not None and asked not in said.zh and any(stage in said.zh for stage in STAGES)


def _conflict(conflict: Conflict, view: View, lines: list[str]) -> DraftConflict:
    """Add the lines that quote every side; return what stands beside the text."""
    cited = [_cite(side, view) for side in conflict.sides]
    about = view.ledger.name("message", conflict.about)
    beside = conflict.kind == "floor_beside_target"
    lines.append(view.phrase(phrases.TARGET_BESIDE_FLOOR if beside else phrases.CONFLICT))
    lines.append(view.say(f"- 事项：{about}", f"- On: {about}"))
    _quote(cited, conflict.sides, view, lines)
    return DraftConflict(conflict.kind, conflict.about, tuple(dict.fromkeys(cited)))


def _suspect(suspect: Suspect, view: View, lines: list[str]) -> DraftSuspect:
    """Add the lines that say the doubt; return what stands beside the text."""
    citation = _cite(suspect.ref, view)
    is_shown = any(quotation(citation) in line for line in lines)
    quoted = citation if is_shown else f"“{quotation(citation)}”{citation}"
    why = view.ledger.name("message", suspect.why)
    lines.append(view.say(f"- {quoted}：{why}", f"- {quoted}: {why}"))
    _quote([_cite(ref, view) for ref in suspect.against], suspect.against, view, lines)
    return DraftSuspect(suspect.about, suspect.why, citation)


def _quote(cited: Sequence[str], refs: Sequence[Reference], view: View, lines: list[str]) -> None:
    """Add a line for each side that no line quotes yet."""
    for citation, ref in zip(cited, refs, strict=True):
        if not any(quotation(citation) in line for line in lines):
            document = view.ledger.name("document", same(view.tools.library.document(ref.document).name))
            lines.append(f"- {document}：“{quotation(citation)}”{citation}")


def _cite(ref: Reference, view: View) -> str:
    """Cite a side; the citation that already quotes these words of the clause serves again."""
    clause = view.tools.read_clause(ref.document, ref.clause)
    start = clause.text.index(ref.quote)
    end = start + len(ref.quote)
    for entry in view.ledger.cited():
        if entry.clause == clause and entry.start <= start and end <= entry.end:
            return view.ledger.cite(clause, entry.start, entry.end, entry.about)
    return view.ledger.cite(clause, start, end, About(place=view.tools.jurisdiction(clause)))
