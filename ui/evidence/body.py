"""What the evidence of an answer shows: where each quotation stands, how each number came about, by which readings."""

from dataclasses import dataclass

from assistant.model import Answer, Citation, other_reading_name, reading_name
from calculators.choice import settings
from calculators.model import Reading
from corpus.bilingual import Bilingual, Language
from ui.evidence.links import citation_link
from ui.evidence.marked import answer_html
from ui.words import evidence_labels, labels, workings
from ui.words.engine_labels import engine_line


@dataclass(frozen=True, slots=True)
class Source:
    """A cited clause, the page on which it is marked, and that page as it stands in a frame."""

    citation: Citation
    link: str
    frame: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """A 口径 in use, what it decides and rests on, and the other that could be."""

    reading: Reading
    decides: Bilingual
    name: Bilingual
    source: Bilingual
    other: str
    other_name: Bilingual


def evidence_values(answer: Answer, language: Language, chosen: int | None = None) -> dict[str, object]:
    """Return what `evidence_body.html` is filled with; the source of number `chosen` is open, else the first."""
    numbers = [one.n for one in answer.citations]
    opened = chosen if chosen in numbers else next(iter(numbers), None)
    sources = [
        Source(one, citation_link(one, language), citation_link(one, language, framed=True), one.n == opened)
        for one in answer.citations
    ]
    return {
        "e": evidence_labels,
        "answer": answer,
        "text": answer_html(answer),
        "verified": labels.verified(
            len(answer.figures), len(answer.citations), answer.verification.rejected, language
        ),
        "engine": engine_line(answer, language),
        "sources": sources,
        "readings": [_used(one) for one in answer.readings],
        "workings": workings,
    }  # fmt: skip


def _used(reading: Reading) -> ReadingUsed:
    setting = settings()[reading.id]
    return ReadingUsed(
        reading, setting.decides, reading_name(reading), setting.source, setting.other(reading.value),
        other_reading_name(reading),
    )  # fmt: skip
