"""Whether a sentence that a model wrote says what a line of the built-in draft says, and nothing else.

Verification asks of each slot and word whether it may stand; words that may stand can still be put together into what
is not so. So a sentence passes only where its slots and the words that claim something are those of one line, whole and
in their order. It then stands in the place of that line: what comes before it and after it stays what it was.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verified.glue import begins_well, ends_well, fits
from assistant.verified.marks import are_well, full_width, marks_of
from assistant.verified.proofs import Fault
from assistant.verified.skeleton import Skeleton, without_opening
from assistant.verified.slots import SLOT
from corpus.bilingual import Language

_VALUES = re.compile(r"\[\[[fvrq]:")
_ITEM = re.compile(r"\s*(?:-\s+)*")
_STOPS = (".", "。", ";", "；")


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines of a draft, each with what a sentence must say to stand in its place; None: nothing may."""

    lines: tuple[str, ...]
    skeletons: tuple[Skeleton | None, ...]
    marks: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Facts":
        """Return the facts of the lines of a draft."""
        skeletons = tuple(Skeleton.of(line) if _is_tellable(line) else None for line in lines)
        return cls(tuple(lines), skeletons, marks_of(lines))

    @property
    def tellable(self) -> Iterator[tuple[int, Skeleton]]:
        """The lines that a sentence may stand for, by number."""
        return ((number, one) for number, one in enumerate(self.skeletons) if one)

    def told(self, sentence: str) -> tuple[int, ...]:
        """Return the numbers of the lines that a sentence says: several where lines are alike."""
        said = Skeleton.of(without_opening(sentence))
        if not are_well(sentence, self.marks) or not ends_well(said.gaps[-1]):
            return ()
        return tuple(number for number, line in self.tellable if _is_told(line, said))

    def nearest(self, sentence: str) -> str:
        """Return the line that shares the most slots with a sentence."""
        own = set(SLOT.findall(sentence))
        lines = [self.lines[number] for number, _ in self.tellable]
        return max(lines, key=lambda line: len(own.intersection(SLOT.findall(line))), default="")

    def begun(self, sentence: str) -> bool:
        """Say whether a line begins like a sentence, and goes on."""
        said = Skeleton.of(without_opening(sentence))
        count = len(said.tokens)
        longer = [line for _, line in self.tellable if count and _alike(line, said) == count < len(line.tokens)]
        return any(line.gaps[count].parts for line in longer)


def _is_tellable(line: str) -> bool:
    """Say whether a line says a value or a quotation; a heading, and a note on a citation, stay as they are."""
    return bool(_VALUES.search(line)) and not line.startswith(("**", "- [[c:")) and not line.endswith(("：", ":"))


def _is_told(line: Skeleton, said: Skeleton) -> bool:
    """Say whether a sentence says a line; before its first words, a mark would be one of what stands before it."""
    cites = line.cited == said.cited and line.gaps[0].cited == said.gaps[0].cited
    return cites and len(line.tokens) == len(said.tokens) == _alike(line, said)


def _alike(line: Skeleton, said: Skeleton) -> int:
    """Return how many tokens of a line the sentence says from its beginning on, with gaps that fit."""
    if not begins_well(said.gaps[0]):
        return 0
    for count, (drafted, told) in enumerate(zip(line.tokens, said.tokens, strict=False)):
        if drafted != told or (count and not fits(said.gaps[count], line.gaps[count], line.tokens[count - 1], drafted)):
            return count
    return min(len(line.tokens), len(said.tokens))


def fault(sentence: str, facts: Facts) -> Fault | None:
    """Return None where a sentence says what a line of the draft says, else "unfaithful" and where it departs."""
    if facts.told(sentence):
        return None
    said = Skeleton.of(without_opening(sentence))
    reached = max((_alike(line, said) for _, line in facts.tellable), default=0)
    return "unfaithful", " ".join(token.text for token in said.tokens[max(reached - 1, 0) : reached + 1])


def tidied(sentence: str, language: Language) -> str:
    """Return a sentence closed, without the mark of a list or emphasis of its own.

    >>> tidied("- [[n:n1]]：**[[v:v2]]**", "zh")
    '[[n:n1]]：[[v:v2]]。'
    """
    plain = " ".join(_ITEM.sub("", sentence, count=1).replace("**", "").split())
    plain = full_width(plain) if language == "zh" else plain
    return plain if plain.endswith(_STOPS) else plain + ("。" if language == "zh" else ".")


def in_place(sentence: str, line: str) -> str:
    """Return a sentence as it stands in the place of a line: an item where that is one, and closed as it is.

    >>> in_place("[[n:n1]]为[[f:f2]]。", "- [[n:n1]]：[[f:f2]]")
    '- [[n:n1]]为[[f:f2]]'
    """
    closed = sentence[:-1].rstrip() + (line[-1] if line.endswith(_STOPS) else "")
    return f"- {closed}" if line.startswith("- ") else closed
