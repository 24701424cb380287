"""What the answers about the rules share: which records a question is about, and the lines that show them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.rules.words import indicators_asked, is_of_stage
from assistant.tools import Tools
from assistant.verified.citing import span_of, words_of
from assistant.verified.ledger import About, quotation
from assistant.view import NATIONAL_NAME, STAGE_NAMES, View, fact_figure, standard_figure
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of, name_of
from corpus.model import NATIONAL, STAGES, Aim, Fact, Scope, Threshold
from corpus.places import Place
from corpus.saying import place_of
from corpus.standards import Standards
from corpus.written import Record
from retrieval.model import Hit


@dataclass(frozen=True, slots=True)
class Matter:
    """What a requirement or a fact is about."""

    indicator: str
    stage: Scope

    def holds(self, record: Record) -> bool:
        """Say whether a record is about this."""
        return (record.indicator, record.stage) == (self.indicator, self.stage)


@dataclass(frozen=True, slots=True)
class RuleView:
    """One question about the rules: what it shares with every answer, its place and the year that it is asked for."""

    view: View
    place: Place | None
    year: int

    def say(self, zh: str, en: str) -> str:
        """Return the line in the language of the question."""
        return self.view.say(zh, en)

    def matters(self, records: Iterable[Record]) -> list[Matter]:
        """Return what the question is about among some records, an item by those of its parts that the floor has.

        Where the records have none of these parts, every part of the item counts.
        """
        found = [one for one in records if is_of_stage(one.stage, self.view.asked)]
        known = {one.indicator: one.name or name_of(one.indicator) for one in found}
        chosen = [
            part
            for id in indicators_asked(self.view.asked, known)
            for part in ([id] if id in known and id != item_of(id) else self._parts(id, known))
        ]
        return list(dict.fromkeys(Matter(one.indicator, one.stage) for id in chosen for one in found
                                  if one.indicator == id))  # fmt: skip

    def own_targets(self) -> list[Threshold]:
        """Return the targets of the place: those in force in the year, and of what is not yet, the first to come."""
        if self.place is None:
            return []
        standards = self.view.tools.standards
        now = standards.targets(self.place, self.year).in_force
        later = standards.coming(self.place, self.year).in_force
        return [*now.values(), *(one for key, one in later.items() if key not in now)]

    def _parts(self, item: str, known: Collection[str]) -> list[str]:
        parts = [id for id in row_of(item, self.view.tools.standards) if id in known]
        return parts or sorted(id for id in known if item_of(id) == item)

    def name(self, full_name: str, year: int | None = None) -> str:
        """Enter the name of a place, with the year from which it says what follows; the national floor has its own."""
        text = NATIONAL_NAME if full_name == NATIONAL else place_of(full_name, self.view.tools.gazetteer)
        return self.view.ledger.name("place", text, About(place=full_name, year=year))

    def matter(self, matter: Matter) -> str:
        """Enter what a line or list is about: the stage, where it is one, and the indicator."""
        label = self.view.label(matter.indicator)
        if matter.stage not in STAGES or self.view.tools.label(matter.indicator).zh.startswith(matter.stage):
            return label
        stage = self.view.ledger.name("stage", Bilingual(matter.stage, STAGE_NAMES[matter.stage]),
                                      About(stage=matter.stage))  # fmt: skip
        return self.say(f"{stage}{label}", f"{stage}, {label}")

    def year_name(self, year: int) -> str:
        """Enter a year."""
        return self.view.ledger.name("year", same(str(year)), About(year=year))

    def since(self, record: Threshold | Aim, *, always: bool = False) -> str:
        """Return “，2025年起”; nothing for the floor, nor where the clause names no year and binds already."""
        unsaid = record.basis == "floor" or (not record.year_stated and record.since <= self.year)
        if unsaid and not always:
            return ""
        return self.say(f"，{self.year_name(record.since)}年起", f", from {self.year_name(record.since)}")

    def cite(self, record: Record) -> str:
        """Cite the words of a record, those of the other parts of its item beside them."""
        tools = self.view.tools
        if isinstance(record, Threshold):
            return self.view.cite(record)
        start, end = span_of([record], tools.library)
        clause = tools.read_clause(record.ref.document, record.ref.clause)
        return self.view.ledger.cite(clause, start, end, About(place=record.jurisdiction))

    def quoted(self, record: Record) -> str:
        """Return “the words of the clause” with their citation mark."""
        cited = self.cite(record)
        return self.say(f"“{quotation(cited)}”{cited}", f"“{quotation(cited)}” {cited}")

    def figure(self, record: Threshold | Fact) -> str:
        """Enter the value of a requirement or of a fact, in the characters of its clause."""
        figure = standard_figure(record) if isinstance(record, Threshold) else fact_figure(record)
        return self.view.ledger.figure(figure, _about(record), self.cite(record))

    def requirement(self, threshold: Threshold, *, always: bool = False) -> str:
        """Return “乐清市，98%，2025年起：“…”[1]”."""
        place, value = self.name(threshold.jurisdiction), self.figure(threshold)
        since = self.since(threshold, always=always)
        return self.say(
            f"{place}，{value}{since}：{self.quoted(threshold)}", f"{place}, {value}{since}: {self.quoted(threshold)}"
        )

    def scope(self, threshold: Threshold) -> str:
        """Return whom a requirement covers, where that is not the whole of its stage, or that it is one of the mean."""
        mean = self.say("（按全县均值）", " (of the county's mean)") if threshold.of_mean else ""
        if not threshold.covers:
            return mean
        covers = self.view.ledger.name("message", threshold.covers)
        return mean + self.say(f"（范围：{covers}）", f" (covers: {covers})")

    def labelled(self, threshold: Threshold) -> str:
        """Return “- 教师培训经费：国家指标，5%：“…”[1]”, for requirements of several things side by side."""
        matter = self.matter(Matter(threshold.indicator, threshold.stage))
        said = f"{self.requirement(threshold)}{self.scope(threshold)}"
        return self.say(f"- {matter}：{said}", f"- {matter}: {said}")

    def in_words(self, record: Threshold | Aim) -> str:
        """Return the line that quotes a requirement without its number."""
        since = self.since(record)
        place = self.name(record.jurisdiction, record.since if since else None)
        return self.say(f"{place}{since}：{self.quoted(record)}", f"{place}{since}: {self.quoted(record)}")

    def hits(self, records: Iterable[Record]) -> list[Hit]:
        """Return the words of some records as found clauses, for the conflicts and doubts that they touch."""
        return hits_of(records, self.view.tools)


def row_of(item: str, standards: Standards) -> tuple[str, ...]:
    """Return the parts of an item that the national floor sets, all in one row of its table."""
    floor = [one for one in standards.all if one.basis == "floor" and item_of(one.indicator) == item]
    return tuple(dict.fromkeys(one.indicator for one in floor if one.ref.clause == floor[0].ref.clause))


def hits_of(records: Iterable[Record], tools: Tools) -> list[Hit]:
    """Return the words of some records as found clauses, each once."""
    found: dict[tuple[str, int, int], Hit] = {}
    for one in records:
        clause = tools.read_clause(one.ref.document, one.ref.clause)
        if isinstance(one, Threshold):
            _, start, end = words_of(one, tools.standards, tools.library)
        else:
            start, end = span_of([one], tools.library)
        found.setdefault((clause.key, start, end), Hit(1, 1.0, clause, clause.text[start:end], start, end))
    return list(found.values())


def _about(record: Threshold | Fact) -> About:
    return About(place=record.jurisdiction, stage=record.stage, indicator=record.indicator)
