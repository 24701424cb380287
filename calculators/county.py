"""The county check: from a school table and the requirements in force to every figure and verdict of the check."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from calculators.choice import Choice
from calculators.class_size import StageClasses, check_class_sizes
from calculators.compare import Requirements, every, tri
from calculators.county_form.faults import ratio_issues
from calculators.county_form.measures import RATIOS
from calculators.data_checks.faults import result_sheet_issue
from calculators.data_checks.missing import class_gaps, filled_bands, gap_issues, room_gaps, size_gaps, unit_gaps
from calculators.data_checks.outliers import outlier_issues
from calculators.data_checks.stated import stated_verdict_issues
from calculators.errors import UnknownFigure
from calculators.indicators import INDICATORS
from calculators.model import Issue, Item, SchoolTable, Status
from calculators.rooms import KINDS, RoomKind, SchoolRooms, check_rooms, room_issues
from calculators.schools import School
from calculators.scope import is_small_point, schools_in_scope
from calculators.sheets.faults import unnamed_rows
from calculators.size import SchoolSize, check_size
from calculators.spread import StageSpread, stage_spread
from calculators.units import StageUnits, units_by_stage, uses_result
from calculators.verdict.items import Findings, county_items
from calculators.verdict.targets import Targets, with_targets
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Scope, Stage


@dataclass(frozen=True, slots=True)
class FailingRooms:
    """A school that lacks rooms of one kind. None where the sheet does not tell how many."""

    school: str
    kind: RoomKind
    needed: int | None
    compliant: int | None
    lacking: int | None


@dataclass(frozen=True, slots=True)
class CountyCheck:
    """All findings on one county's sheet. `schools` are those that any item counts, in sheet order."""

    table: SchoolTable = field(repr=False)
    floor: Requirements = field(repr=False)
    choice: Choice
    schools: tuple[School, ...] = field(repr=False)
    units: dict[Stage, StageUnits] = field(repr=False)
    spreads: dict[Stage, StageSpread] = field(repr=False)
    rooms: tuple[SchoolRooms, ...] = field(repr=False)
    size: tuple[SchoolSize, ...] = field(repr=False)
    class_size: tuple[StageClasses, ...] = field(repr=False)
    items: tuple[Item, ...] = field(repr=False)
    issues: tuple[Issue, ...] = field(repr=False)

    @property
    def all_units_pass(self) -> bool | None:
        """Whether every unit passes the 6-of-7 rule; None without any unit.

        A sheet of one stage is judged on the units that it has; the other stage's items stay open.
        """
        return self._of_all([tri(verdict) for units in self.units.values() for verdict in units.passes])

    @property
    def all_cv_met(self) -> bool | None:
        """Whether every 差异系数 is within its limit; None without any unit.

        A sheet of one stage is judged on the data that it has. A single unit's 差异系数 is 0 and within the limit,
        but its items stay insufficient, since they say nothing.
        """
        return every([met for spread in self.spreads.values() for met in spread.cv_met])

    @property
    def failing_units(self) -> tuple[tuple[str, Stage], ...]:
        """The units that do not pass, in sheet order."""
        failing = {
            (school.name, stage)
            for stage, units in self.units.items()
            for school, verdict in zip(units.schools, units.passes, strict=True)
            if verdict == 0
        }
        return tuple(
            (school.name, stage) for school in self.schools for stage in STAGES if (school.name, stage) in failing
        )

    @property
    def failing_cv(self) -> tuple[tuple[Stage, str], ...]:
        """The 差异系数 above their limit, as stage and indicator."""
        return tuple(
            (stage, indicator.id)
            for stage, spread in self.spreads.items()
            for indicator, met in zip(INDICATORS, spread.cv_met, strict=True)
            if met is False
        )

    @property
    def rooms_pass(self) -> bool | None:
        """Whether every school has its music and art rooms; None without any school that needs them."""
        return self._of_all([one.passes for one in self.rooms])

    @property
    def failing_rooms(self) -> tuple[FailingRooms, ...]:
        """Every school and kind of room that falls short, in sheet order."""
        return tuple(
            FailingRooms(one.school.name, kind, one.needed, one.count(kind).compliant, one.lacking(kind))
            for one in self.rooms
            for kind in KINDS
            if one.needed is not None and one.count(kind).enough(one.needed) is False
        )

    @property
    def oversize_classes(self) -> int | None:
        """How many classes are above their limit, or None where a school's number is unknown or there is no school."""
        counts = [one.oversize for one in self.class_size]
        return None if None in counts or not counts or self.unnamed else sum(cast("list[int]", counts))

    @property
    def unnamed(self) -> tuple[Issue, ...]:
        """The rows of numbers without a school name: while there are any, nothing holds of every school."""
        return unnamed_rows(self.table)

    def _of_all(self, verdicts: list[bool | None]) -> bool | None:
        return every([*verdicts, *(None for _ in self.unnamed)])

    @property
    def open(self) -> tuple[str, ...]:
        """The ids of items still open: insufficient data, or evidence needed."""
        waiting = (item for item in self.items if item.status in ("insufficient", "needs_evidence"))
        return tuple(dict.fromkeys(item.id for item in waiting))

    @property
    def status(self) -> Status:
        """The verdict: not_met if anything fails, insufficient while data are missing, else needs_evidence, or met.

        It is needs_evidence while nothing but evidence is outstanding.
        An indicator that one school misses does not decide by itself: the 6-of-7 rule does.
        """
        decisive = [item.status for item in self.items if item.id[0] != "R"]
        if self.all_units_pass is False or "not_met" in decisive:
            return "not_met"
        waiting = {item.status for item in self.items}
        if self.all_units_pass is None or "insufficient" in waiting:
            return "insufficient"
        return "needs_evidence" if self.open else "met"

    def item(self, id: str, stage: Scope | None = None) -> Item:
        """Return one item. Raises UnknownFigure."""
        for item in self.items:
            if item.id == id and stage in (None, item.stage):
                return item
        raise UnknownFigure(Bilingual(f"没有项目 {id} {stage or ''}。", f"No item {id} {stage or ''}."))

    def school(self, name: str) -> School:
        """Return a school by its name. Raises UnknownFigure."""
        for school in self.schools:
            if school.name == name:
                return school
        raise UnknownFigure(
            Bilingual(f"表中没有学校“{name}”。", f"The sheet has no school “{name}”."),
            Bilingual("请核对校名。", "Check the school's name."),
        )


def check_county(
    table: SchoolTable,
    floor: Requirements,
    choice: Choice | None = None,
    targets: Targets | None = None,
    coming: Targets | None = None,
) -> CountyCheck:
    """Check one county's table against the requirements in force, and beside them against its place's own targets.

    `targets` are those in force in the year of the check, `coming` those of later years. The verdict is held against
    the floor alone. Raises NoStandardInForce when a requirement is not in force.
    """
    choice = choice or Choice()
    found = check_schools(table, floor, choice, *schools_in_scope(table, floor, choice))
    return with_targets(found, targets, coming) if targets else found


def check_schools(
    table: SchoolTable, floor: Requirements, choice: Choice, schools: tuple[School, ...], issues: Sequence[Issue] = ()
) -> CountyCheck:
    """Check the schools of a table that are joined and weighed already; `issues` were found on the way."""
    notes = list(issues)
    judged = tuple(school for school in schools if not is_small_point(school, notes))
    units = units_by_stage(judged, floor, rounded=choice.rounded)
    spreads = {stage: stage_spread(one, floor.get("CV", stage), rounded=choice.rounded) for stage, one in units.items()}
    if unnamed_rows(table):
        spreads = {stage: spread.undecided() for stage, spread in spreads.items()}
    rooms = check_rooms(judged, floor, choice)
    size, classes = check_size(schools, floor, choice), check_class_sizes(schools, floor)
    gaps = [gap for one in units.values() for gap in unit_gaps(one)]
    gaps += [*room_gaps(rooms), *size_gaps(size), *class_gaps(classes)]
    findings = Findings(
        units, spreads, rooms, size, classes, gaps, unnamed_rows(table), table.form, rounded=choice.rounded
    )
    items = county_items(findings, floor)
    found = (
        *table.issues, *notes, *room_issues(rooms), *filled_bands(classes), *_result_sheet_issues(table, units),
        *ratio_issues(table.form, RATIOS), *(issue for one in units.values() for issue in outlier_issues(one)),
        *(issue for one in units.values() for issue in stated_verdict_issues(one)),
    )  # fmt: skip
    known = replace(table, issues=found)
    return CountyCheck(
        table, floor, choice, schools, units, spreads, rooms, size, classes, items, (*found, *gap_issues(known, gaps))
    )


def _result_sheet_issues(table: SchoolTable, units: dict[Stage, StageUnits]) -> tuple[Issue, ...]:
    used = [
        f"{one.id}.{stage}"
        for one in INDICATORS
        for stage, found in units.items()
        if any(uses_result(school, stage, one) for school in found.schools)
    ]
    return (result_sheet_issue(table, used),) if used else ()
