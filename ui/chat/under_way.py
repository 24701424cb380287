"""The answers that are being made for the chat page: one at a time in a conversation, whichever tab asked for it."""

from dataclasses import dataclass

from ui.chat.tab import Talk
from ui.server.release import Release


@dataclass(frozen=True, slots=True)
class Making:
    """An answer in the making, and the `question` as the page shows it."""

    question: str
    release: Release[Talk]


class UnderWay:
    """What is being answered, by the conversation that it is answered in. Used inside one event loop."""

    def __init__(self) -> None:
        self._makings: dict[str, Making] = {}

    def of(self, talk: Talk) -> Making | None:
        """Return the answer that a conversation waits for, if any."""
        return self._makings.get(talk.session) if talk.session else None

    def begin(self, talk: Talk, release: Release[Talk]) -> None:
        """Note that the last question of a conversation is being answered."""
        if talk.session:
            self._makings[talk.session] = Making(talk.messages[-1][1], release)

    def end(self, talk: Talk, release: Release[Talk]) -> None:
        """Note that an answer was shown, or that nobody waits for it: the conversation goes on once it is made."""
        release.when_over(lambda: self._makings.pop(talk.session or "", None))
