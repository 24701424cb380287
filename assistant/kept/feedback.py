"""What a reader says of an answer: useful or wrong, what is wrong with it, and a note."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Vote = Literal["useful", "wrong"]
Reason = Literal["clause", "figure", "unanswered", "other"]
VOTES: tuple[Vote, ...] = get_args(Vote)
REASONS: tuple[Reason, ...] = get_args(Reason)
MOST_NOTE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader said of one answer; of one that was useful no `reason` is asked. `made`: seconds since 1970."""

    vote: Vote
    reason: Reason | None = None
    note: str = field(default="", repr=False)
    made: int = 0
