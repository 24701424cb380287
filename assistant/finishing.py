"""From a message to its finished answer: drafted, put in words, rendered, and given out while it grows."""

import threading
from collections.abc import Sequence

from assistant.answering import Message
from assistant.conversation import Drafted, Releasing, as_built_in, drafted
from assistant.language_model.engine import worded_by
from assistant.language_model.exchange import Recording
from assistant.language_model.messages import Chat
from assistant.language_model.speaker import Speaker
from assistant.model import BUILTIN, Answer, Verification, engine_by
from assistant.verified.draft import Draft
from assistant.verified.notes_shown import conflicts_shown, suspects_shown
from assistant.verified.rejected import count_rejected
from assistant.verified.released import GivingOut, Released
from assistant.verified.render import render
from assistant.view import View


def answered(
    message: Message, chat: Chat | None, released: Released | None, stops: Sequence[threading.Event] = ()
) -> tuple[Drafted, Answer]:
    """Return the answer to a message, without its receipt, and what it was made of.

    `chat` is the language model that may phrase it, until one of `stops` is set; `released` is given each piece of the
    text as it has passed.
    """
    recorded = Recording(chat) if chat else None
    worded = worded_by(Speaker.over(recorded, message, stops)) if recorded else as_built_in
    if released is None:
        done = drafted(message, worded)
        return done, _finished(done, recorded)
    giving = GivingOut(released, message.tools.library)
    done = drafted(message, worded, _into(giving))
    answer = _finished(done, recorded)
    giving.give(answer.text)
    return done, answer


def _into(giving: GivingOut) -> Releasing:
    def upto(draft: Draft, view: View) -> None:
        giving.upto(draft.text, view.ledger, view.asked.language)

    return upto


def _finished(done: Drafted, recorded: Recording | None) -> Answer:
    draft, rejected, wording = done.draft, done.rejected, done.wording
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
    )
