"""Asks the rows of a file and counts what is right, by kind and by language, and every figure that is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.clock import this_year
from assistant.evaluation.cells import Cells
from assistant.evaluation.expected import expected_results
from assistant.evaluation.figures import Known, check_figures
from assistant.evaluation.held import Held
from assistant.evaluation.right import fault, sheet_fault
from assistant.evaluation.rows import SheetExpected, SheetQuestion, answer_questions, sheet_questions
from assistant.evaluation.spoken import Spoken
from assistant.kept.session import Session
from assistant.model import Answer
from assistant.service import Assistant
from calculators.definitions import definitions
from calculators.model import Upload
from corpus.glossary import meanings_in
from corpus.indicators import wordings_of
from corpus.model import Fact


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was answered wrongly, and what was wrong."""

    id: str
    question: str
    why: str


@dataclass(slots=True)
class Tally:
    """What was asked and what was right, by kind and by language, and the figures that are wrong."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    wrong: list[Miss] = field(default_factory=list)
    held: Counter[Held] = field(default_factory=Counter)
    spoken: Spoken = field(default_factory=Spoken)

    @property
    def figures(self) -> int:
        """How many figures were checked."""
        return self.held.total()

    @property
    def share(self) -> float | None:
        """How many of all are right; None where nothing was asked."""
        return self.right.total() / self.asked.total() if self.asked else None

    def count(self, kind: str, language: str, miss: Miss | None) -> None:
        """Enter a row and, where it was missed, what was wrong."""
        self.asked[f"{kind} {language}"] += 1
        self.right[f"{kind} {language}"] += miss is None
        self.misses += [miss] if miss else []

    def check(self, id: str, answer: Answer, question: str, known: Known) -> None:
        """Check every figure of an answer, and count who put it in words."""
        self.spoken.count(answer)
        checked = check_figures(answer, question, known)
        self.held += checked.held
        self.wrong += [Miss(id, question, why) for why in checked.wrong]

    def by(self, part: int) -> dict[str, tuple[int, int]]:
        """Return right and asked by kind (0) or by language (1)."""
        found: dict[str, tuple[int, int]] = {}
        for key, asked in self.asked.items():
            name = key.split(" ")[part]
            right, of = found.get(name, (0, 0))
            found[name] = (right + self.right[key], of + asked)
        return dict(sorted(found.items()))


def ask_documents(assistant: Assistant, path: Path) -> Tally:
    """Ask every question of task "answer" in a file. Raises MalformedQuestions."""
    tally = Tally()
    for one in answer_questions(path):
        answer = assistant.ask(one.question, county=one.county)
        why = fault(answer, one.expect)
        tally.count(one.expect.kind, answer.language, Miss(one.id, one.question, why) if why else None)
        tally.check(one.id, answer, one.question, known_to(assistant, Session(), one.question))
    return tally


def ask_sheets(assistant: Assistant, path: Path) -> Tally:
    """Ask every question of task "sheet" in a file, its turns in one session. Raises MalformedQuestions."""
    tally = Tally()
    for row in sheet_questions(path):
        _ask(assistant, row, path.parent / "sheets", tally)
    return tally


def _ask(assistant: Assistant, row: SheetQuestion, sheets: Path, tally: Tally) -> None:
    """Ask the questions of a row in turn; it is right where every one of them is."""
    session, faults, asked = Session(), [], ""
    uploads = [Upload(name, (sheets / name).read_bytes()) for name in row.sheets]
    results = expected_results(sheets / row.expected, row.expected_without) if row.expected else None
    for number, turn in enumerate(row.steps, start=1):
        given = () if number > 1 else uploads
        answer = assistant.ask(turn.question, session=session, uploads=given, county=row.county, year=row.year)
        asked = f"{asked} / {turn.question}" if asked else turn.question
        tally.check(f"{row.id}.{number}", answer, asked, known_to(assistant, session, asked, results))
        why = turn.expect and (
            sheet_fault(answer, turn.expect) or _unanswerable(assistant, row, uploads, answer, turn.expect)
        )
        if why:
            faults.append(f"turn {number}: {why}" if row.turns else why)
    miss = Miss(row.id, asked, " | ".join(faults)) if faults else None
    tally.count(row.kind.partition(".")[0], row.expect.language, miss)


def _unanswerable(
    assistant: Assistant, row: SheetQuestion, uploads: Sequence[Upload], answer: Answer, expect: SheetExpected
) -> str | None:
    """Ask each choice that an answer offers; say which of them is no question that is answered."""
    if answer.status != "needs_input" or not expect.choices:
        return None
    told = [assistant.ask(one, uploads=uploads, county=row.county, year=row.year) for one in answer.suggestions]
    dead = [one for one, found in zip(answer.suggestions, told, strict=True) if found.status != "answered"]
    return f"offers what it cannot answer: {dead}" if dead else None


def known_to(
    assistant: Assistant, session: Session, question: str, results: Mapping[str, object] | None = None
) -> Known:
    """Return the names and years with digits in them that answers of a session may hold."""
    documents = [name for one in assistant.library.documents for name in (one.name, one.title)]
    indicators = [word for term in assistant.tools.terms for word in wordings_of(term.indicator or "")]
    indicators += [words for one in assistant.tools.standards.records for words in wordings_of(one.indicator)]
    defined = [text for one in definitions() for text in (one.formula, one.source, *one.parts)]
    meant = [text for one in meanings_in(question) for text in (one.name, one.said, one.rests_on)]
    register = assistant.tools.register
    noted = [text for one in register.suspects for text in (one.about, one.why)]
    noted += [one.about for one in register.conflicts]
    documents += [words for text in (*defined, *meant, *noted) for words in (text.zh, text.en)]
    dated = {one.year if isinstance(one, Fact) else one.since for one in assistant.tools.standards.records}
    years = {*dated, this_year()}
    report = session.report
    if report is None:
        return Known((*documents, *indicators), tuple(sorted(years)))
    issues = [text for issue in report.issues for text in (issue.message.zh, issue.message.en)]
    readings = [text for one in report.readings for text in (one.changes.zh, one.changes.en)]
    awaited = [data for item in report.check.items for data in item.missing]
    names = (*documents, *indicators, *report.table.files, *report.school_names, *issues, *readings, *awaited)
    return Known(names, (*sorted(years), report.year), results, Cells(session.uploads))


def joined(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one."""
    whole = Tally()
    for one in tallies:
        whole.asked.update(one.asked)
        whole.right.update(one.right)
        whole.misses += one.misses
        whole.wrong += one.wrong
        whole.held += one.held
        whole.spoken.add(one.spoken)
    return whole
