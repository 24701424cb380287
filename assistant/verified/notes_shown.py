"""Conflicts and doubts of a draft as the answer has them: with the numbers of their citations."""

from collections.abc import Sequence

from assistant.model import ShownConflict, ShownSuspect
from assistant.verified.draft import Draft
from assistant.verified.render import Rendered
from assistant.verified.slots import slots
from corpus.bilingual import Language


def _numbers(citations: Sequence[str], shown: Rendered) -> tuple[int, ...]:
    return tuple(shown.numbers[slot.id] for one in citations for slot in slots(one))


def conflicts_shown(draft: Draft, shown: Rendered, language: Language) -> tuple[ShownConflict, ...]:
    """Return the conflicts that stand beside an answer."""
    return tuple(
        ShownConflict(one.kind, one.about.say(language), _numbers(one.citations, shown)) for one in draft.conflicts
    )


def suspects_shown(draft: Draft, shown: Rendered, language: Language) -> tuple[ShownSuspect, ...]:
    """Return the doubts that stand beside an answer."""
    return tuple(
        ShownSuspect(one.about.say(language), _numbers([one.citation], shown)[0], one.why.say(language))
        for one in draft.suspects
    )
