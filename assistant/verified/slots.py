"""The slots of a draft: the only way for a number, a source, a verdict word, a quotation or a name into an answer."""

import re
from dataclasses import dataclass
from typing import Literal

SlotKind = Literal["f", "c", "v", "n", "q", "r"]
SLOT = re.compile(r"\[\[([fcvnqr]):([A-Za-z]*\d+)\]\]")
ANY_SLOT = re.compile(r"\[\[.*?\]\]")
# Stands for a figure between the words of a sentence, so that what is written beside one is seen beside one.
FIGURE_MARK = "\ufffc"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: f a figure, c a citation mark, q the quotation of a citation, v a verdict word, n a name, r a rank."""

    kind: SlotKind
    id: str

    def __str__(self) -> str:
        return f"[[{self.kind}:{self.id}]]"


def slots(text: str) -> list[Slot]:
    """Return the well-formed slots of a text, in order.

    >>> [str(slot) for slot in slots("共 [[f:f1]]，见 [[c:c2]]")]
    ['[[f:f1]]', '[[c:c2]]']
    """
    return [Slot(kind, name) for kind, name in SLOT.findall(text)]


def without_slots(text: str) -> str:
    """Return the words between the slots: `FIGURE_MARK` for each figure, a blank for each other slot."""
    return SLOT.sub(lambda match: FIGURE_MARK if match.group(1) == "f" else " ", text)
