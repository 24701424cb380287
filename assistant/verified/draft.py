"""A draft: what an engine wants to say, in slots, before anyone has checked it."""

from dataclasses import dataclass

from assistant.model import AnswerStatus
from calculators.model import Reading
from corpus.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class DraftConflict:
    """A conflict that the draft touches. `citations` are the citation slots of its sides."""

    kind: str
    about: Bilingual
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftSuspect:
    """A doubtful figure that the draft quotes."""

    about: Bilingual
    why: Bilingual
    citation: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines of text with slots, and what goes beside the text. `beside`: slots of figures for the panel only.

    `undecided`: the sheets at hand do not decide the question.
    """

    status: AnswerStatus
    lines: tuple[str, ...]
    beside: tuple[str, ...] = ()
    conflicts: tuple[DraftConflict, ...] = ()
    suspects: tuple[DraftSuspect, ...] = ()
    readings: tuple[Reading, ...] = ()
    suggestions: tuple[Bilingual, ...] = ()
    undecided: bool = False

    @property
    def text(self) -> str:
        """The lines as one text. A blank line stands between paragraphs, none between items of a list."""
        text = ""
        for before, line in zip(("", *self.lines), self.lines, strict=False):
            together = before.startswith("- ") and line.startswith("- ")
            text += ("\n" if together else "\n\n" if text else "") + line
        return text
