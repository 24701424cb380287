"""Where documents are at odds, where a target asks less than the country does, and which figures are in doubt."""

from collections.abc import Sequence

from assistant.asked.understanding import years_in
from assistant.register_notes import with_entries, with_listed, with_notes
from assistant.rules.changes import beside_floor
from assistant.rules.lines import RuleView
from assistant.verified import phrases
from assistant.verified.draft import Draft
from corpus.model import Reference, Threshold
from corpus.register import Conflict, Suspect
from corpus.suspicions import doubts

_NUMERALS = str.maketrans("0123456789", "○一二三四五六七八九")


def draft_at_odds(rules: RuleView) -> Draft | None:
    """List the known contradictions, of the place asked or of all, and of the matter asked where one is named."""
    known = [one for one in rules.view.tools.register.conflicts if all(_is_here(side, rules) for side in one.sides)]
    of_matter = [one for one in known if one.concerns(rules.view.asked.question)]
    if rules.view.asked.indicators and not of_matter:
        return None
    listed = of_matter or known
    at_odds = [one for one in listed if one.kind != "floor_beside_target"]
    if at_odds:
        return with_listed(Draft("answered", ()), at_odds, rules.view)
    return _none_at_odds(listed, rules)


def _none_at_odds(beside: Sequence[Conflict], rules: RuleView) -> Draft | None:
    """Say that no contradiction is known, and show what stands beside the floor; None for a place without documents."""
    if rules.place is not None and not rules.view.tools.covers(rules.place):
        return None
    none = Draft("answered", (rules.view.phrase(phrases.NONE_AT_ODDS),))
    return with_listed(none, beside, rules.view)


def draft_looser(rules: RuleView) -> Draft | None:
    """List the targets whose value is below that of the national floor, each beside it."""
    found = [
        (one.target, one.against)
        for one in doubts(rules.view.tools.standards)
        if one.why == "floor" and isinstance(one.against, Threshold) and _is_here(one.target.ref, rules)
    ]
    if not found:
        return Draft("answered", (rules.view.phrase(phrases.NONE_LOOSER),))
    lines = [rules.view.phrase(phrases.LOOSER_THAN_FLOOR)]
    lines += [line for target, floor in found for line in beside_floor(floor, target, rules)]
    return with_notes(Draft("answered", tuple(lines)), rules.hits([one for pair in found for one in pair]), rules.view)


def draft_doubted(rules: RuleView) -> Draft | None:
    """Quote the doubtful figure that a question asks the reason of, with the doubt; None where none is in doubt."""
    if rules.place is None:
        return None
    question = rules.view.asked.question
    known = [one for one in rules.view.tools.register.suspects if one.concerns(question) and _is_here(one.ref, rules)]
    found = [one for one in known if _is_of_years(one, years_in(question))]
    return with_entries(Draft("answered", ()), (), found, rules.view) if found else None


def _is_of_years(suspect: Suspect, years: Sequence[int]) -> bool:
    """Say whether a passage is of the years asked: its clause or its words name one, in digits or numerals."""
    where = f"{suspect.ref.clause}{suspect.ref.quote}"
    return not years or any(str(year) in where or str(year).translate(_NUMERALS) in where for year in years)


def _is_here(ref: Reference, rules: RuleView) -> bool:
    """Say whether words stand in a document of the places asked, or of any place where none is."""
    places = rules.view.asked.places or ((rules.place,) if rules.place else ())
    jurisdiction = rules.view.tools.library.document(ref.document).jurisdiction
    return not places or any(place.full_name == jurisdiction for place in places)
