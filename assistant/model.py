"""What the assistant gives back: answers, checks and searches, in the shapes of the public contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.language_model.exchange import Exchange
from calculators.choice import settings
from calculators.model import Figure, Reading
from corpus.bilingual import Bilingual, Language

AnswerStatus = Literal["answered", "abstained", "needs_input"]
Json = dict[str, object]
BUILTIN = "builtin"
# Where a figure stands in an answer's text: its number among the answer's figures, from 1; start; end.
Place = tuple[int, int, int]


def engine_by(model: str) -> str:
    """Return the name of the engine in which the model of that name has a part."""
    return f"model:{model}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause as it is cited: `text[start:end] == quote`, all in code points of the clause's own text."""

    n: int
    document_id: str
    document: str
    title: str
    clause: str
    text: str
    quote: str
    start: int
    end: int
    context: str | None

    def as_json(self) -> Json:
        """Return the keys of the contract."""
        return {
            "n": self.n, "document": self.document, "title": self.title, "clause": self.clause, "text": self.text,
            "quote": self.quote, "start": self.start, "end": self.end, "context": self.context,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as it was shown, with the number of the citation that it rests on."""

    figure: Figure
    citation: int | None

    def as_json(self, language: Language) -> Json:
        """Return the keys of the contract, labels in `language`."""
        figure = self.figure
        return {
            "id": figure.id, "kind": figure.kind, "label": figure.label.say(language), "value": figure.value,
            "unit": figure.unit, "display": figure.display, "formula": figure.formula, "citation": self.citation,
            "inputs": [
                {"label": given.label.say(language), "value": given.value, "unit": given.unit, "cell": given.cell}
                for given in figure.inputs
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict that the answer touches, with the citations of its sides."""

    kind: str
    about: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownSuspect:
    """A doubtful figure that the answer quotes, and why it is doubted."""

    about: str
    citation: int
    why: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many figures and quotations were traced to their source, and how many sentences were rejected.

    `fallback` is the code of the first fault, where an answer was withheld for one or a model's words were not used, or
    of how the model failed.
    """

    traced: int
    rejected: int
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Who put an answer in words. `fallback`: why a model did not put into words all that it tried to.

    `rejected`: its sentences that did not pass.
    """

    by_model: bool = False
    fallback: str | None = None
    rejected: int = 0

    def with_more(self, other: "Wording") -> "Wording":
        """Return the wording of an answer of two parts."""
        return Wording(self.by_model or other.by_model, self.fallback or other.fallback, self.rejected + other.rejected)


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer. Every part stands, also when it is empty.

    `exchange` is what was said to a language model and heard from it, where one was spoken to. `places` is where the
    figures stand in the text.
    """

    id: str
    status: AnswerStatus
    text: str
    language: Language
    citations: tuple[Citation, ...]
    figures: tuple[ShownFigure, ...]
    conflicts: tuple[ShownConflict, ...]
    suspects: tuple[ShownSuspect, ...]
    readings: tuple[Reading, ...]
    suggestions: tuple[str, ...]
    engine: str
    verification: Verification
    receipt: str
    exchange: Exchange | None = None
    places: tuple[Place, ...] = ()

    def as_json(self) -> Json:
        """Return the keys of the contract's *Answer*."""
        return {
            "id": self.id, "status": self.status, "text": self.text, "language": self.language,
            "citations": [citation.as_json() for citation in self.citations],
            "figures": [figure.as_json(self.language) for figure in self.figures],
            "conflicts": [
                {"kind": one.kind, "about": one.about, "citations": list(one.citations)} for one in self.conflicts
            ],
            "suspects": [{"about": one.about, "citation": one.citation, "why": one.why} for one in self.suspects],
            "readings": [reading_json(reading, self.language) for reading in self.readings],
            "suggestions": list(self.suggestions), "engine": self.engine,
            "verification": {
                "traced": self.verification.traced, "rejected": self.verification.rejected,
                "fallback": self.verification.fallback,
            },
            "receipt": self.receipt,
        }  # fmt: skip


def reading_json(reading: Reading, language: Language) -> Json:
    """Return a 口径 in the keys of the contract."""
    return {
        "id": reading.id, "value": reading.value, "default": reading.default, "changes": reading.changes.say(language),
        "name": reading_name(reading).say(language), "decides": settings()[reading.id].decides.say(language),
        "source": settings()[reading.id].source.say(language),
    }  # fmt: skip


def reading_name(reading: Reading) -> Bilingual:
    """Return a 口径 in words."""
    return settings()[reading.id].options[reading.value]


def other_reading_name(reading: Reading) -> Bilingual:
    """Return the value that a 口径 does not have, in words."""
    setting = settings()[reading.id]
    return setting.options[setting.other(reading.value)]


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an index was built from, and how long it took in seconds."""

    documents: int
    clauses: int
    seconds: float

    @property
    def summary(self) -> Bilingual:
        """One line for people."""
        return Bilingual(
            f"索引已建好：{self.documents} 份文件，{self.clauses} 条条文，用时 {self.seconds:.1f} 秒。",
            f"Index built: {self.documents} documents, {self.clauses} clauses, in {self.seconds:.1f} s.",
        )

    def as_json(self) -> Json:
        """Return the figures as JSON."""
        return {"documents": self.documents, "clauses": self.clauses, "seconds": self.seconds}


@dataclass(frozen=True, slots=True)
class SearchReport:
    """The clauses found for a query, best first."""

    query: str
    abstained: bool
    results: tuple[Mapping[str, object], ...] = field(default=())

    def as_json(self) -> Json:
        """Return the keys of the contract's *Search*."""
        return {"query": self.query, "abstained": self.abstained, "results": [dict(result) for result in self.results]}
