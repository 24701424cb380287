"""One model during one message: patience with it ends, and names are hidden from it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering import Message
from assistant.asked.understanding import language_of
from assistant.language_model.exchange import Recording
from assistant.language_model.messages import ModelFailed, Patience, Reply, ToolSpec, Utterance
from assistant.privacy.pseudonyms import Pseudonyms


def _unheard(_: str) -> None:
    """Let a piece of text go by."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A model that may be spoken to while patience lasts."""

    chat: Recording
    patience: Patience
    hidden: Pseudonyms

    @classmethod
    def over(cls, chat: Recording, message: Message, stops: Sequence[threading.Event] = ()) -> "Speaker":
        """Return the model as it may be spoken to for a message, from now on and until one of `stops` is set."""
        last = message.session.last
        texts = (message.text, last.question if last else "")
        hidden = (
            Pseudonyms.none()
            if chat.shows_names
            else Pseudonyms.over(message.names.schools, texts, language_of(message.text))
        )
        return cls(chat, Patience.of(chat.seconds, stops), hidden)

    def say(
        self, utterances: Sequence[Utterance], tools: Sequence[ToolSpec] = (), heard: Callable[[str], None] = _unheard
    ) -> Reply:
        """Return what the model replies; one that takes no tools is asked without them. Raises ModelFailed."""
        sent = self._hidden(utterances)
        try:
            return self._reply(sent, self._hidden_tools(tools), heard)
        except ModelFailed as failed:
            if failed.code != "no_tools" or not tools:
                raise
        return self._reply(sent, (), heard)

    def _reply(
        self, sent: Sequence[Utterance], tools: Sequence[ToolSpec], heard: Callable[[str], None]
    ) -> Reply:  # fmt: skip
        if not self.patience.left:
            raise self.patience.end
        return self.chat.reply(sent, tools, self.patience, heard)

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
