"""Which items of the verdict a canonical column bears on, so that every fault can say what it leaves open."""

from collections.abc import Iterable, Sequence

from calculators.indicators import INDICATORS
from calculators.model import Severity
from corpus.model import STAGES
from corpus.saying import STAGES_EN

ROOM_COLUMNS = frozenset({"music_rooms", "music_room_areas", "art_rooms", "art_room_areas", "classes"})
CLASS_COLUMNS = frozenset({"largest_class", "oversize_classes", "classes"})


def affected(column: str) -> tuple[str, ...]:
    """Return the item ids that a column bears on: R5, CV.小学.R5, G3 …; a stage's column on that stage's only."""
    base, _, stage = column.partition(".")
    stages = [one for one in STAGES if stage in ("", one)]
    every = base in ("pupils", "other_pupils")
    indicators = [
        one.id
        for one in INDICATORS
        if every or any(base == used for sources in one.sources.values() for source in sources for used, _ in source)
    ]
    rooms = ["G3"] if base in ROOM_COLUMNS else []
    size = ["G4"] if every else []
    classes = ["G5"] if base in CLASS_COLUMNS or base.startswith("classes[") else []
    return (*indicators, *(f"CV.{one}.{id}" for one in stages for id in indicators), *rooms, *size, *classes)


def gravity(affects: Sequence[str]) -> Severity:
    """Return how grave a number that cannot be used is: an error where an item of the verdict rests on it."""
    return "error" if affects else "warning"


def item_ids(items: Iterable[str]) -> tuple[str, ...]:
    """Return the item ids of "R5.小学" or "G5.小学": R5 with its CV.小学.R5, G5."""
    ids: dict[str, None] = {}
    for item in items:
        id, _, stage = item.partition(".")
        ids[id] = None
        if id.startswith("R"):
            ids[f"CV.{stage}.{id}"] = None
    return tuple(ids)


def item_words(items: Iterable[str]) -> list[str]:
    """Return items as people read them: 小学R5, G3."""
    return [f"{stage}{id}" for id, _, stage in (item.partition(".") for item in items)]


def item_words_en(items: Iterable[str]) -> list[str]:
    """Return items as people read them in English: R5 (primary), G3."""
    return [f"{id} ({STAGES_EN[stage]})" if stage else id for id, _, stage in (item.partition(".") for item in items)]


# what a sheet decides: a school that is not counted bears on all of it
EVERY_ITEM = (*affected("pupils"), "G3", "G5")
