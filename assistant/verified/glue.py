"""What may stand in the gaps of a sentence: marks and neutral words, each where it says nothing."""

from assistant.verified.skeleton import Gap, Token

_STOPS = frozenset(".;。)")
_VALUES = frozenset(("f", "v", "quote"))
_LABELS = frozenset(("n", "word", "r"))


def ends_well(gap: Gap) -> bool:
    """Say whether a sentence may end so: not with a colon or comma, which would claim what comes after it."""
    return gap.marks <= _STOPS and not gap.words


def begins_well(gap: Gap) -> bool:
    """Say whether a sentence may begin so."""
    return gap.marks <= {"\n"} and gap.positions() <= {"filling"}


def fits(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    """Say whether a gap of a sentence may stand for one of the line that it tells, between the same two tokens."""
    return _marks_fit(said, drafted, before, after) and all(
        _WORDS[position](said, drafted, before, after) for position in said.positions(drafted.words)
    )


def _marks_fit(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    """Say whether what is parted stays so, and nothing else is: “要求，四” would let the label before it go."""
    if drafted.parts:
        return said.parts or (":" in said.marks and (":" in drafted.marks or (before.kind, after.kind) == ("v", "f")))
    if said.parts:
        if ":" in drafted.marks:
            return before.kind == "n" or after.kind == "quote"
        return before.kind == after.kind == "n"
    return not said.marks or ":" in drafted.marks or (before.kind in _LABELS and after.kind in _VALUES)


def _telling(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    between = before.kind in _LABELS and (after.kind in _VALUES or ":" in drafted.marks)
    return between and not drafted.parts and not said.parts


def _judging(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return after.kind == "v"


def _quoting(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return after.kind == "quote" and ":" in drafted.marks


def _owning(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    owned = after.kind in ("n", "word") or "judging" in said.positions()
    return before.kind == "n" and owned and said.marks <= {"(", ")"}


def _regarding(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return before.kind == "n"


def _joining(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return drafted.parts and said.parts


def _filling(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return True


_WORDS = {
    "telling": _telling, "judging": _judging, "quoting": _quoting, "owning": _owning, "regarding": _regarding,
    "joining": _joining, "filling": _filling,
}  # fmt: skip
