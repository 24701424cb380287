"""The check: a county's sheet against the national floor, with the clause of every item, in the contract's shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from assistant.model import Citation, Json
from calculators.county import CountyCheck
from calculators.model import Reading, SchoolTable
from calculators.readings import readings
from calculators.report import check_json
from corpus.bilingual import Language
from corpus.documents import Library
from corpus.model import NATIONAL, Reference


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. `county` is the name as given or as the sheet says; the floor is the national one."""

    check: CountyCheck = field(repr=False)
    table: SchoolTable = field(repr=False)
    county: str | None
    year: int
    language: Language
    citations: tuple[Citation, ...]
    numbers: Mapping[Reference, int] = field(repr=False)

    @property
    def school_names(self) -> tuple[str, ...]:
        """The names of the schools in the sheet."""
        return tuple(dict.fromkeys(school.name for school in self.check.schools))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings (口径) in use, and what the other ones would change."""
        return readings(self.check)

    def as_json(self) -> Json:
        """Return the keys of the contract's *Check*."""
        shown = check_json(self.check, self.language)
        verdict = cast("dict[str, list[Json]]", shown["verdict"])
        for item, row in zip(self.check.items, verdict["items"], strict=True):
            row["citation"] = self.numbers[item.threshold.ref] if item.threshold else None
        documents = list(dict.fromkeys(citation.document for citation in self.citations))
        return {
            **shown,
            "citations": [citation.as_json() for citation in self.citations],
            "standard": {"place": NATIONAL, "year": self.year, "documents": documents},
        }


def report(
    check: CountyCheck, table: SchoolTable, county: str | None, year: int, language: Language, library: Library
) -> CheckReport:
    """Join a check with the clauses that its thresholds rest on."""
    refs = dict.fromkeys(item.threshold.ref for item in check.items if item.threshold)
    numbers = {ref: n for n, ref in enumerate(refs, start=1)}
    citations = tuple(cited(ref, n, library) for ref, n in numbers.items())
    return CheckReport(check, table, county, year, language, citations, numbers)


def cited(ref: Reference, n: int, library: Library) -> Citation:
    """Return the citation of a reference under the number `n`."""
    document, clause = library.document(ref.document), library.clause(ref.document, ref.clause)
    start = clause.text.index(ref.quote)
    return Citation(
        n=n, document_id=document.id, document=document.name, title=document.title, clause=clause.id, text=clause.text,
        quote=ref.quote, start=start, end=start + len(ref.quote), context=clause.context,
    )  # fmt: skip
