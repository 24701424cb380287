"""Receipts: the digest of everything that decides an answer, so that two answers can be proved to be one."""

import hashlib
import json

from assistant.kept.session import Session
from assistant.settings import version
from assistant.verified.draft import Draft
from assistant.verified.render import Rendered
from assistant.view import View


def receipt_id(**decided_by: object) -> str:
    """Return the receipt of an answer: 32 hexadecimal characters of SHA-256 over what decided it.

    >>> receipt_id(question="a") == receipt_id(question="a") != receipt_id(question="b")
    True
    """
    canonical = json.dumps(decided_by, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def receipt_of(
    view: View, draft: Draft, shown: Rendered, session: Session, county: str | None, year: int | None
) -> str:
    """Return the receipt of an answer to what was asked, over the session's sheets and the documents as they stand."""
    asked, report, tools = view.asked, session.report, view.tools
    return receipt_id(
        question=asked.question,
        status=draft.status,
        text=shown.text,
        language=asked.language,
        county=county,
        year=year,
        sheet=report.sha256 if report else None,
        applied_year=report.year if report else None,
        corpus=tools.library.digest,
        standards=tools.standards.digest,
        version=version(),
        readings={one.id: one.value for one in draft.readings},
        figures=[figure.as_json(asked.language) for figure in shown.figures],
        citations=[citation.as_json() for citation in shown.citations],
    )
