"""What tells the slots of a reported fact, and of an aim without a number, from those of another."""

import pytest

from assistant.asked.understanding import understand
from assistant.rules.drafts import draft_from_rules
from assistant.service import Assistant
from assistant.verified.ledger import Ledger, NameEntry
from assistant.verified.slots import slots
from assistant.verified.verify import problems
from assistant.view import View


def _rejected(assistant: Assistant, question: str, kind: str) -> tuple[int, int]:
    """Put every name of a kind in the place of each other one; return how many were tried and how many rejected."""
    tools = assistant.tools
    view = View(understand(question, tools.gazetteer, tools.terms), tools, Ledger(), None)
    draft = draft_from_rules(view, view.asked.places[0], 2026)
    assert draft is not None and not _faults(view, draft.text)
    named = {slot for slot in slots(draft.text) if slot.kind == "n"}
    entries = {str(slot): entry for slot in named if isinstance(entry := view.ledger.get(slot), NameEntry)}
    alike = {slot: entry.text for slot, entry in entries.items() if entry.kind == kind}
    swaps = [(one, other) for one in alike for other in alike if alike[one] != alike[other]]
    return len(swaps), sum(bool(_faults(view, draft.text.replace(one, other))) for one, other in swaps)


def _faults(view: View, text: str) -> object:
    tools = view.tools
    return problems(
        text, view.ledger, tools.library, tools.national_clauses, places=view.places, gazetteer=tools.gazetteer
    )


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("南安2021年体音美专任教师现状", "message"),  # the mean, the schools, their share
        ("南安2021年骨干教师现状", "message"),
        ("鲤城什么时候达到省定现代化办学标准", "year"),
    ],
)
def test_a_measure_or_a_year_of_another_record_is_rejected(assistant: Assistant, question: str, kind: str) -> None:
    tried, rejected = _rejected(assistant, question, kind)
    assert tried > 1 and rejected == tried
