"""What may stand in the gaps of a sentence: marks and neutral words, each where it says nothing."""

from assistant.verified.skeleton import Gap, Token

_STOPS = frozenset(".;。)")
_VALUES = frozenset(("f", "v", "quote"))
_SOFT = frozenset(",()")
_ENDS = frozenset(".;。")
_MOST_WORDS = 2  # of “的” and “结论是”
_LABELS = frozenset(("n", "word", "r"))


def ends_well(gap: Gap) -> bool:
    """Say whether a sentence may end so: not with a colon or comma, which would claim what comes after it."""
    return _STOPS.issuperset(gap.marks) and not gap.words


def begins_well(gap: Gap) -> bool:
    """Say whether a sentence may begin so."""
    return {"\n"}.issuperset(gap.marks) and len(gap.words) <= 1 and gap.positions() <= {"filling"}


def fits(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    """Say whether a gap of a sentence may stand for one of the line that it tells, between the same two tokens."""
    return (
        _is_bare(said, drafted)
        and _marks_fit(said, drafted, before, after)
        and all(_WORDS[position](said, drafted, before, after) for position in said.positions(drafted.words))
    )


def _is_bare(said: Gap, drafted: Gap) -> bool:
    """Say whether a gap holds no more than it must: one mark and a word, or two words that go together."""
    added = [word for word in said.words if word not in drafted.words]
    repeated = len(set(said.words)) < len(said.words)
    return not repeated and len(said.marks) <= max(1, len(drafted.marks)) and len(added) <= _MOST_WORDS


def _marks_fit(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    """Say whether what is parted stays so, and nothing else is: “要求，四” would let the label before it go."""
    marks, colon = frozenset(said.marks), ":" in drafted.marks
    if drafted.parts:
        parted = said.parts or (":" in marks and (colon or (before.kind, after.kind) == ("v", "f")))
        stops = frozenset() if _ENDS.isdisjoint(drafted.marks) else _ENDS
        return parted and marks <= _SOFT | {":"} | stops | frozenset(drafted.marks)
    if said.parts:  # a stop between two names would judge the second alone
        return marks <= _SOFT | {":"} and (
            (before.kind == "n" or after.kind == "quote") if colon else before.kind == after.kind == "n"
        )
    return not marks or colon or (before.kind in _LABELS and after.kind in _VALUES)


def _telling(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    between = before.kind in _LABELS and (after.kind in _VALUES or ":" in drafted.marks)
    return between and not drafted.parts and not said.marks


def _judging(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return after.kind == "v"


def _quoting(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return after.kind == "quote" and ":" in drafted.marks


def _owning(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    owned = after.kind in ("n", "word") or "judging" in said.positions()
    return before.kind == "n" and owned and {"(", ")"}.issuperset(said.marks)


def _regarding(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return before.kind == "n"


def _joining(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return drafted.parts and said.parts and not before.kind == after.kind == "n"


def _filling(said: Gap, drafted: Gap, before: Token, after: Token) -> bool:
    return True


_WORDS = {
    "telling": _telling, "judging": _judging, "quoting": _quoting, "owning": _owning, "regarding": _regarding,
    "joining": _joining, "filling": _filling,
}  # fmt: skip
