"""Receipts: what an answer was asked with and decided by, so that it can be recomputed and two be proved to be one."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from assistant.asked.turns import Turn
from assistant.calls import Call
from assistant.check import CheckReport
from assistant.clock import this_year
from assistant.kept.damage import RECEIPT, taken_as
from assistant.kept.session import Session
from assistant.kept.sheets import CheckGiven, SheetGiven, check_given, sheets_given
from assistant.language_model.exchange import EXCHANGE, Exchange
from assistant.model import Answer, Json
from assistant.settings import version
from assistant.tools import Tools
from corpus.bilingual import Language
from corpus.documents import Library
from corpus.model import Clause

WHOLE = 32  # hexadecimal characters of a receipt
SHOWN = ("question", "text", "figures", "citations")  # how the question was understood, and what the reader saw
MODEL = "model"  # beside them what was said to a language model and heard from it, where one was spoken to


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave with a question, and the year that the clock showed.

    `before` is the turn before it, where the question rests on that. `check` is how the sheets had been checked; `line`
    is that of a batch that could not be answered at all.
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
class Understood:
    """How a question was understood: complete in itself, and the year whose rules it asks for, if one."""

    question: str
    year: int | None


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
    """The receipt of one answer. Its `id` is the digest of `decided`, `cited` and `seen`.

    `seen` has the digests of all that may tell of a person or a school: of `given`, `calls`, and what was `shown`, the
    words with a language model included.
    Where those words went with their conversation, `shown` is None, and `given` says no more than the digests of the
    sheets and how they were judged.
    """

    id: str
    given: Given
    decided: Json
    seen: Mapping[str, str]
    cited: tuple[CitedClause, ...]
    calls: tuple[Call, ...]
    shown: Json | None

    @property
    def stripped(self) -> bool:
        """Whether its words were deleted."""
        return self.shown is None

    @property
    def by_model(self) -> bool:
        """Whether a language model was spoken to."""
        return MODEL in self.seen

    @property
    def exchange(self) -> Exchange | None:
        """What was said to a language model and heard from it; None where nothing was, or its words were deleted.

        Raises DamagedRecord.
        """
        kept = self.shown.get(MODEL) if self.shown else None
        return None if kept is None else taken_as(EXCHANGE, kept, RECEIPT)


def receipt_id(decided: object, cited: object, seen: object) -> str:
    """Return the id of a receipt: 32 hexadecimal characters of SHA-256 over what decided the answer.

    >>> receipt_id({"a": 1}, [], {}) == receipt_id({"a": 1}, [], {}) != receipt_id({"a": 2}, [], {})
    True
    """
    return digest_of({"decided": decided, "cited": cited, "seen": seen})[:32]


def is_sealed(id: str, body: Json, shown: Json | None) -> bool:
    """Say whether a receipt, as JSON, is what its id was made from. What was deleted of it is not looked at."""
    seen = body["seen"]
    if id != body["id"] or id != receipt_id(body["decided"], body["cited"], seen):
        return False
    return shown is None or seen == _seen(body["given"], body["calls"], shown)


def sealed(
    given: Given, decided: Json, shown: Json, cited: Sequence[CitedClause] = (), calls: Iterable[Call] = ()
) -> Receipt:
    """Return the receipt of these parts."""
    calls = tuple(calls)
    seen = _seen(asdict(given), [asdict(one) for one in calls], shown)
    id = receipt_id(decided, [asdict(one) for one in cited], seen)
    return Receipt(id, given, decided, seen, tuple(cited), calls, shown)


def without_words(receipt: Receipt) -> Receipt:
    """Return a receipt without what came from a conversation or its sheets; its digests stay."""
    sheets = tuple(SheetGiven("", one.sha256) for one in receipt.given.sheets)
    given = replace(receipt.given, question="", before=None, line=None, sheets=sheets)
    return replace(receipt, given=given, calls=(), shown=None)


def given_digest(given: Given) -> str:
    """Return the digest of what was given with a question."""
    return digest_of(asdict(given))


def _seen(given: object, calls: object, shown: Json) -> dict[str, str]:
    return {
        "given": digest_of(given),
        "calls": digest_of(calls),
        **{name: digest_of(shown[name]) for name in (*SHOWN, *({MODEL} & shown.keys()))},
    }


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value as canonical JSON."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def clause_digest(clause: Clause) -> str:
    """Return the digest of a clause's text, white space aside: what counts as a change of it."""
    return hashlib.sha256("".join(clause.text.split()).encode()).hexdigest()


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
        before=session.last,
        sheets=sheets_given(session) if report else (),
        check=check_given(report) if report else None,
    )


def receipt_of(
    given: Given, answer: Answer, understood: Understood, session: Session, tools: Tools, calls: Iterable[Call]
) -> Receipt:
    """Return the receipt of an answer by the session's sheets and the documents as they stand.

    `given` is what decided the answer: without a turn before the question on which it does not rest.
    """
    report, json = session.report, answer.as_json()
    decided: Json = {
        "status": answer.status,
        "engine": answer.engine,
        "language": answer.language,
        "county": given.county,
        "year": understood.year or given.year,
        "before": digest_of(asdict(given.before)) if given.before else None,
        "sheet": report.sha256 if report else None,
        "applied_year": report.year if report else None,
        "corpus": tools.library.digest,
        "standards": tools.standards.digest,
        "version": version(),
        "readings": {one.id: one.value for one in answer.readings},
    }
    shown: Json = {"question": understood.question, **{name: json[name] for name in ("text", "figures", "citations")}}
    if answer.exchange:
        shown[MODEL] = answer.exchange.as_json()
    return sealed(given, decided, shown, _cited(answer, tools.library), calls)


def refusal_receipt(line: str, error: str, text: str, language: Language) -> Receipt:
    """Return the receipt of a line of a batch that could not be answered, with the words that said so."""
    shown: Json = {"question": "", "text": text, "figures": [], "citations": []}
    decided: Json = {"error": error, "status": "needs_input", "language": language}
    return sealed(Given("", this_year(), line=line), decided, shown)


def _cited(answer: Answer, library: Library) -> tuple[CitedClause, ...]:
    keys = dict.fromkeys((one.document_id, one.clause) for one in answer.citations)
    clauses: Sequence[Clause] = [library.clause(*key) for key in keys]
    return tuple(CitedClause(one.document, one.id, clause_digest(one)) for one in clauses)
