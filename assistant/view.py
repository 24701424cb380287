"""What every answer shares: the question, the tools, the ledger, and how a line is said in the language asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.asked.understanding import Understanding
from assistant.tools import Tools
from assistant.verified.citing import words_of
from assistant.verified.ledger import About, Ledger, quotation
from assistant.verified.verify import Problem, problems
from calculators.model import Figure
from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import Aim, Fact, Threshold
from corpus.saying import STAGES_EN
from corpus.written import Record

NATIONAL_NAME = Bilingual("国家指标", "the national requirement")
STAGE_NAMES = STAGES_EN


@dataclass(frozen=True, slots=True)
class View:
    """One question being answered. `county` is the full name of the place that the user selected."""

    asked: Understanding
    tools: Tools
    ledger: Ledger
    county: str | None

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose clauses may answer: those asked about, else the one selected, each with what it belongs to.

        () is any.
        """
        selected = self.tools.place(self.county)
        places = self.asked.places or ((selected,) if selected else ())
        above = (one.full_name for place in places for one in self.tools.gazetteer.ancestors(place))
        own = tuple(place.full_name for place in places) or ((self.county,) if self.county else ())
        return tuple(dict.fromkeys((*own, *above)))

    def problems(self, text: str, beside: Sequence[str] = ()) -> list[Problem]:
        """Return everything in a draft that the ledger does not prove for this question."""
        tools = self.tools
        return problems(
            text, self.ledger, tools.library, tools.national_clauses, beside=beside, places=self.places,
            gazetteer=tools.gazetteer,
        )  # fmt: skip

    def say(self, zh: str, en: str) -> str:
        """Return the line in the language of the question."""
        return zh if self.asked.language == "zh" else en

    def answering(self, question: Bilingual) -> str:
        """Return the line that says which question is answered, where it is not the one that was typed."""
        name = self.ledger.name("asked", question)
        return self.say(f"所答问题：{name}", f"Question answered: {name}")

    def phrase(self, phrase: Bilingual) -> str:
        """Return a connecting phrase in the language of the question."""
        return phrase.say(self.asked.language)

    def label(self, indicator: str, about: About = About()) -> str:
        """Enter the name of an indicator."""
        return self.ledger.name("indicator", self.tools.label(indicator), about)

    def limit(self, threshold: Threshold, about: About = About()) -> str:
        """Enter the value that a requirement sets, in the digits of its clause."""
        return self.ledger.figure(standard_figure(threshold), about, self.cite(threshold))

    def cite(self, required: Threshold | Aim) -> str:
        """Cite the words that set a requirement, with those that set the other parts of the same item beside them."""
        clause, start, end = words_of(required, self.tools.standards, self.tools.library)
        return self.ledger.cite(clause, start, end, About(place=required.jurisdiction))

    def requirement(self, thresholds: Iterable[Threshold]) -> list[str]:
        """Return a line for each clause that sets one of the requirements, quoted."""
        cited = dict.fromkeys(self.cite(threshold) for threshold in thresholds)
        return [self.say(f"要求：“{quotation(one)}”{one}", f"Requirement: “{quotation(one)}” {one}") for one in cited]


def record_label(record: Record) -> Bilingual:
    """Return what a requirement, an aim or a fact is about: its indicator and stage."""
    name = record.name or name_of(record.indicator)
    return Bilingual(f"{name.zh}（{record.stage}）", f"{name.en} ({STAGE_NAMES[record.stage]})")


def standard_figure(threshold: Threshold) -> Figure:
    """Return a requirement's value as a quoted figure, in the digits of its clause or the words that stand for them."""
    return replace(_quoted_figure("STD", threshold, record_label(threshold)), threshold=threshold)


def fact_figure(fact: Fact) -> Figure:
    """Return what a document reports as a quoted figure; its label says what was measured, and when."""
    about = record_label(fact)
    label = Bilingual(f"{fact.year}年{about.zh}：{fact.measure.zh}", f"{about.en} in {fact.year}: {fact.measure.en}")
    return _quoted_figure("FACT", fact, label)


def _quoted_figure(kind: str, record: Threshold | Fact, label: Bilingual) -> Figure:
    """Return a figure of a clause; words that stand for a value (Ⅲ级) bring their unit with them."""
    unit = "" if record.worded else record.unit
    shown = record.worded or (_range_in(record) if isinstance(record, Threshold) else str(record.value))
    return Figure(f"{kind}.{record.id}", "quoted", label, float(record.value), unit, shown)


def _range_in(threshold: Threshold) -> str:
    """Return the value as the clause writes it, with the other end of a range (1至2)."""
    if threshold.upper is None:
        return str(threshold.value)
    both = re.search(rf"{threshold.value}\s*\W*[至到]?\s*{threshold.upper}", threshold.ref.quote)
    return both.group() if both else str(threshold.value)
