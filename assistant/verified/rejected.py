"""What becomes of the sentences that verification rejects: they are counted, and logged without the user's data."""

import logging
from collections import Counter
from collections.abc import Iterable

from assistant.verified.verify import Problem

_log = logging.getLogger(__name__)


def count_rejected(found: Iterable[Problem]) -> int:
    """Return how many sentences were rejected: one with several faults counts once."""
    return len({problem.sentence for problem in found})


def log_rejected(found: Iterable[Problem]) -> None:
    """Warn of each rejected sentence with the code of its fault.

    The sentence is the draft's own, its names and numbers still slots, so that no school and no figure is logged.
    """
    for problem in found:
        _log.warning("rejected, %s: %s", problem.code, problem.sentence)


def log_count(found: Iterable[Problem]) -> None:
    """Warn of sentences that a model wrote, by the codes of their faults alone: they hold what it pleased to write."""
    for code, count in Counter(problem.code for problem in found).items():
        _log.warning("rejected of a model, %s: %s", code, count)
