"""What a place has set itself beside the national floor, and whether its county reaches it.

Nothing here bears on the national verdict, and the country's 85 % rule applies to no target.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from calculators.compare import status_of
from calculators.model import BesideTarget, Item
from calculators.verdict.target_rules import Own, is_reached
from corpus.indicators import item_of
from corpus.model import Scope, Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck

Key = tuple[str, Scope]
# what says which schools the other targets of G6 are about, and is no requirement that is reached or not
SCOPES = frozenset({"G6.below", "G6.second_below"})


class Targets(Protocol):
    """The targets of a place in a year, as `corpus.standards` gives them."""

    @property
    def in_force(self) -> Mapping[Key, Threshold]:
        """The targets by indicator and stage."""


def with_targets(check: "CountyCheck", targets: Targets, coming: Targets | None = None) -> "CountyCheck":
    """Return the check with each item's targets; `coming` holds the next one of a later year, beside those in force."""
    later = coming.in_force.values() if coming else ()
    own = [(one, False) for one in targets.in_force.values()] + [(one, True) for one in later]
    stages: dict[str, list[Scope | None]] = {}
    for item in check.items:
        stages.setdefault(_id(item), []).append(item.stage)
    now = dict(targets.in_force)
    then = {**now, **(coming.in_force if coming else {})}
    items = (
        replace(
            item,
            targets=tuple(
                _beside(check, item, one, then if late else now, coming=late)
                for one, late in _of(item, own, stages[_id(item)])
            ),
        )
        for item in check.items
    )
    return replace(check, items=tuple(items))


def _of(
    item: Item, own: Sequence[tuple[Threshold, bool]], stages: Sequence[Scope | None]
) -> Iterator[tuple[Threshold, bool]]:
    """Yield the targets of an item; one of a stage that no item of its id has stands with the first of them."""
    for target, coming in own:
        mine = item_of(target.indicator) == _id(item) and target.indicator not in SCOPES
        if mine and item.stage == (target.stage if target.stage in stages else stages[0]):
            yield target, coming


def _id(item: Item) -> str:
    return item.id.partition(".")[0]


def _beside(check: "CountyCheck", item: Item, target: Threshold, own: Own, *, coming: bool) -> BesideTarget:
    found = is_reached(check, item, target, own)
    missing = found.missing if found.verdict is None else ()
    status = status_of(found.verdict)
    return BesideTarget(target, status, coming, found.schools, missing, found.value, found.display)
