"""The text of an answer while it grows: each piece is given out once, in order, when what it says has been verified."""

from collections.abc import Callable

from assistant.verified.ledger import Ledger
from assistant.verified.render import render
from corpus.bilingual import Language
from corpus.documents import Library

Released = Callable[[str], None]


class GivingOut:
    """Gives out a growing text: `to` gets its pieces, which joined are the text at the end."""

    def __init__(self, to: Released, library: Library) -> None:
        self._to = to
        self._library = library
        self._given = ""

    def upto(self, draft: str, ledger: Ledger, language: Language) -> None:
        """Give out what a verified draft, which may go on, has more than before."""
        self.give(render(draft, (), ledger, self._library, language).text)

    def give(self, text: str) -> None:
        """Give out what a text has more than before. Raises ValueError where it does not go on as it began."""
        if not text.startswith(self._given):
            raise ValueError("a text must go on as it began")
        if more := text[len(self._given) :]:
            self._given = text
            self._to(more)
