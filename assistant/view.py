"""What every answer shares: the question, the tools, the ledger, and how a line is said in the language asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.citing import words_of
from assistant.ledger import About, Ledger, quotation
from assistant.tools import Tools
from assistant.understanding import Understanding
from calculators.kinds import STAGE_NAMES as STAGES_EN
from calculators.model import Figure
from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import Threshold
from corpus.written import Record

NATIONAL_NAME = Bilingual("国家指标", "the national requirement")
STAGE_NAMES = {
    **STAGES_EN, "义务教育": "compulsory education", "中小学": "primary and secondary", "学前": "preschool",
    "高中": "senior secondary", "中职": "vocational", "特教": "special education",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """One question being answered. `county` is the full name of the place that the user selected."""

    asked: Understanding
    tools: Tools
    ledger: Ledger
    county: str | None

    def say(self, zh: str, en: str) -> str:
        """Return the line in the language of the question."""
        return zh if self.asked.language == "zh" else en

    def phrase(self, phrase: Bilingual) -> str:
        """Return a connecting phrase in the language of the question."""
        return phrase.say(self.asked.language)

    def label(self, indicator: str, about: About = About()) -> str:
        """Enter the name of an indicator."""
        return self.ledger.name("indicator", self.tools.label(indicator), about)

    def limit(self, threshold: Threshold, about: About = About()) -> str:
        """Enter the value that a requirement sets, in the digits of its clause."""
        return self.ledger.figure(standard_figure(threshold), about, self.cite(threshold))

    def cite(self, threshold: Threshold) -> str:
        """Cite the words that set a requirement, with those that set the other parts of the same item beside them."""
        clause, start, end = words_of(threshold, self.tools.standards, self.tools.library)
        return self.ledger.cite(clause, start, end, About(place=threshold.jurisdiction))

    def requirement(self, thresholds: Iterable[Threshold]) -> list[str]:
        """Return a line for each clause that sets one of the requirements, quoted."""
        cited = dict.fromkeys(self.cite(threshold) for threshold in thresholds)
        return [self.say(f"要求：“{quotation(one)}”{one}", f"Requirement: “{quotation(one)}” {one}") for one in cited]


def record_label(record: Record) -> Bilingual:
    """Return what a requirement, an aim or a fact is about: its indicator and stage."""
    name = name_of(record.indicator)
    return Bilingual(f"{name.zh}（{record.stage}）", f"{name.en} ({STAGE_NAMES[record.stage]})")


def standard_figure(threshold: Threshold) -> Figure:
    """Return a requirement's value as a quoted figure, in the digits of its clause."""
    return Figure(
        id=f"STD.{threshold.id}",
        kind="quoted",
        label=record_label(threshold),
        value=float(threshold.value),
        unit=threshold.unit,
        display=str(threshold.value),
        threshold=threshold,
    )
