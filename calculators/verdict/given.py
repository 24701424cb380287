"""A county held against a number of the asker's own, in the place of the one that is required."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from calculators.compare import status_of
from calculators.county_form.measures import LOCAL_RATIOS
from calculators.model import BesideTarget, Item
from calculators.verdict.target_rules import is_reached
from corpus.model import Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck


def held_against(check: "CountyCheck", item: Item, required: Threshold, number: Decimal) -> BesideTarget:
    """Return whether an item reaches `number`, compared exactly and the way round that `required` is.

    The threshold of what is returned is `required`, with the number in the place of its own.
    """
    given = replace(required, value=number, upper=None, worded=None)
    found = is_reached(check, item, given)
    missing = found.missing if found.verdict is None else ()
    return BesideTarget(given, status_of(found.verdict), False, found.schools, missing, found.value, found.display)


def required_of(item: Item) -> Iterator[Threshold]:
    """Yield every number that an item is held against: its own, those of its parts, those of the place's targets.

    Of targets only those of what the form is asked for beside the country's items (小学巩固率, 公办就读比例).
    """
    local = {one.indicator for one in LOCAL_RATIOS}
    yield from dict.fromkeys(one for one in (item.threshold, *(part.threshold for part in item.parts)) if one)
    yield from (one.threshold for one in item.targets if one.threshold.indicator in local)
