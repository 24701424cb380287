"""What a model thinks aloud, taken out of what it says, while it comes in pieces."""

from dataclasses import dataclass

BEGIN, END = "<think>", "</think>"


@dataclass(slots=True)
class Thinking:
    """Lets through what is said, and keeps back what stands between the tags, wherever the pieces were cut.

    Some models begin to think without saying so, since the tag stood in their prompt: only the end shows it. `unsaid`
    is then set; who knows it from an earlier reply sets `begun`, and nothing is let through before that end. A thought
    that is never ended is no speech, but with `begun` alone, nothing says that there was a thought.

    >>> thinking = Thinking()
    >>> [thinking.take(piece) for piece in ("<thi", "nk>hm, 85</th", "ink>好", "的。")], thinking.rest()
    (['', '', '好', '的。'], '')
    """

    begun: bool = False
    unsaid: bool = False
    _inside: bool = False
    _kept: str = ""

    def take(self, piece: str) -> str:
        """Return what can be let through now that this piece has come."""
        self._kept += piece
        said = ""
        while True:
            tag, at = self._next_tag()
            if not tag:
                return said + self._free()
            said += self._before(tag, at)
            self._kept = self._kept[at + len(tag) :]

    def rest(self) -> str:
        """Return what was kept back as the possible beginning of a tag or of a thought, and was none."""
        kept, self._kept = self._kept, ""
        return "" if self._inside else kept

    def _next_tag(self) -> tuple[str, int]:
        tags = (END,) if self._inside else (BEGIN, END)
        found = [(self._kept.find(tag), tag) for tag in tags if tag in self._kept]
        at, tag = min(found, default=(0, ""))
        return tag, at

    def _before(self, tag: str, at: int) -> str:
        """Return what was said before a tag, and note what the tag says of what follows."""
        silent = self._inside or (self.begun and tag == END)
        if tag == END and not self._inside:
            self.unsaid = True
        self._inside, self.begun = tag == BEGIN, False
        return "" if silent else self._kept[:at]

    def _free(self) -> str:
        """Return what cannot be part of a tag any more."""
        if self._inside:
            self._kept = self._kept[-len(END) :]
            return ""
        if self.begun:
            return ""
        held = next((n for n in range(len(END) - 1, 0, -1) if self._kept.endswith((BEGIN[:n], END[:n]))), 0)
        free = self._kept[: len(self._kept) - held]
        self._kept = self._kept[len(free) :]
        return free
