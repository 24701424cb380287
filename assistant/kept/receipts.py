"""Receipts: what an answer was asked with and decided by, so that it can be recomputed and two be proved to be one."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.asked.turns import Turn
from assistant.calls import Call
from assistant.check import CheckReport
from assistant.clock import this_year
from assistant.kept.session import Session
from assistant.kept.sheets import CheckGiven, SheetGiven, check_given, sheets_given
from assistant.model import Answer, Json
from assistant.settings import version
from assistant.verified.draft import Draft
from assistant.verified.render import Rendered
from assistant.view import View
from corpus.bilingual import Language
from corpus.documents import Library
from corpus.model import Clause

SHOWN = ("text", "figures", "citations")  # of what decides a receipt: what the reader saw


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave with a question, and the year that the clock showed. `before` is the turn before it.

    `check` is how the sheets had been checked; `line` is that of a batch that could not be answered at all.
    """

    question: str
    clock: int
    language: Language | None = None
    county: str | None = None
    year: int | None = None
    readings: Mapping[str, str] | None = None
    before: Turn | None = None
    sheets: tuple[SheetGiven, ...] = ()
    check: CheckGiven | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A clause that an answer cites, with the digest of its text as it was then."""

    document: str
    clause: str
    digest: str


@dataclass(frozen=True, slots=True)
class TouchedClause:
    """A cited clause that is no longer as it was. `since`: when that was seen, in seconds since 1970.

    `gone`: it is not there any more.
    """

    cited: CitedClause
    gone: bool
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of one answer. `decided` is all that its id is the digest of, but for what the reader saw.

    `seen` has the digests of that: text, figures, citations. `shown` is what the reader saw itself; None where it
    went with the sheets that it came from.
    """

    id: str
    given: Given
    decided: Json
    seen: Mapping[str, str]
    cited: tuple[CitedClause, ...]
    calls: tuple[Call, ...]
    shown: Json | None


def receipt_id(**decided_by: object) -> str:
    """Return the receipt of an answer: 32 hexadecimal characters of SHA-256 over what decided it.

    >>> receipt_id(question="a") == receipt_id(question="a") != receipt_id(question="b")
    True
    """
    return digest_of(decided_by)[:32]


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value as canonical JSON."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def clause_digest(clause: Clause) -> str:
    """Return the digest of a clause's text, white space aside: what counts as a change of it."""
    return hashlib.sha256("".join(clause.text.split()).encode()).hexdigest()


def decided_by(
    view: View, draft: Draft, shown: Rendered, session: Session, county: str | None, year: int | None
) -> Json:
    """Return all that decides an answer, over the session's sheets and the documents as they stand."""
    asked, report, tools = view.asked, session.report, view.tools
    return {
        "question": asked.question,
        "status": draft.status,
        "text": shown.text,
        "language": asked.language,
        "county": county,
        "year": year,
        "sheet": report.sha256 if report else None,
        "applied_year": report.year if report else None,
        "corpus": tools.library.digest,
        "standards": tools.standards.digest,
        "version": version(),
        "readings": {one.id: one.value for one in draft.readings},
        "figures": [figure.as_json(asked.language) for figure in shown.figures],
        "citations": [citation.as_json() for citation in shown.citations],
    }


def given_with(
    question: str, session: Session, county: str | None, year: int | None, language: Language | None,
    readings: Mapping[str, str] | None,
) -> Given:  # fmt: skip
    """Return what a question is asked with, in a session as it stands."""
    report: CheckReport | None = session.report
    return Given(
        question=question,
        clock=this_year(),
        language=language,
        county=county,
        year=year,
        readings=dict(readings) if readings else None,
        before=session.last if isinstance(session.last, Turn) else None,
        sheets=sheets_given(session) if report else (),
        check=check_given(report) if report else None,
    )


def receipt_of(given: Given, decided: Json, answer: Answer, library: Library, calls: Iterable[Call]) -> Receipt:
    """Return the receipt of an answer that was made from `library`."""
    return Receipt(
        id=answer.receipt,
        given=given,
        decided={name: value for name, value in decided.items() if name not in SHOWN},
        seen={name: digest_of(decided[name]) for name in SHOWN},
        cited=_cited(answer, library),
        calls=tuple(calls),
        shown={name: decided[name] for name in SHOWN},
    )


def refusal_receipt(line: str, error: str, answer: Answer) -> Receipt:
    """Return the receipt of a line of a batch that could not be answered."""
    shown: Json = {"text": answer.text, "figures": [], "citations": []}
    return Receipt(
        id=answer.receipt,
        given=Given("", this_year(), line=line),
        decided={"line": line, "error": error, "status": answer.status, "language": answer.language},
        seen={name: digest_of(shown[name]) for name in SHOWN},
        cited=(),
        calls=(),
        shown=shown,
    )


def _cited(answer: Answer, library: Library) -> tuple[CitedClause, ...]:
    keys = dict.fromkeys((one.document_id, one.clause) for one in answer.citations)
    clauses: Sequence[Clause] = [library.clause(*key) for key in keys]
    return tuple(CitedClause(one.document, one.id, clause_digest(one)) for one in clauses)
