"""The REST interface of receipts: what an answer was asked with, what decided it, and what of it is not as it was."""

from dataclasses import asdict

from fastapi import APIRouter

from assistant.errors import UnknownReceipt
from assistant.kept.feedback import Feedback
from assistant.kept.receipts import SHOWN, WHOLE, Receipt, TouchedClause
from assistant.model import Json
from assistant.replay import touched_json
from assistant.service import Assistant
from ui.words.labels import MAX_ECHO


def receipt_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the route to the routes under /api."""

    @router.get(
        "/receipts/{receipt}", response_model=None, summary="The receipt of an answer; `touched` clauses have changed"
    )
    def receipt(receipt: str) -> Json:
        if len(receipt) != WHOLE:  # what only begins a receipt could be guessed
            raise UnknownReceipt(receipt[:MAX_ECHO])
        kept = assistant.kept.receipts
        found = kept.get(receipt.lower())
        json = receipt_json(found, kept.made(found.id), kept.touched(found, assistant.library))
        return json | {"feedback": [_said(one) for one in assistant.kept.feedback.all_of(found.id)]}


def _said(feedback: Feedback) -> Json:
    """Return what a reader said of the answer; the note is for the operator, not for all who have the receipt."""
    return {"vote": feedback.vote, "reason": feedback.reason, "made": feedback.made}


def receipt_json(receipt: Receipt, made: int | None, touched: tuple[TouchedClause, ...]) -> Json:
    """Return a receipt as JSON; `made` is when it was first kept, in seconds since 1970.

    `answer` is null where it was deleted with the session that it was given in. `model` is what was sent to a language
    model and heard from it, message by message; null where that was deleted too, or none was spoken to.
    """
    return {
        "receipt": receipt.id, "made": made, "given": asdict(receipt.given), "decided": dict(receipt.decided),
        "answer": {name: receipt.shown[name] for name in SHOWN} if receipt.shown is not None else None,
        "model": receipt.exchange.as_json() if receipt.exchange else None,
        "cited": [asdict(one) for one in receipt.cited], "calls": [asdict(one) for one in receipt.calls],
        "touched": [touched_json(one) for one in touched],
    }  # fmt: skip
