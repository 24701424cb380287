"""Known conflicts and doubtful figures: what an answer touches is shown beside it, both sides cited."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.verified import phrases
from assistant.verified.draft import Draft, DraftConflict, DraftSuspect
from assistant.verified.ledger import About, CitedEntry, quotation
from assistant.view import View
from corpus.bilingual import Bilingual, same
from corpus.model import STAGES, Reference
from corpus.register import Conflict, Suspect
from corpus.saying import place_of
from retrieval.model import Hit

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def with_notes(draft: Draft, hits: Sequence[Hit], view: View) -> Draft:
    """Return the draft with the conflicts and doubts that both its clauses and the question touch."""
    keys, register = [hit.clause.key for hit in hits], view.tools.register
    conflicts = [one for one in register.conflicts_touching(keys) if _is_of_use(one, view)]
    suspects = [one for one in register.suspects_touching(keys) if one.concerns(view.asked.question)]
    suspects = [one for one in suspects if not _is_of_other_stage(one.why, view)]
    return with_entries(draft, conflicts, suspects, view)


def with_listed(draft: Draft, conflicts: Sequence[Conflict], view: View) -> Draft:
    """Return the draft with a list of conflicts: each entry quotes its sides, though another does so too."""
    shown, lines = [], [*draft.lines]
    for one in conflicts:
        entry: list[str] = []
        shown.append(_conflict(one, view, entry))
        lines += entry
    return replace(draft, lines=tuple(lines), conflicts=tuple(shown))


def with_entries(draft: Draft, conflicts: Sequence[Conflict], suspects: Sequence[Suspect], view: View) -> Draft:
    """Return the draft with some entries of the register; what it quotes already is not quoted again."""
    lines = [*draft.lines]
    shown = [_conflict(one, view, lines) for one in conflicts]
    lines += [view.phrase(phrases.SUSPECT)] if suspects else []
    doubted = [one for group in _alike(suspects, view) for one in _suspects(group, view, lines)]
    return replace(draft, lines=tuple(lines), conflicts=tuple(shown), suspects=tuple(doubted))


def _is_of_use(conflict: Conflict, view: View) -> bool:
    """Say whether a conflict concerns the question; a local target beside the floor concerns only its own place."""
    if not conflict.concerns(view.asked.question) or _is_of_other_stage(conflict.about, view):
        return False
    places: set[str | None] = {place.full_name for place in view.asked.places} or {view.county}
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


def _alike(suspects: Sequence[Suspect], view: View) -> list[list[Suspect]]:
    """Return the doubts that say the same of several words of one place together, so that it is said once."""
    groups: dict[tuple[Bilingual, str], dict[Reference, Suspect]] = {}
    for one in suspects:
        place = view.tools.library.document(one.ref.document).jurisdiction
        groups.setdefault((one.why, place), {}).setdefault(one.ref, one)
    return [list(group.values()) for group in groups.values()]


def _suspects(group: Sequence[Suspect], view: View, lines: list[str]) -> list[DraftSuspect]:
    """Add the lines that say one doubt of all the words that it is about; return what stands beside the text."""
    cited = {_cite(one.ref, view): one for one in group}
    quoted = "".join(
        one if any(quotation(one) in line for line in lines) else f"“{quotation(one)}”{one}" for one in cited
    )
    why = view.ledger.name("message", group[0].why)
    lines.append(view.say(f"- {quoted}：{why}", f"- {quoted}: {why}"))
    for one in group:
        _quote([_cite(ref, view) for ref in one.against], one.against, view, lines)
    return [DraftSuspect(one.about, one.why, citation) for citation, one in cited.items()]


def _quote(cited: Sequence[str], refs: Sequence[Reference], view: View, lines: list[str]) -> None:
    """Add a line for each side that no line quotes yet."""
    for citation, ref in zip(cited, refs, strict=True):
        if not any(quotation(citation) in line for line in lines):
            document = view.ledger.name("document", same(view.tools.library.document(ref.document).name))
            lines.append(f"- {_whose(ref, view)}{document}：“{quotation(citation)}”{citation}")


def _whose(ref: Reference, view: View) -> str:
    """Name the place of a side, where it is another than those asked about."""
    where = view.tools.library.document(ref.document).jurisdiction
    if not view.places or where in view.places:
        return ""
    name = view.ledger.name("place", place_of(where, view.tools.gazetteer), About(place=where))
    return view.say(f"{name}，", f"{name}, ")


def _cite(ref: Reference, view: View) -> str:
    """Cite a side; the citation that already quotes these words of the clause, or all their numbers, serves again."""
    clause = view.tools.read_clause(ref.document, ref.clause)
    start = clause.text.index(ref.quote)
    end = start + len(ref.quote)
    for entry in view.ledger.cited():
        if entry.clause == clause and _serves(entry, start, end, ref.quote):
            return view.ledger.cite(clause, entry.start, entry.end, entry.about)
    return view.ledger.cite(clause, start, end, About(place=view.tools.jurisdiction(clause)))


def _serves(entry: CitedEntry, start: int, end: int, quote: str) -> bool:
    """Say whether what is quoted already holds these words, or is the part of them that holds their numbers."""
    said = start + len(quote.rstrip("。；，.;, "))
    if entry.start <= start and said <= entry.end:
        return True
    inside = start <= entry.start and entry.end <= end
    numbers = _NUMBER.findall(quote)
    return inside and bool(numbers) and numbers == _NUMBER.findall(entry.quote)
