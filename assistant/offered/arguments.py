"""What each tool is called with: ids and enumerated names. Free text is only what clauses are searched by."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from corpus.bilingual import Bilingual
from corpus.model import Stage
from corpus.records import Year

ItemId = Literal[
    "RULE", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "CV",
    "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15",
    "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "S1", "V1",
]  # fmt: skip
SheetWant = Literal["verdict", "value", "which", "count", "rank", "list", "drivers", "explain", "missing"]
StandardKind = Literal["requirement", "target"]
ITEMS: tuple[ItemId, ...] = get_args(ItemId)
# What is counted or measured school by school, and so can be asked of one school.
OF_SCHOOLS: tuple[ItemId, ...] = ("R1", "R2", "R3", "R4", "R5", "R6", "R7", "G3", "G4", "G5")
_OF_AN_ITEM: tuple[SheetWant, ...] = ("value", "list", "explain")
# Judged by evidence: there is no figure of theirs, and no school that fails them.
_OF_EVIDENCE = ("G1", "G2", "G10", "Q3", "Q5", "Q6", "Q7", "Q8")
_OF_FIGURES = tuple(item for item in ITEMS if item not in _OF_EVIDENCE)
# What is asked of schools, and what the 差异系数 alone has.
_ITEMS_OF: Mapping[SheetWant, tuple[ItemId, ...]] = {
    "rank": OF_SCHOOLS, "list": OF_SCHOOLS, "drivers": ("CV",), "which": (*OF_SCHOOLS, "RULE"),
    "count": (*OF_SCHOOLS, "RULE"), "value": _OF_FIGURES,
    "explain": (*OF_SCHOOLS, "CV", "RULE"),
}  # fmt: skip
_OF_ONE_SCHOOL: tuple[SheetWant, ...] = ("verdict", "value", "explain")
MOST_PLACES = 4

Name = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class DoesNotFit(ValueError):
    """An argument that does not go together with the others; `allowed` says what it has to be."""

    def __init__(self, argument: str, allowed: Bilingual) -> None:
        super().__init__(f"{argument}: {allowed.en}")
        self.argument, self.allowed = argument, allowed


class Arguments(BaseModel):
    """The arguments of a tool. What is null is not said; what no field is for is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: object) -> object:
        return {key: one for key, one in given.items() if one is not None} if isinstance(given, dict) else given


class SearchClauses(Arguments):
    """Words to find clauses by; in the documents of a place, or of the country."""

    query: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    place: Name | None = None
    count: Annotated[int, Field(ge=1, le=50)] = 5


class ReadClause(Arguments):
    """A document by its id, 文号 or title, and one of its clauses by its id."""

    document: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    clause: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class GetStandard(Arguments):
    """An item; whose requirement or target, of which stage and year."""

    item: ItemId
    kind: StandardKind = "requirement"
    place: Name | None = None
    stage: Stage | None = None
    year: Year | None = None


class ComparePlaces(Arguments):
    """An item, and the places to compare; without any, the strictest of all is asked for."""

    item: ItemId
    places: Annotated[list[Name], Field(min_length=2, max_length=MOST_PLACES)] | None = None
    stage: Stage | None = None


class DescribeSheet(Arguments):
    """Nothing: the sheet at hand is described."""


class Compute(Arguments):
    """What is wanted of the sheet at hand: of the county, or of one school of it."""

    want: SheetWant
    item: ItemId | None = None
    stage: Stage | None = None
    school: Name | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Compute":
        if self.want in _OF_AN_ITEM and self.item is None:
            raise DoesNotFit("item", Bilingual(f"want={self.want} 时必须有", f"it is needed with want={self.want}"))
        if self.want == "missing" and (self.item or self.stage):
            raise DoesNotFit(
                "item" if self.item else "stage", Bilingual("want=missing 时不写", "it is left out with want=missing")
            )
        if self.want == "verdict" and self.stage and self.item is None:
            raise DoesNotFit("stage", Bilingual("没有 item 时不写", "it is left out without item"))
        items = _ITEMS_OF.get(self.want, ITEMS)
        if self.item not in (None, *(OF_SCHOOLS if self.school else items)):
            raise DoesNotFit("item", _one_of(OF_SCHOOLS if self.school else items, self.want))
        return self._fits_a_school() if self.school else self

    def _fits_a_school(self) -> "Compute":
        if self.want not in _OF_ONE_SCHOOL:
            raise DoesNotFit("want", _one_of(_OF_ONE_SCHOOL, "school"))
        if self.stage:
            raise DoesNotFit("stage", Bilingual("有 school 时不写", "it is left out with school"))
        return self


def _one_of(allowed: Sequence[str], beside: str) -> Bilingual:
    listed = ", ".join(allowed)
    return Bilingual(f"与 {beside} 一起时应为 {listed} 之一", f"with {beside} it is one of {listed}")


class CountyVerdict(Arguments):
    """Nothing: the sheet at hand is judged as a whole."""
