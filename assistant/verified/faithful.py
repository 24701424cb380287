"""Whether a sentence that a model wrote says what lines of the built-in draft say, and nothing else.

Verification asks of each slot and word whether it may stand; words that may stand can still be put together into what
is not so. So a sentence passes only where its slots and the words that claim something are those of lines of the draft,
in their order, each line whole or without what only stands beside the rest at its end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.verified.glue import begins_well, ends_well, fits, parts_well
from assistant.verified.proofs import Fault
from assistant.verified.skeleton import Skeleton, neutral_words, without_opening
from assistant.verified.told import Block, blocks_of, ends
from corpus.bilingual import Language

__all__ = ["Facts", "fault", "neutral_words", "remaining", "tidied"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The lines of drafts, as what a sentence may tell."""

    lines: tuple[str, ...]
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Facts":
        """Return the facts of the lines of a draft."""
        return cls(tuple(lines), blocks_of(lines))

    @property
    def tellable(self) -> tuple[str, ...]:
        """The lines that a sentence may tell at all: those that do not hold at their own place alone."""
        return tuple(line for block in self.blocks if not block.bound for line in block.lines)

    def with_lines(self, lines: Sequence[str]) -> "Facts":
        """Return these facts with those of another draft."""
        return Facts((*self.lines, *lines), (*self.blocks, *blocks_of(lines)))


@dataclass(frozen=True, slots=True)
class _Told:
    """So many tokens of a sentence told, the last of them by an item (None: the head) of a block.

    `cut`: that line is not told to its end. `unbroken`: no item before it was left out.
    """

    upto: int = 0
    block: int | None = None
    item: int | None = None
    cut: bool = False
    unbroken: bool = True
    before: "_Told | None" = None

    def tells(self, block: int) -> bool:
        """Say whether a block was told."""
        return any(step.block == block for step in self.steps())

    def steps(self) -> Iterator["_Told"]:
        """Yield this and those before it, without the empty beginning."""
        step: _Told | None = self
        while step and step.block is not None:
            yield step
            step = step.before


@dataclass(slots=True)
class _Matching:
    """One sentence held against the facts. `reached`: how many of its tokens can be told at most."""

    sentence: Skeleton
    facts: Facts
    reached: int = 0
    seen: set[tuple[int, int | None, int | None, bool, bool]] = field(default_factory=set)

    def found(self) -> _Told | None:
        """Return how the whole sentence is told, if it is."""
        open_ends = [_Told()]
        while open_ends:
            told = open_ends.pop()
            key = (told.upto, told.block, told.item, told.cut, told.unbroken)
            if key in self.seen:
                continue
            self.seen.add(key)
            if told.upto == len(self.sentence.tokens) and self._may_end(told):
                return told
            open_ends += reversed(list(self._next(told)))
        return None

    def _may_end(self, told: _Told) -> bool:
        if told.block is None or not ends_well(self.sentence.gaps[-1]):
            return False
        return told.item is not None or self.facts.blocks[told.block].whole

    def _next(self, told: _Told) -> Iterator[_Told]:
        if told.block is not None and not (told.cut and told.item is None):
            yield from self._items(told, told.block)
        if self._may_end_block(told):
            for number, block in enumerate(self.facts.blocks):
                if not block.bound and (told.block is None or (block.joins and not told.tells(number))):
                    yield from self._with(told, block.head, number, None, unbroken=True)

    def _may_end_block(self, told: _Told) -> bool:
        """Say whether another block may follow: each names what it is about, and none is a mere heading."""
        block = self.facts.blocks[told.block] if told.block is not None else None
        return block is None or (block.joins and (told.item is not None or block.whole))

    def _items(self, told: _Told, number: int) -> Iterator[_Told]:
        block = self.facts.blocks[number]
        following = 0 if told.item is None else told.item + 1
        for item in range(following, len(block.items)):
            unbroken = told.unbroken and item == following
            if block.may_follow(item, unbroken=unbroken):
                yield from self._with(told, block.items[item], number, item, unbroken=unbroken)

    def _with(self, told: _Told, line: Skeleton, number: int, item: int | None, *, unbroken: bool) -> Iterator[_Told]:
        gap = self.sentence.gaps[told.upto]
        if not (begins_well(gap) if told.block is None else parts_well(gap, listed=item is not None)):
            return
        alike = self._alike(line, told.upto)
        self.reached = max(self.reached, told.upto + alike)
        for end in ends(line):
            if end <= alike and self._cited(line, told, end):
                yield _Told(told.upto + end, number, item, end < len(line.tokens), unbroken, told)

    def _alike(self, line: Skeleton, start: int) -> int:
        """Return how many tokens of a line the sentence tells from there, with gaps that fit."""
        pairs = zip(line.tokens, self.sentence.tokens[start:], strict=False)
        for count, (drafted, said) in enumerate(pairs):
            gap = self.sentence.gaps[start + count]
            if drafted != said or (count and not fits(gap, line.gaps[count], line.tokens[count - 1], drafted)):
                return count
        return min(len(line.tokens), len(self.sentence.tokens) - start)

    def _cited(self, line: Skeleton, told: _Told, end: int) -> bool:
        """Say whether the sentence cites for a line what the line cites."""
        first = told.upto + (told.block is not None)
        return self.sentence.cited_in(first, told.upto + end + 1) == line.cited


def fault(sentence: str, facts: Facts) -> Fault | None:
    """Return None where a sentence says what lines of the draft say, else "unfaithful" and where it departs."""
    matching = _Matching(Skeleton.of(without_opening(sentence)), facts)
    if matching.found() is not None:
        return None
    tokens = matching.sentence.tokens[max(matching.reached - 1, 0) : matching.reached + 1]
    return "unfaithful", " ".join(token.text for token in tokens)


def tidied(sentence: str, language: Language) -> str:
    """Return a sentence as it stands in a paragraph: closed, without the mark of a list or emphasis of its own.

    >>> tidied("- [[n:n1]]：**[[v:v2]]**", "zh")
    '[[n:n1]]：[[v:v2]]。'
    """
    plain = sentence.strip().removeprefix("- ").replace("**", "")
    return plain if plain.endswith((".", "。", ";", "；")) else plain + ("。" if language == "zh" else ".")


def remaining(lines: Sequence[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a draft that must follow the sentences accepted of it: those of blocks not told wholly."""
    facts = Facts.of(lines)
    told = [step for sentence in accepted for step in _steps(sentence, facts)]
    return tuple(line for block in facts.blocks if not _is_told(block, told, facts) for line in block.lines)


def _steps(sentence: str, facts: Facts) -> Iterable[_Told]:
    found = _Matching(Skeleton.of(without_opening(sentence)), facts).found()
    return found.steps() if found else ()


def _is_told(block: Block, told: Iterable[_Told], facts: Facts) -> bool:
    """Say whether a block, or another of the same lines, was told to the end of each line."""
    items = {
        step.item
        for step in told
        if step.block is not None and not step.cut and facts.blocks[step.block].lines == block.lines
    }
    return not block.bound and items >= {None, *range(len(block.items))}
