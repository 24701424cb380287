"""A secret taken out of what is heard, while that comes in pieces."""

from dataclasses import dataclass

MASK = "[…]"
# Servers at home are given keys that are words (none, ollama, test): those are no secrets, but may well be said.
LEAST_SECRET = 8


@dataclass(slots=True)
class Masking:
    """Lets a text through with `MASK` in place of a secret, wherever the pieces were cut.

    >>> masking = Masking("sk-geheim")
    >>> [masking.take(piece) for piece in ("a sk-ge", "heim b s", "k")], masking.rest()
    (['a ', '[…] b ', ''], 'sk')
    """

    secret: str
    _kept: str = ""

    def whole(self, text: str) -> str:
        """Return a whole text as it may be let through."""
        return text.replace(self.secret, MASK) if len(self.secret) >= LEAST_SECRET else text

    def take(self, piece: str) -> str:
        """Return what can be let through now that this piece has come."""
        text = self.whole(self._kept + piece)
        free = len(text) - self._held(text)
        self._kept = text[free:]
        return text[:free]

    def rest(self) -> str:
        """Return what was kept back as the possible beginning of the secret, and was none."""
        kept, self._kept = self._kept, ""
        return kept

    def _held(self, text: str) -> int:
        """Return how many characters at the end of a text may be the beginning of the secret."""
        if len(self.secret) < LEAST_SECRET:
            return 0
        longest = min(len(self.secret) - 1, len(text))
        return next((n for n in range(longest, 0, -1) if text.endswith(self.secret[:n])), 0)
