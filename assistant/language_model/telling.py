"""What a model tells, taken in piece by piece: a sentence that has passed is kept, everything else is dropped."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.language_model.messages import ModelFailed
from assistant.verified.faithful import Facts, fault, tidied
from assistant.verified.phrases import CONNECTING, sentences
from assistant.verified.rejected import log_rejected
from assistant.verified.slots import slots, without_slots
from assistant.verified.verify import Problem
from assistant.view import View
from corpus.folding import has_chinese

MOST_SENTENCES = 60
LONGEST_SENTENCE = 4_000  # characters
_PLAN = ("```", "{", "[{", "<")
_SAYS_SOMETHING = re.compile(r"\w")


@dataclass(slots=True)
class Telling:
    """The sentences of a model on one answer. `restore` puts names back; `released` is told of each sentence kept."""

    view: View
    facts: Facts
    restore: Callable[[str], str]
    released: Callable[["Telling"], None]
    accepted: list[str] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    latest: list[Problem] = field(default_factory=list)
    _text: str = ""
    _open: str = ""  # from the sentence on that has not ended, so that a long reply is not cut anew for each piece
    _before: str = ""
    _kept_before: bool = False

    @property
    def line(self) -> str:
        """The sentences kept, as one paragraph."""
        return self._spaced(self.accepted)

    def begin(self) -> None:
        """Begin a reply: what an earlier one had left unfinished is not continued."""
        self._text, self._open, self._before, self.latest = "", "", "", []

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

    def _is_plan(self) -> bool:
        """Say whether a reply enumerates calls: no words, so that nothing of it is judged before its end."""
        return self._text.lstrip().startswith(_PLAN)

    def _judge(self, told: str) -> None:
        if len(told) > LONGEST_SENTENCE:
            raise ModelFailed("too_long")
        sentence = self.restore(told)
        if sentence in CONNECTING or sentence in self.accepted or not _SAYS_SOMETHING.search(sentence):
            return  # the phrases of the draft follow anyway
        sentence = tidied(sentence, self.view.asked.language)
        found = self._faults(sentence)
        if found and self._goes_on(sentence):
            return
        self._before, self._kept_before = sentence, not found
        if found:
            log_rejected(found)
            self.latest += found
            self.rejected += found
            if len({one.sentence for one in self.rejected}) > MOST_SENTENCES:
                raise ModelFailed("too_long")
        else:
            self.accepted.append(sentence)
            self.released(self)

    def _goes_on(self, sentence: str) -> bool:
        """Keep a sentence together with the one before it, where only both are a line: one of two sentences."""
        whole = self._spaced([self._before, sentence])
        if not self._before or fault(whole, self.facts) or self.view.problems(whole):
            return False
        if self._kept_before:
            self.accepted.pop()
        self.latest = [one for one in self.latest if one.sentence != self._before]
        self.rejected = [one for one in self.rejected if one.sentence != self._before]
        self.accepted.append(whole)
        self._before = ""
        self.released(self)
        return True

    def _spaced(self, told: list[str]) -> str:
        return ("" if self.view.asked.language == "zh" else " ").join(told)

    def _faults(self, sentence: str) -> list[Problem]:
        if departed := fault(sentence, self.facts):
            return [Problem(departed[0], sentence, departed[1])]
        if self._says_nothing_new(sentence):
            return [Problem("said_before", sentence, "")]
        chinese = has_chinese(without_slots(sentence))
        if chinese and self.view.asked.language == "en":
            return [Problem("other_language", sentence, "")]
        return self.view.problems(sentence)

    def _says_nothing_new(self, sentence: str) -> bool:
        before = {slot for one in self.accepted for slot in slots(one)}
        return set(slots(sentence)) <= before
