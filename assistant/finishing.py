"""From a message to its finished answer: drafted, put in words, rendered, and given out while it grows."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering import Message
from assistant.conversation import Drafted, drafted
from assistant.language_model.exchange import Recording
from assistant.language_model.messages import Chat
from assistant.model import BUILTIN, Answer, Verification, Wording, engine_by
from assistant.phrasing.engine import in_words
from assistant.verified.notes_shown import conflicts_shown, suspects_shown
from assistant.verified.rejected import count_rejected
from assistant.verified.released import GivingOut, Released
from assistant.verified.render import render


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is told of an answer while it is made.

    `at_once` is given the text of the built-in engine before a language model is spoken to; `released` each piece of
    the final text as soon as it has passed. A talk with the model ends when one of `stops` is set.
    """

    at_once: Released | None = None
    released: Released | None = None
    stops: Sequence[threading.Event] = ()


def answered(message: Message, chat: Chat | None, audience: Audience) -> tuple[Drafted, Answer]:
    """Return the answer to a message, without its receipt, and what it was made of; `chat` may phrase it."""
    giving = GivingOut(audience.released or _nobody, message.tools.library)
    done, recorded, wording = drafted(message), None, Wording()
    if chat:
        if audience.at_once:
            audience.at_once(_finished(done, None, wording).text)
        recorded = Recording(chat)
        view = done.view
        done, wording = in_words(
            done, recorded, audience.stops, lambda draft: giving.upto(draft.text, view.ledger, view.asked.language)
        )
    answer = _finished(done, recorded, wording)
    giving.give(answer.text)
    return done, answer


def _nobody(_: str) -> None:
    """Let a piece of text go by."""


def _finished(done: Drafted, recorded: Recording | None, wording: Wording) -> Answer:
    draft, rejected = done.draft, done.rejected
    asked, tools = done.view.asked, done.view.tools
    shown = render(draft.text, draft.beside, done.view.ledger, tools.library, asked.language)
    return Answer(
        id="",
        status=draft.status,
        text=shown.text,
        language=asked.language,
        citations=shown.citations,
        figures=shown.figures,
        conflicts=conflicts_shown(draft, shown, asked.language),
        suspects=suspects_shown(draft, shown, asked.language),
        readings=draft.readings,
        suggestions=tuple(suggestion.say(asked.language) for suggestion in draft.suggestions),
        engine=engine_by(recorded.name) if recorded and wording.by_model else BUILTIN,
        verification=Verification(
            shown.traced,
            count_rejected(rejected) + wording.rejected,
            rejected[0].code if rejected else wording.fallback,
        ),
        receipt="",
        exchange=recorded.exchange if recorded else None,
        places=shown.places,
    )
