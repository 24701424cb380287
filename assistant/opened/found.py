"""What is found of a number before its clauses are numbered, and by which place a school is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculators.county import CountyCheck
from calculators.errors import UnknownFigure
from calculators.indicators import BY_ID
from calculators.model import Figure, Item, Status
from calculators.rooms import KINDS
from corpus.bilingual import Bilingual
from corpus.model import Aim, Stage, Threshold

RULE = "RULE"
OF_WHOLE_SCHOOLS = frozenset({"G3", "G4", "G5", "G6", *KINDS})


@dataclass(slots=True)
class Found:
    """What is found of a number, before its clauses are numbered."""

    title: Bilingual
    figures: Sequence[Figure]
    required: Sequence[Threshold | Aim | None] = ()
    status: Status | None = None
    borderline: bool = False
    words: Sequence[Bilingual] = ()
    item: Item | None = None
    schools: Sequence[str] = field(default_factory=tuple)


def schools_by(check: CountyCheck, item: str, stage: Stage | None) -> list[str]:
    """Return the names of the schools that have numbers of an item, in the order in which they are asked for."""
    if item in OF_WHOLE_SCHOOLS:
        return [one.name for one in check.schools]
    own = item.split(".")[1] if item.startswith("CV.") else stage
    units = next((units for name, units in check.units.items() if name == own), None)
    return [one.name for one in units.schools] if units else []


def places(check: CountyCheck, item: str, stage: Stage | None = None) -> Mapping[str, int]:
    """Return the place of each school by which its number of an item is asked for; no other school has one."""
    return {name: at for at, name in enumerate(schools_by(check, item, stage))}


def spread_of(check: CountyCheck, item: str) -> tuple[Stage, str]:
    """Return the stage and the indicator of CV.小学.R5. Raises UnknownFigure."""
    _, name, id = (*item.split("."), "", "")[:3]
    stage = next((one for one in check.units if one == name), None)
    if stage is None or id not in BY_ID:
        raise unknown_item(item)
    return stage, id


def unknown_item(item: str) -> UnknownFigure:
    """Return the error of an item that the verdict does not have."""
    return UnknownFigure(
        Bilingual(f"没有项目 {item[:20]}。", f"There is no item {item[:20]}."),
        Bilingual("请回到核查页打开。", "Open it from the check."),
    )
