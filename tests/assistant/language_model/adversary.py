"""A language model in a script's hands: asked as any other, it reads what it is shown and says what the script says."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.language_model.messages import Patience, Reply, ToolSpec, Utterance
from corpus.bilingual import Language
from corpus.folding import has_chinese

SLOT = re.compile(r"\[\[([fcvnqr]):([A-Za-z]*[0-9]+)\]\]")
_POINTS = re.compile(r"(?:要点：|Points:)\n(?P<lines>(?:.+\n)+)")
_ENDS = "。；：.;: "


@dataclass(frozen=True)
class Seen:
    """What the model is shown, as it can read it. `attempt` counts from 1; the second is asked to mend the first."""

    messages: Sequence[Utterance]
    tools: Sequence[ToolSpec]

    @property
    def attempt(self) -> int:
        return 1 + sum(one.role == "assistant" for one in self.messages)

    @cached_property
    def first(self) -> str:
        """What the user's first message says: the question, and the points where there are any."""
        return next(one.text for one in self.messages if one.role == "user")

    @cached_property
    def lines(self) -> list[str]:
        """The points: lines of a draft, items of a list with their mark."""
        found = _POINTS.search(self.first + "\n")
        return [line[2:] for line in found["lines"].splitlines() if line.startswith("- ")] if found else []

    @property
    def plans(self) -> bool:
        """Whether it is asked for a plan, not for words."""
        return not self.lines

    @property
    def question(self) -> str:
        return self.first.split("\n", 1)[0].removeprefix("问题：").removeprefix("Question: ")

    @property
    def language(self) -> Language:
        return "zh" if has_chinese(self.messages[0].text) else "en"

    def slots(self, kind: str) -> list[str]:
        """The slots of a kind, in the order of the points."""
        found = (one.group() for line in self.lines for one in SLOT.finditer(line) if one[1] == kind)
        return list(dict.fromkeys(found))

    def told(self) -> Iterator[str]:
        """Yield what an honest model could say: each point, items of lists too."""
        yield from (line.removeprefix("- ").rstrip(_ENDS) for line in self.lines if _says_something(line))

    def points(self) -> Iterator[str]:
        """Yield the points beside and above the lists."""
        yield from (line.rstrip(_ENDS) for line in self.lines if _says_something(line) and not line.startswith("- "))

    def with_a(self, kinds: str) -> str | None:
        """Return the first honest sentence that has slots of these kinds."""
        return next((one for one in self.told() if set(kinds) <= {slot[1] for slot in SLOT.finditer(one)}), None)


def _says_something(line: str) -> bool:
    return bool(SLOT.search(line)) and not line.endswith(("：", ":"))


Script = Callable[[Seen], str | Reply | None]


@dataclass
class Adversary:
    """A model that follows a script; `size` is how many characters it says at a time.

    Where the script has nothing to say to what is shown, it says the first point, and `idle` counts that.
    """

    script: Script
    size: int = 5
    name: str = "adversary"
    host: str = "models.example"
    is_local: bool = False
    seconds: float = 30.0
    shows_names: bool = False
    idle: int = 0
    said: list[str] = field(default_factory=list)

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience, heard: Callable[[str], None]
    ) -> Reply:
        seen = Seen(messages, tools)
        told = self.script(seen)
        if told is None:
            self.idle += 1
            told = next(seen.told(), "none")
        reply = told if isinstance(told, Reply) else Reply(told)
        self.said.append(reply.text)
        for start in range(0, len(reply.text), self.size):
            heard(reply.text[start : start + self.size])
        return reply
