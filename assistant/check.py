"""The check: a county's sheet against the national floor, with the clause of every item, in the contract's shape."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from assistant.model import Citation, Json, reading_json
from assistant.verified.citing import citation_of, words_of
from calculators.county import CountyCheck
from calculators.grouping import clean_name
from calculators.insight.measures import insight_json
from calculators.insight.year_on_year import YearOnYear, compare_years, years_json
from calculators.model import Issue, Item, Reading, SchoolTable
from calculators.readings import with_readings
from calculators.report import check_json, issue_json
from calculators.verdict.small_schools import SmallSchool, small_school_json
from corpus.bilingual import Bilingual, Language
from corpus.documents import Library
from corpus.model import NATIONAL, Aim, Reference, Threshold
from corpus.standards import Standards

YearSource = Literal["asked", "sheet", "clock"]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. `county` is the name `given`, else as the sheet says; the floor is the national one.

    `known` says whether the county given has documents here.
    """

    check: CountyCheck = field(repr=False)
    table: SchoolTable = field(repr=False)
    county: str | None
    given: str | None
    known: bool
    year: int
    year_source: YearSource
    language: Language
    citations: tuple[Citation, ...]
    numbers: Mapping[Reference, int] = field(repr=False)
    readings: tuple[Reading, ...] = field(repr=False)
    earlier: tuple[CountyCheck, ...] = field(default=(), repr=False)
    small_schools: tuple[SmallSchool, ...] = field(default=(), repr=False)

    @property
    def earlier_tables(self) -> tuple[SchoolTable, ...]:
        """The county's tables of earlier years, the latest first."""
        return tuple(one.table for one in self.earlier)

    @property
    def sha256(self) -> str:
        """A digest of the data of all years."""
        digests = [one.sha256 for one in (self.table, *self.earlier_tables)]
        return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()

    @property
    def years(self) -> YearOnYear | None:
        """The county compared with the nearest earlier year that is here; None where there is none."""
        return compare_years(self.earlier[0], self.check) if self.earlier else None

    @property
    def school_names(self) -> tuple[str, ...]:
        """The names of the schools in the sheet, those left out of the check included."""
        judged = [school.name for school in self.check.schools]
        listed = [clean_name(str(name)) for name in self.table.frame["school_name"] if name]
        return tuple(dict.fromkeys([*judged, *listed]))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was found in the sheet, and a note where the county given has no documents here."""
        return self.check.issues if self.known or not self.given else (*self.check.issues, _unknown_county(self.given))

    @property
    def other_place(self) -> bool:
        """Whether the sheet names another place than the county that was given."""
        return bool(self.given and self.table.place and self.table.place not in self.given)

    def as_json(self) -> Json:
        """Return the keys of the contract's *Check*."""
        shown = check_json(self.check, self.language)
        verdict = cast("dict[str, object]", shown["verdict"])
        for item, row in zip(self.check.items, cast("list[Json]", verdict["items"]), strict=True):
            self._cite(item, row)
        verdict["subject"] = self.county or ""
        floor = {self.numbers[one.ref] for item in self.check.items for one in required_by(item)}
        documents = list(dict.fromkeys(one.document for one in self.citations if one.n in floor))
        shown["issues"] = [issue_json(issue, self.language) for issue in self.issues]
        return {
            **shown,
            "insight": insight_json(self.check, self.language),
            "small_schools": [small_school_json(one) for one in self.small_schools],
            "year_on_year": years_json(self.years) if self.years else None,
            "readings": [reading_json(reading, self.language) for reading in self.readings],
            "citations": [citation.as_json() for citation in self.citations],
            "standard": {"place": NATIONAL, "year": self.year, "documents": documents},
        }

    def source(self, item: Item) -> int | None:
        """Return the number of the citation that an item rests on, or None."""
        first = next(iter(required_by(item)), None)
        return self.numbers[first.ref] if first else None

    def _cite(self, item: Item, row: Json) -> None:
        """Enter the numbers of the citations of an item, its parts and the targets beside it."""
        row["citation"] = self.source(item)
        for part, shown in zip(item.parts, cast("list[Json]", row["parts"]), strict=True):
            shown["citation"] = self.numbers[part.threshold.ref] if part.threshold else None
        for target, shown in zip(item.targets, cast("list[Json]", row["targets"]), strict=True):
            shown["citation"] = self.numbers[target.threshold.ref]


def required_by(item: Item) -> tuple[Threshold | Aim, ...]:
    """Return the national requirements that an item rests on, the one that decides it first."""
    own = item.threshold or item.aim
    return (*([own] if own else []), *(part.threshold for part in item.parts if part.threshold))


def report(
    check: CountyCheck, table: SchoolTable, county: str | None, year: int, source: YearSource, language: Language,
    library: Library, standards: Standards,
) -> CheckReport:  # fmt: skip
    """Join a check with the clauses that its thresholds rest on. `county` is the one given; else the sheet's place."""
    check, used = with_readings(check)
    spans: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    numbers: dict[Reference, int] = {}
    for required in (one for item in check.items for one in _cited(item)):
        clause, start, end = words_of(required, standards, library)
        n = spans.setdefault((clause.key, start, end), len(spans) + 1)
        if n > len(citations):
            citations.append(citation_of(clause, start, end, n, library))
        numbers[required.ref] = n
    covered = {document.jurisdiction for document in library.documents}
    known = county is None or any(place.endswith(county) for place in covered)
    return CheckReport(
        check,
        table,
        county or table.place,
        county,
        known,
        year,
        source,
        language,
        tuple(citations),
        numbers,
        used,
    )


def _cited(item: Item) -> tuple[Threshold | Aim, ...]:
    return (*required_by(item), *(one.threshold for one in item.targets))


def _unknown_county(county: str) -> Issue:
    """Return the note that the county has no documents here, so that the national floor alone was applied."""
    message = Bilingual(
        f"这里没有{county}的文件，按国家指标判定。",
        f"There are no documents of {county} here; the national floor is applied.",
    )
    return Issue("county_unknown", "note", "", None, None, county, None, (), message)
