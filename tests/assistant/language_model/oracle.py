"""What an answer may say, judged from its text alone: it is read as a walk along the lines of the built-in answer.

Nothing of the assistant is used. Numbers, words in bold, quotations and citation marks are taken as they were shown, and
the words between them must be those between the same ones in the built-in answer, in the same line and after the same
heading. Only words of a short list and common marks may come or go. So a number in any dress, a verdict that has turned, a
name or a heading that was swapped, left out or added is a step that the built-in answer does not have.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.model import Answer, Citation

# Words that claim nothing. A sentence of a model may have them, or lack them.
NEUTRAL_ZH = (
    "具体来说", "可以看到", "关于", "对于", "根据", "请看", "写明", "来说", "来看", "而言", "就", "的", "是", "为",
)  # fmt: skip
_VERDICT_IS = "(?:(?<!总)的|(?<![一-鿿]))(?:结论|结果|原文)[是为]"  # 总的结论 is a name
NEUTRAL_EN = re.compile(
    r"(?<![a-z])(?:the verdict is|the result is|according to|as for|here is|here are|regarding|says|for|in|and|with|is|are"
    r"|the)(?![a-z])"
)
MARKS = frozenset("，。、；：？！（）“”‘’《》—…·,.;:?!()'\"")
_WORD = re.compile(r"[a-z]+|\S")
_STOP = re.compile(r"[，。；,;]|\.(?=\s|$)")
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*%?"
_ATOM = r"\*\*.+?\*\*|(?<!\\)\[[0-9]+\]|" + _NUMBER

_GAPS = re.compile("[" + re.escape("".join(sorted(MARKS))) + r"\s]+")
_CLAIM = re.compile("[^" + re.escape("".join(sorted(MARKS))) + r"\s]")
_PARTS = re.compile("[，。、；：,.;:]")
_NEUTRAL_ZH = re.compile("|".join([_VERDICT_IS, *sorted(NEUTRAL_ZH, key=len, reverse=True)]))

Words = tuple[str, ...]
Key = tuple[str, str, int, int]


@dataclass(frozen=True)
class Line:
    """A line as it was shown: what is taken as it is, the text before each of these, and the text behind the last."""

    is_item: bool
    atoms: tuple[object, ...]
    before: tuple[str, ...]
    tail: str


@dataclass(frozen=True)
class Place:
    """A place in the built-in answer: the line, how many of its atoms have been read, and the heading it stands under."""

    line: int
    read: int
    heading: int | None


@dataclass
class Walk:
    """The lines of the built-in answer, and which of their atoms an answer has shown."""

    lines: Sequence[Line]
    headings: Sequence[int | None]
    seen: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def along(cls, lines: Sequence[Line]) -> "Walk":
        above: int | None = None
        headings: list[int | None] = []
        for number, line in enumerate(lines):
            headings.append(above if line.is_item else None)
            above = above if line.is_item else number
        return cls(lines, headings)

    def step(self, places: Iterable[Place], text: str, atom: object) -> set[Place]:
        """Return where one can be after these words and this atom."""
        words, found = words_of(text), set[Place]()
        for place in places:
            found |= self._onward(place, text, atom)
            for left, heading in self.left(place, words):
                found |= self._anew(heading, left, atom)
        return found

    def _onward(self, place: Place, text: str, atom: object) -> set[Place]:
        line = self.lines[place.line] if place.read else None
        if line is None or place.read >= len(line.atoms):
            return set()
        right = line.atoms[place.read] == atom and _alike(text, line.before[place.read])
        return {Place(place.line, place.read + 1, place.heading)} if right else set()

    def _anew(self, heading: int | None, words: Words, atom: object) -> set[Place]:
        """Return the lines that can begin here: an item under its own heading only."""
        return {
            Place(number, 1, number if above is None else above)
            for number, (line, above) in enumerate(zip(self.lines, self.headings, strict=True))
            if line.atoms[:1] == (atom,) and above in (None, heading) and words_of(line.before[0]) == words
        }

    def left(self, place: Place, words: Words) -> Iterator[tuple[Words, int | None]]:
        """Yield what is left of words behind a place, once its line was left and lines of words alone were said."""
        for leaving in self._leavings(place):
            if words[: len(leaving)] == leaving:
                yield from self._behind_phrases(words[len(leaving) :], place.heading)

    def _behind_phrases(self, words: Words, heading: int | None) -> Iterator[tuple[Words, int | None]]:
        yield words, heading
        for number, line in enumerate(self.lines):
            said = () if line.atoms else words_of(line.tail)
            if said and words[: len(said)] == said and self.headings[number] in (None, heading):
                self.seen.add((number, 0))
                yield from self._behind_phrases(words[len(said) :], heading if line.is_item else number)

    def _leavings(self, place: Place) -> list[Words]:
        """Return the words with which the line may be left at a place: to its end, or to a mark that ends a part."""
        if not place.read:
            return [()]
        line = self.lines[place.line]
        text = line.before[place.read] if place.read < len(line.atoms) else line.tail
        cuts = [words_of(text[: mark.start()]) for mark in _STOP.finditer(text)]
        return [*cuts, words_of(text)] if place.read == len(line.atoms) else cuts

    def unsaid(self) -> Iterator[object]:
        """Yield what the built-in answer shows and the walk did not come by."""
        for number, line in enumerate(self.lines):
            shown = enumerate(line.atoms, 1) if line.atoms else [(0, line.tail)]
            yield from (what for read, what in shown if (number, read) not in self.seen)


def words_of(text: str) -> Words:
    """Return the words and signs of a text that may claim something."""
    pieces = _GAPS.split(_without_neutral(text.casefold()))
    return tuple(word for piece in pieces for word in _WORD.findall(piece))


def _without_neutral(text: str) -> str:
    return _NEUTRAL_ZH.sub(" ", NEUTRAL_EN.sub(" ", text))


def _apart(text: str) -> tuple[bool, bool]:
    """Return whether a mark stands before the words of a text, and behind them."""
    bare = _without_neutral(text.casefold())
    first, last = _CLAIM.search(bare), _CLAIM.search(bare[::-1])
    before = bool(_PARTS.search(bare[: first.start()])) if first else True
    behind = bool(_PARTS.search(bare[::-1][: last.start()])) if last else False
    return before, behind


def _alike(text: str, line: str) -> bool:
    """Return whether words between two atoms are those of a line, and stand with the same one of the two."""
    (before, behind), (parted, free) = _apart(text), _apart(line)
    return words_of(text) == words_of(line) and before >= parted and behind <= free


def lines_of(text: str, citations: Sequence[Citation]) -> list[Line]:
    """Read a text line by line; a citation mark stands for its clause, whatever its number."""
    keys = {str(one.n): key_of(one) for one in citations}
    quoted = sorted({_shown(one.quote) for one in citations if one.quote}, key=len, reverse=True)
    pattern = re.compile("|".join([*(re.escape(f"“{one}”") for one in quoted), _ATOM]))
    return [_line(line, pattern, keys) for line in text.split("\n") if line.strip()]


def _line(line: str, pattern: re.Pattern[str], keys: Mapping[str, Key]) -> Line:
    is_item = line.startswith("- ")
    body = line[2:] if is_item else line
    found = list(pattern.finditer(body))
    ends = [0, *(one.end() for one in found)]
    atoms = tuple(keys.get(one.group()[1:-1], one.group()) for one in found)
    before = tuple(body[end : one.start()] for end, one in zip(ends, found, strict=False))
    return Line(is_item, atoms, before, body[ends[-1] :])


def key_of(cited: Citation) -> Key:
    """Return which words a citation cites, whatever its number."""
    return cited.document_id, cited.clause, cited.start, cited.end


def _shown(quote: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~&@])", r"\\\1", " ".join(quote.split()))


def departures(answer: Answer, built_in: Answer) -> list[str]:
    """Return where the text of an answer says something else than the built-in one, more than it, or less."""
    walk = Walk.along(lines_of(built_in.text, built_in.citations))
    lines = lines_of(answer.text, answer.citations)
    found = list(_strayed(walk, lines))
    if not walk.lines[0].atoms and lines[:1] != walk.lines[:1]:
        found.append(f"does not begin with: {walk.lines[0].tail}")
    return found + [f"left out: {one}" for one in walk.unsaid()]


def _strayed(walk: Walk, lines: Sequence[Line]) -> Iterator[str]:
    heading: int | None = None
    for line in lines:
        places = {Place(0, 0, heading if line.is_item else None)}
        for text, atom in zip(line.before, line.atoms, strict=True):
            there = walk.step(places, text, atom)
            if not there:
                yield f"not so there: {text}{atom}"
                break
            walk.seen |= {(place.line, place.read) for place in there}
            places = there
        ends = [end for place in places for left, end in walk.left(place, words_of(line.tail)) if not left]
        if not ends:
            yield f"goes on in another way: {line.tail}"
        heading = heading if line.is_item or not ends else ends[-1]


def differences(answer: Answer, built_in: Answer) -> list[str]:
    """Return every way in which an answer is not the built-in one in other words."""
    pairs = {
        "status": (answer.status, built_in.status),
        "language": (answer.language, built_in.language),
        "figures": ({one.figure for one in answer.figures}, {one.figure for one in built_in.figures}),
        "citations": (set(map(key_of, answer.citations)), set(map(key_of, built_in.citations))),
        "conflicts": (_beside(answer), _beside(built_in)),
        "suspects": (_doubts(answer), _doubts(built_in)),
        "readings": (answer.readings, built_in.readings),
    }
    return [f"{name} differ" for name, (one, other) in pairs.items() if one != other] + departures(answer, built_in)


def _beside(answer: Answer) -> set[tuple[str, str, frozenset[Key]]]:
    keys = {one.n: key_of(one) for one in answer.citations}
    return {(one.kind, one.about, frozenset(keys[n] for n in one.citations)) for one in answer.conflicts}


def _doubts(answer: Answer) -> set[tuple[str, str, Key]]:
    keys = {one.n: key_of(one) for one in answer.citations}
    return {(one.about, one.why, keys[one.citation]) for one in answer.suspects}
