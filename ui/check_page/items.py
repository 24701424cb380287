"""The items of a verdict as rows that open: what each shows, requires, lacks, and where its numbers come from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.check import CheckReport
from assistant.opened.found import places
from assistant.overview import GROUPS, group_of
from calculators.indicators import BY_ID
from calculators.model import Item, Part, Status
from corpus.bilingual import Bilingual, Language
from corpus.model import STAGES
from ui.check_page.addresses import Way
from ui.evidence.links import citation_link
from ui.terminal.say_targets import TargetLine, lines_of_item
from ui.words import labels
from ui.words.check_labels import DISPERSION
from ui.words.item_names import compared, item_name, requirement, shown_value, value_heading

SCHOOLS_SHOWN = 24

Link = tuple[str, str]  # words and address


@dataclass(frozen=True, slots=True)
class PartRow:
    """One of the numbers of an item, with its own status and limit."""

    name: str
    status: Status
    borderline: bool
    value: str
    required: str
    link: str | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as the page shows it. `schools` are the first that fall short, `all_schools` how many there are."""

    item: Item
    name: str
    heading: Bilingual
    value: str
    required: str
    link: str
    source: tuple[int, str] | None
    schools: tuple[Link, ...]
    all_schools: int
    parts: tuple[PartRow, ...]
    targets: tuple[tuple[TargetLine, str], ...]
    flips: tuple[str, ...]

    @property
    def status(self) -> Status:
        """The status of the item."""
        return self.item.status

    @property
    def opens(self) -> bool:
        """Whether the item has a number to open."""
        return self.item.value is not None or any(one.value is not None for one in self.item.parts)


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one group of the form."""

    id: str
    rows: tuple[ItemRow, ...]


def item_groups(report: CheckReport, way: Way) -> tuple[Group, ...]:
    """Return the items by group; each 差异系数 stands under its indicator, as R1 小学, its CV, R1 初中, its CV."""
    rows = [_row(item, report, way) for item in _in_order(report.check.items)]
    found = (Group(id, tuple(row for row in rows if _group(row.item) == id)) for id in GROUPS if id != "CV")
    return tuple(group for group in found if group.rows)


def link_of(item: Item, way: Way) -> str:
    """Return the address of the county's number of an item."""
    stage = None if item.id.startswith("CV.") else next((one for one in STAGES if one == item.stage), None)
    return way.figure(item.id, stage)


def _group(item: Item) -> str:
    return "R" if group_of(item) == "CV" else group_of(item)


def _in_order(items: Iterable[Item]) -> list[Item]:
    order = list(items)
    places = {(one.id, one.stage): at for at, one in enumerate(order)}

    def place(item: Item) -> tuple[str, int, bool]:
        id = item.id.rpartition(".")[2]
        own = places.get((id, item.stage), places[item.id, item.stage])
        return (id if id in BY_ID else "", own, item.id.startswith("CV."))

    return sorted(order, key=lambda item: (_group(item) != "R", *place(item)))


def _row(item: Item, report: CheckReport, way: Way) -> ItemRow:
    language, links = way.language, {one.n: citation_link(one, way.language) for one in report.citations}
    n = report.source(item)
    return ItemRow(
        item,
        _name(item, language),
        value_heading(item),
        shown_value(item, language),
        requirement(item, report.check.floor, language),
        link_of(item, way),
        (n, links[n]) if n else None,
        tuple(_schools(item, report, way)),
        len(item.schools),
        tuple(_part(item, part, way) for part in item.parts),
        tuple((one, links[one.source]) for one in lines_of_item(item, report, language)),
        item.flips,
    )


def _name(item: Item, language: Language) -> str:
    """An item's name; a 差异系数 stands under its indicator, whose name it need not repeat."""
    if not item.id.startswith("CV.") or item.stage is None:
        return item_name(item, language)
    return f"{labels.stage(item.stage, language)} {DISPERSION.say(language)}"


def _schools(item: Item, report: CheckReport, way: Way) -> Iterator[Link]:
    stage = next((one for one in report.check.units if one == item.stage), None)
    at = places(report.check, item.id, stage) if item.schools else {}
    for name in item.schools[:SCHOOLS_SHOWN]:
        yield name, way.figure(item.id, stage, at[name]) if name in at else ""


def _part(item: Item, part: Part, way: Way) -> PartRow:
    value = "—" if part.display is None else labels.quantity(part.display, part.unit, way.language)
    required = compared(part.threshold, part.unit, way.language) if part.threshold else "—"
    link = None if part.value is None else way.figure(item.id, part=part.id)
    return PartRow(part.name.say(way.language), part.status, part.borderline, value, required, link)
