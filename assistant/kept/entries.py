"""What was said in a session: a question with its answer, or words of the page; and how an answer comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.model import (
    Answer,
    Citation,
    Json,
    Place,
    ShownConflict,
    ShownFigure,
    ShownSuspect,
    Verification,
)
from calculators.model import Figure, FigureInput, Reading
from corpus.bilingual import same


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said: a question with its answer as JSON, or words of the page, with a question where one was asked.

    `documents` are the ids of the documents that the answer's citations name, in their order; `places` is where its
    figures stand in its text.
    """

    question: str | None = None
    answer: Json | None = None
    told: str | None = None
    documents: tuple[str, ...] = ()
    receipt: str | None = None
    places: tuple[Place, ...] = ()


def entry_of(question: str, answer: Answer) -> Entry:
    """Return a question and its answer as they are kept."""
    documents = tuple(one.document_id for one in answer.citations)
    return Entry(question, answer.as_json(), documents=documents, receipt=answer.receipt, places=answer.places)


def answer_of(entry: Entry) -> Answer | None:
    """Return the answer of an entry as it was shown; what has words in two languages has those of the answer's own."""
    if entry.answer is None:
        return None
    kept: dict[str, Any] = dict(entry.answer)
    cited = zip(entry.documents, kept["citations"], strict=True)
    return Answer(
        **{name: kept[name] for name in ("id", "status", "text", "language", "engine", "receipt")},
        citations=tuple(Citation(document_id=id, **one) for id, one in cited),
        figures=tuple(_figure(one) for one in kept["figures"]),
        conflicts=tuple(ShownConflict(one["kind"], one["about"], tuple(one["citations"])) for one in kept["conflicts"]),
        suspects=tuple(ShownSuspect(**one) for one in kept["suspects"]),
        readings=tuple(_reading(one) for one in kept["readings"]),
        suggestions=tuple(kept["suggestions"]),
        verification=Verification(**kept["verification"]),
        places=entry.places,
    )


def _figure(kept: Mapping[str, Any]) -> ShownFigure:
    figure = Figure(
        kept["id"], kept["kind"], same(kept["label"]), kept["value"], kept["unit"], kept["display"], kept["formula"],
        _inputs(kept["inputs"]),
    )  # fmt: skip
    return ShownFigure(figure, kept["citation"])


def _inputs(kept: Sequence[Mapping[str, Any]]) -> tuple[FigureInput, ...]:
    return tuple(FigureInput(same(one["label"]), one["value"], one["unit"], one["cell"]) for one in kept)


def _reading(kept: Mapping[str, Any]) -> Reading:
    return Reading(kept["id"], kept["value"], kept["default"], same(kept["changes"]))
