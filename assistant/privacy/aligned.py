"""A text as it is compared, character by character, with the way back to the text as it stands."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.folding import fold_width

UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me"})
# Marks that stand inside a name without parting it: quotation marks, brackets, strokes, emphasis, a dot in the middle.
WITHIN = frozenset("·・•‧*_`~^'\"＂＇")
_WITHIN_KINDS = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """`key` is the folded text, `at` the place in the text of each of its characters."""

    key: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str, *, closed_up: bool = False) -> "Aligned":
        """Fold a text; `closed_up`: white space and marks that stand inside names are left out.

        >>> Aligned.of("水头　“学校”", closed_up=True).key
        '水头学校'
        """
        found = [(char, at) for at, one in enumerate(text) for char in _folded(one, closed_up)]
        return cls("".join(char for char, _ in found), tuple(at for _, at in found))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the key stands in the text."""
        return self.at[start], self.at[end - 1] + 1


def key_of(name: str) -> str:
    """Return a name as it is looked for: folded, without white space and the marks inside it."""
    return Aligned.of(name, closed_up=True).key


@lru_cache(maxsize=16_384)
def _folded(char: str, closed_up: bool) -> str:
    seen = "".join(one for one in unicodedata.normalize("NFKD", char) if _shows(one))
    folded = fold_width(seen)
    return "".join(one for one in folded if not _parts_nothing(one)) if closed_up else folded


def _shows(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in UNSEEN


def _parts_nothing(char: str) -> bool:
    return char.isspace() or char in WITHIN or unicodedata.category(char) in _WITHIN_KINDS
