"""A standards file joined with its document: each record knows its place and the words that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import NATIONAL, Aim, Basis, Document, Fact, LeftOut, Name, Reference, Threshold
from corpus.records import Requirement, StandardsFile

Record = Threshold | Aim | Fact


@dataclass(frozen=True, slots=True)
class Written:
    """A standards file with the document that it reads; `brought` by a user, or shipped."""

    file: StandardsFile
    document: Document
    brought: bool = False

    def records(self) -> Iterator[Record]:
        """Yield the records that are held against a place and year."""
        for one in self.file.requirements:
            yield from self._thresholds(one)
        for aim in self.file.aims:
            yield Aim(
                f"{self._id(aim.clause)}:{aim.basis}:{aim.indicator}:{aim.stage}:{aim.since}",
                aim.indicator, aim.stage, self._place(aim.basis), aim.basis, aim.words, aim.since,
                self._ref(aim.clause, aim.quote), aim.year_stated, aim.open.bilingual() if aim.open else None,
                self._name(aim.indicator),
            )  # fmt: skip
        for fact in self.file.facts:
            for stage, value in fact.values.items():
                yield Fact(
                    f"{self._id(fact.clause)}:fact:{fact.indicator}:{stage}:{fact.year}",
                    fact.indicator, stage, self.document.jurisdiction, fact.measure.bilingual(), fact.comparison,
                    value, fact.unit, fact.year, self._ref(fact.clause, fact.quote), fact.worded,
                    self._name(fact.indicator),
                )  # fmt: skip

    def left_out(self) -> Iterator[LeftOut]:
        """Yield the quantities of the document that are no records."""
        return (LeftOut(one.why.bilingual(), self._ref(one.clause, one.quote)) for one in self.file.left_out)

    def _thresholds(self, one: Requirement) -> Iterator[Threshold]:
        for stage, value in one.values.items():
            yield Threshold(
                id=f"{self._id(one.clause)}:{one.basis}:{one.indicator}:{stage}:{one.since}",
                indicator=one.indicator,
                stage=stage,
                jurisdiction=self._place(one.basis),
                basis=one.basis,
                comparison=one.comparison,
                value=value,
                unit=one.unit,
                since=one.since,
                ref=self._ref(one.clause, one.quote),
                upper=one.upper.get(stage),
                worded=one.worded,
                hedge=one.hedge,
                year_stated=one.year_stated,
                covers=one.covers.bilingual() if one.covers else None,
                of_mean=one.of_mean,
                name=self._name(one.indicator),
            )

    def _name(self, indicator: str) -> Name | None:
        return next((Name(one.zh, one.en, one.also) for one in self.file.indicators if one.id == indicator), None)

    def _id(self, clause: str) -> str:
        return f"{self.document.id}#{clause}"

    def _place(self, basis: Basis) -> str:
        return NATIONAL if basis == "floor" else self.document.jurisdiction

    def _ref(self, clause: str, quote: str) -> Reference:
        return Reference(self.document.id, clause, quote)
