"""The lines of a draft as what may be told of them: blocks of a line with the items of its list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.verified.skeleton import Skeleton, beside, points
from assistant.verified.slots import SLOT

_SHOWN = frozenset("fvr")
# What stands in a heading beside the words of `beside` where its items are in no order.
_COUNTING = frozenset({"核对", "其中", "学校", "judged", "short of rooms"})


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are told together: `head` is a line, or several that head one list, `items` are those of the list.

    A block that is `bound` holds at its place alone. Only a `whole` head may be told without items.
    """

    lines: tuple[str, ...]
    head: Skeleton
    items: tuple[Skeleton, ...] = ()
    bound: bool = False
    whole: bool = True

    @property
    def joins(self) -> bool:
        """Whether it names what it is about, so that it may follow another block in one sentence."""
        return len(self.head.tokens) > 1 and self.head.tokens[0].kind == "n"

    @property
    def ordered(self) -> bool:
        """Whether its head may say an order of its items, or which of them are listed."""
        words = {token.text for token in self.head.tokens if token.kind == "word"}
        return bool(words - beside() - _COUNTING) or any(token.kind == "r" for token in self.head.tokens)

    def may_follow(self, item: int, *, unbroken: bool) -> bool:
        """Say whether an item may be told; `unbroken`: all before it were. Where not, it must need none of them."""
        return unbroken or (not self.ordered and self.items[item].tokens[0].kind == "n")


def ends(told: Skeleton) -> Iterator[int]:
    """Yield after how many tokens a line may end, longest first: all, or before what only stands beside the rest."""
    yield len(told.tokens)
    for end in range(len(told.tokens) - 1, 0, -1):
        token, gap = told.tokens[end], told.gaps[end]
        if not (token.kind in "fv" or token.text in beside()) or told.gaps[end + 1].cited:
            return
        if gap.parts and _closes(told, end):
            yield end


def _closes(told: Skeleton, end: int) -> bool:
    """Say whether so many tokens end with a figure, a verdict or a rank, or with the words that trail it."""
    last = told.tokens[end - 1]
    if last.kind == "word" and end > 1 and not told.gaps[end - 1].marks:
        last = told.tokens[end - 2]
    return last.kind in _SHOWN


@dataclass(slots=True)
class _Reader:
    """Reads the lines of a draft from the first to the last."""

    blocks: list[Block] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)  # of a list that is yet to come
    items: list[str] = field(default_factory=list)
    bound: bool = False  # what follows speaks of, or is spoken of by, what stands before it

    def read(self, line: str) -> None:
        if line.startswith("- ") and self.heads and not self.heads[0].startswith("- "):
            self.items.append(line)
            return
        if self.items or not _heads(self.heads):
            self.close()
        if self.heads and not _heads([line]):
            self.close(bound=True)
        self.heads.append(line)

    def close(self, *, bound: bool = False) -> None:
        """End a block. Behind one that is bound, everything is."""
        lines = (*self.heads, *self.items)
        if lines:
            if self.blocks and not any(map(SLOT.search, lines)):
                self.blocks[-1] = replace(self.blocks[-1], bound=True)
            self.bound |= bound or _is_bound(self.heads, self.items)
            items = tuple(map(Skeleton.of, self.items))
            whole = not _heads(self.heads)
            self.blocks.append(Block(lines, Skeleton.of("\n".join(self.heads)), items, self.bound, whole))
        self.heads, self.items = [], []


def _heads(lines: Sequence[str]) -> bool:
    """Say whether the last of the lines says that something follows."""
    return bool(lines) and lines[-1].endswith(("：", ":"))


def _is_bound(heads: Sequence[str], items: Sequence[str]) -> bool:
    if not heads or heads[0].startswith("**") or (_heads(heads) and not items):
        return True
    if any(line.startswith("- [[c:") for line in items):
        return True
    return not items and (points(heads[-1]) or not SLOT.search(heads[-1]))


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    """Return the lines of a draft as blocks, in order.

    What points to other lines, what has no slot, and what stands behind either is bound to its place: “以上要求相同” is
    false above what it does not speak of.
    """
    reader = _Reader()
    for line in lines:
        reader.read(line)
    reader.close()
    return tuple(reader.blocks)
