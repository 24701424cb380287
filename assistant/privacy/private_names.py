"""Where a text names persons, schools that no sheet has, and what reaches a person. What is in doubt counts.

Left alone is what the built-in reading understands as a place, a stage, an indicator or a term of the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.privacy.aligned import Aligned, key_of
from assistant.privacy.contacts import contacts
from assistant.privacy.english import english_persons, english_schools
from assistant.privacy.persons import persons
from assistant.privacy.schools import schools
from assistant.privacy.typed import Typed

Kind = Literal["school", "person", "contact"]


@dataclass(frozen=True, slots=True)
class Private:
    """Where a text names somebody or something, and what; `name` is as it is compared."""

    start: int
    end: int
    kind: Kind
    name: str


def private_names(text: str) -> Iterator[Private]:
    """Yield what a text names, the surest first; those that are found later may overlap those before."""
    typed = Typed.of(text)
    yield from _found(typed.folded, contacts(typed.folded.key), "contact")
    yield from _found(typed.closed, schools(typed), "school")
    yield from _found(typed.folded, english_schools(typed), "school")
    yield from _found(typed.closed, persons(typed), "person")
    yield from _found(typed.folded, english_persons(typed), "person")


def _found(seen: Aligned, places: Iterator[tuple[int, int]], kind: Kind) -> Iterator[Private]:
    for start, end in places:
        yield Private(*seen.span(start, end), kind, key_of(seen.key[start:end]))
