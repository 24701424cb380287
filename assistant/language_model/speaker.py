"""One model during one message: its time runs out, and names are hidden from it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering import Message
from assistant.asked.understanding import language_of
from assistant.language_model.exchange import Recording
from assistant.language_model.messages import ModelFailed, Reply, ToolSpec, Utterance
from assistant.language_model.pseudonyms import Pseudonyms
from assistant.language_model.settings import timeout_seconds


def _unheard(_: str) -> None:
    """Let a piece of text go by."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A model that may be spoken to until `deadline` (of the monotonic clock)."""

    chat: Recording
    deadline: float
    hidden: Pseudonyms

    @classmethod
    def over(cls, chat: Recording, message: Message) -> "Speaker":
        """Return the model as it may be spoken to for a message. Raises WrongSetting."""
        last = message.session.last
        texts = (message.text, last.question if last else "")
        hidden = (
            Pseudonyms.none()
            if chat.names == "shown"
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
        return self.chat.reply(self._hidden(utterances), self._hidden_tools(tools), seconds, heard)

    def _hidden(self, utterances: Sequence[Utterance]) -> tuple[Utterance, ...]:
        """Return what is said without the names that are known, whoever put them there."""
        return tuple(replace(one, text=self.hidden.hide_known(one.text)) for one in utterances)

    def _hidden_tools(self, tools: Sequence[ToolSpec]) -> tuple[ToolSpec, ...]:
        return tuple(
            replace(one, description=self.hidden.hide_known(one.description), parameters=self._hidden_json(one))
            for one in tools
        )

    def _hidden_json(self, tool: ToolSpec) -> dict[str, object]:
        return {name: self.hidden.hide_in(value) for name, value in tool.parameters.items()}
