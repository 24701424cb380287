"""What a draft shows: the schools of the sheet that it names, and the numbers in its figures and names."""

import re

from assistant.check import CheckReport
from assistant.verified.draft import Draft
from assistant.verified.ledger import FigureEntry, Ledger, NameEntry
from assistant.verified.slots import slots


def schools_shown(draft: Draft, ledger: Ledger, report: CheckReport | None) -> tuple[str, ...]:
    """Return the schools of the sheet that a draft names, in its order; several may stand in one slot, by 、."""
    known = frozenset(report.school_names) if report else frozenset[str]()
    entries = (ledger.get(slot) for slot in slots(draft.text) if slot.kind == "n")
    listed = (one.text.zh for one in entries if isinstance(one, NameEntry) and one.kind == "school")
    schools = (name for names in listed for name in ((names,) if names in known else names.split("、")))
    return tuple(dict.fromkeys(one for one in schools if one in known))


def shown_numbers(draft: Draft, ledger: Ledger) -> tuple[str, ...]:
    """Return every number in the figures and names of a draft, in digits."""
    entries = (ledger.get(slot) for slot in slots(draft.text))
    texts = (_words(one) for one in entries if isinstance(one, FigureEntry | NameEntry))
    return tuple(dict.fromkeys(number for text in texts for number in re.findall(r"\d+(?:\.\d+)?", text)))


def _words(entry: FigureEntry | NameEntry) -> str:
    return entry.text.zh if isinstance(entry, NameEntry) else f"{entry.figure.display} {entry.figure.label.zh}"
