"""What a model tells, taken in piece by piece: a sentence that has passed takes the place of the line that it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant.language_model.limits import LONGEST_SENTENCE, MOST_SENTENCES
from assistant.language_model.messages import ModelFailed
from assistant.verified.draft import Draft
from assistant.verified.faithful import Facts, fault, in_place, tidied
from assistant.verified.phrases import CONNECTING, sentences
from assistant.verified.rejected import log_count
from assistant.verified.slots import without_slots
from assistant.verified.verify import Problem
from assistant.view import View
from corpus.folding import has_chinese

_PLAN = ("```", "{", "[{", "<")
_SAYS_SOMETHING = re.compile(r"\w")
_NOTHING = frozenset(
    ("无", "无。", "none", "none.", "None", "None.")
)  # what a model is told to say where it has nothing to


@dataclass(slots=True)
class Telling:
    """A draft while a model tells it. `restore` puts names back; `released` is given the draft up to each line told.

    What was given out stands: a line before it can be told no more.
    """

    view: View
    built_in: Draft
    restore: Callable[[str], str]
    released: Callable[[Draft], None]
    facts: Facts = field(init=False)
    told: dict[int, str] = field(default_factory=dict)  # what stands in the place of a line, by its number
    rejected: list[Problem] = field(default_factory=list)
    latest: list[Problem] = field(default_factory=list)  # rejected in the reply at hand
    _text: str = ""
    _open: str = ""  # from the sentence on that has not ended, so that a long reply is not cut anew for each piece
    _begun: str = ""  # sentences that a line begins with
    _kept: set[str] = field(default_factory=set)
    _given: int = 0  # lines

    def __post_init__(self) -> None:
        self.facts = Facts.of(self.built_in.lines)

    @property
    def draft(self) -> Draft:
        """The draft with what was told."""
        return self._with(self.told)

    @property
    def mendable(self) -> list[Problem]:
        """What was rejected in the reply at hand and could be said in another way."""
        return [one for one in self.latest if one.code not in ("said_before", "out_of_order")]

    def begin(self) -> None:
        """Begin a reply: what an earlier one had left unfinished is not continued."""
        self._text, self._open, self._begun, self.latest = "", "", "", []

    def hear(self, piece: str) -> None:
        """Take in a piece of the reply; whatever it completes is judged. Raises ModelFailed for too many words."""
        self._text += piece
        self._open += piece
        if self._is_plan():
            return
        *whole, last = sentences(self._open) or [""]
        if whole:
            self._open = self._open[self._open.rindex(last) :]
        for sentence in whole:
            self._judge(sentence)
        if len(self._open) > LONGEST_SENTENCE:
            raise ModelFailed("too_long")

    def close(self, text: str) -> None:
        """End a reply, which was this text in all. Raises ModelFailed for too many words."""
        if not self._text:
            self.hear(text)
        for sentence in sentences(self._text if self._is_plan() else self._open):
            self._judge(sentence)
        self._end_begun()

    def _is_plan(self) -> bool:
        """Say whether a reply enumerates calls: no words, so that nothing of it is judged before its end."""
        return self._text.lstrip().startswith(_PLAN)

    def _judge(self, written: str) -> None:
        if len(written) > LONGEST_SENTENCE:
            raise ModelFailed("too_long")
        sentence = self.restore(written)
        if self._stands(sentence):
            return
        sentence = tidied(sentence, self.view.asked.language)
        whole = self._after_begun(sentence)
        if not self._belongs(whole):
            self._end_begun()
            whole = sentence
        self._begun = ""
        if not self.facts.told(whole) and self.facts.begun(whole):
            self._begun = whole
        else:
            self._take(whole)

    def _stands(self, sentence: str) -> bool:
        """Say whether a sentence stands in the answer anyway: a heading or a phrase copied, or no words at all."""
        plain = sentence.removeprefix("- ")
        copied = [number for number, line in enumerate(self.facts.lines) if plain in (line, line.removeprefix("- "))]
        untold = copied and not any(self.facts.skeletons[number] for number in copied)
        return bool(untold) or plain in CONNECTING | _NOTHING or not _SAYS_SOMETHING.search(plain)

    def _after_begun(self, sentence: str) -> str:
        return ("" if self.view.asked.language == "zh" else " ").join(filter(None, (self._begun, sentence)))

    def _belongs(self, whole: str) -> bool:
        return bool(self.facts.told(whole)) or self.facts.begun(whole)

    def _end_begun(self) -> None:
        """Reject what began like a line that was not told to its end."""
        if self._begun:
            self._take(self._begun)
        self._begun = ""

    def _take(self, sentence: str) -> None:
        if sentence in self._kept:
            return
        number, found = self._placed(sentence)
        if found:
            self._reject(found)
            return
        self._kept.add(sentence)
        self.told[number] = in_place(sentence, self.facts.lines[number])
        if not self.latest:  # what was rejected may yet be mended, and stands before this
            self._given = number + 1
            self.released(replace(self.draft, lines=self.draft.lines[: self._given]))

    def _reject(self, found: list[Problem]) -> None:
        self.latest += found
        self.rejected += found
        log_count(found)
        if len({one.sentence for one in self.rejected}) > MOST_SENTENCES:
            raise ModelFailed("too_long")

    def _placed(self, sentence: str) -> tuple[int, list[Problem]]:
        """Return the number of the line that a sentence stands for, and what is wrong with it there."""
        if departed := fault(sentence, self.facts):
            return -1, [Problem(departed[0], sentence, departed[1])]
        left = [one for one in self.facts.told(sentence) if one not in self.told]
        free = [one for one in left if one >= self._given]
        if not free:
            return -1, [Problem("out_of_order" if left else "said_before", sentence, "")]
        if self.view.asked.language == "en" and has_chinese(without_slots(sentence)):
            return -1, [Problem("other_language", sentence, "")]
        told = self._with({**self.told, free[0]: in_place(sentence, self.facts.lines[free[0]])})
        return free[0], [replace(one, sentence=sentence) for one in self.view.problems(told.text, told.beside)]

    def _with(self, told: dict[int, str]) -> Draft:
        lines = (told.get(number, line) for number, line in enumerate(self.facts.lines))
        return replace(self.built_in, lines=tuple(lines))
