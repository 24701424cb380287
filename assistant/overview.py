"""How the items of a verdict stand, counted: the 31 items of the standard, group by group, and what stands beside them.

An item that is judged stage by stage counts once, as its stages together stand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.sheet.view import joint
from calculators.county import CountyCheck
from calculators.model import Item, Status

# 资源配置 7, 政府保障程度 15, 教育质量 9: the 31 items. 社会认可度, the 差异系数 and the veto stand beside them.
OF_THE_31 = ("R", "G", "Q")
BESIDE = ("CV", "S", "V")
GROUPS = ("R", "CV", "G", "Q", "S", "V")
STATUSES: tuple[Status, ...] = ("met", "not_met", "needs_evidence", "insufficient")


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many items of a group (or of several) have which status. Every status has its number."""

    groups: tuple[str, ...]
    counts: Mapping[Status, int]

    @property
    def total(self) -> int:
        """How many items there are."""
        return sum(self.counts.values())


def group_of(item: Item) -> str:
    """Return the group of an item: R, CV, G, Q, S or V."""
    return "CV" if item.id.startswith("CV.") else item.id[0]


def group_counts(check: CountyCheck, groups: Sequence[str] = GROUPS) -> tuple[GroupCount, ...]:
    """Return the counts of every group, or of some, in the order of the form."""
    return tuple(_count(check, (group,)) for group in groups)


def count_of_31(check: CountyCheck) -> GroupCount:
    """Return the counts of the 31 items."""
    return _count(check, OF_THE_31)


def failing_items(check: CountyCheck) -> tuple[Item, ...]:
    """Return the items not met that decide the verdict; a resource indicator that a school misses does not."""
    return tuple(item for item in check.items if item.status == "not_met" and group_of(item) != "R")


def _count(check: CountyCheck, groups: tuple[str, ...]) -> GroupCount:
    ids = dict.fromkeys(item.id for item in check.items if group_of(item) in groups)
    stands = [joint(item.status for item in check.items if item.id == id) for id in ids]
    return GroupCount(groups, {status: stands.count(status) for status in STATUSES})
