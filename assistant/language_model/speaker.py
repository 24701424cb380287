"""One model during one message: its time runs out, and names are hidden from it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering import Message
from assistant.asked.understanding import language_of
from assistant.language_model.messages import Chat, ModelFailed, Reply, ToolSpec, Utterance
from assistant.language_model.pseudonyms import Pseudonyms
from assistant.language_model.settings import names_shown, timeout_seconds


def _unheard(_: str) -> None:
    """Let a piece of text go by."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A model that may be spoken to until `deadline` (of the monotonic clock)."""

    chat: Chat
    deadline: float
    hidden: Pseudonyms

    @classmethod
    def over(cls, chat: Chat, message: Message) -> "Speaker":
        """Return the model as it may be spoken to for a message. Raises WrongSetting."""
        last = message.session.last
        texts = (message.text, last.question if last else "")
        hidden = (
            Pseudonyms.none()
            if chat.is_local and names_shown()
            else Pseudonyms.over(message.names.schools, texts, language_of(message.text))
        )
        return cls(chat, time.monotonic() + timeout_seconds(), hidden)

    def say(
        self, utterances: Sequence[Utterance], tools: Sequence[ToolSpec] = (), heard: Callable[[str], None] = _unheard
    ) -> Reply:
        """Return what the model replies. Raises ModelFailed."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise ModelFailed("timeout")
        return self.chat.reply(utterances, tools, seconds, heard)
