"""What a question can want of the schools of a sheet, put together of what they are measured by and how they stand."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.asked.groups import Group
from assistant.asked.want_words import Order
from corpus.model import Comparison

Want = Literal[
    "rank", "which", "list", "compare", "explain", "mean", "missing", "describe", "doubt", "edge", "picture",
    "supposed", "total", "each", "median", "left_out", "group",
]  # fmt: skip
State = Literal["not_met", "met", "below_share", "below_mean", "above_mean", "number"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One want. `first`: how many of an order (None: all); `place`: the one at a place of it; `counts`: how many;
    `shares`: how many of a hundred; `classes`: classes are counted, not schools; `group`: of the
    schools of one group alone.

    `number` is what the question holds the schools against, the way round of `comparison`, as it is `written`.
    """

    want: Want
    measures: tuple[str, ...] = ()
    order: Order | None = None
    first: int | None = None
    place: int | None = None
    state: State | None = None
    comparison: Comparison | None = None
    number: Decimal | None = None
    written: str = ""
    unit: str = ""
    counts: bool = False
    lists: bool = False
    shares: bool = False
    classes: bool = False
    group: Group | None = None
