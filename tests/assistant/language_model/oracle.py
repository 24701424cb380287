"""What an answer may say, judged from its text alone: line for line it says what the built-in answer says.

Nothing of the assistant is used. Numbers, words in bold and quotations are taken as they were shown, and the words
before, between and behind them must be those of the same line of the built-in answer. Only words of a short list and
common marks may come or go; a citation mark may stand elsewhere in its line. So a number in any dress, a verdict that
has turned, a name or a heading that was swapped, left out or added is something that the built-in answer does not have.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Answer, Citation

# Words that claim nothing. A sentence of a model may have them, or lack them.
NEUTRAL_ZH = (
    "具体来说", "可以看到", "关于", "对于", "根据", "请看", "写明", "来说", "来看", "而言", "就", "的", "是", "为",
)  # fmt: skip
_VERDICT_IS = "(?:(?<!总)的)?(?<!总的)(?:结论|结果|原文)[是为]"  # 总的结论 is a name
NEUTRAL_EN = re.compile(
    r"(?<![a-z])(?:the verdict is|the result is|according to|as for|here is|here are|regarding|says|for|in|and|with"
    r"|is|are|the)(?![a-z])"
)
MARKS = frozenset("，。、；：（）,.;:()")
_WORD = re.compile(r"[a-z]+|\S")
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*%?"
_ATOM = r"\*\*.+?\*\*|" + _NUMBER
_MARK = re.compile(r"(?<!\\)\[[0-9]+\]")

_GAPS = re.compile("[" + re.escape("".join(sorted(MARKS))) + r"\s]+")
_CLAIM = re.compile("[^" + re.escape("".join(sorted(MARKS))) + r"\s]")
_PARTS = re.compile("[，。、；,.;]")
_NEUTRAL_ZH = re.compile("|".join([_VERDICT_IS, *sorted(NEUTRAL_ZH, key=len, reverse=True)]))

Words = tuple[str, ...]
Key = tuple[str, str, int, int]


@dataclass(frozen=True)
class Line:
    """A line as it was shown: what is taken as it is, the text before each of these and behind the last, what is cited.

    `begins_cited`: a mark stands before all that it could be for.
    """

    is_item: bool
    atoms: tuple[str, ...]
    gaps: tuple[str, ...]
    cited: tuple[Key, ...]
    begins_cited: bool


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


def _as_near(text: str, line: str) -> bool:
    """Return whether words between two atoms stand with the same one of the two as in the line."""
    (before, behind), (parted, free) = _apart(text), _apart(line)
    return before >= parted and behind <= free


def lines_of(text: str, citations: Sequence[Citation]) -> list[Line]:
    """Read a text line by line; a citation mark stands for its clause, whatever its number."""
    keys = {f"[{one.n}]": key_of(one) for one in citations}
    quoted = sorted({_shown(one.quote) for one in citations if one.quote}, key=len, reverse=True)
    pattern = re.compile("|".join([*(f'[“「『"]{re.escape(one)}[”」』"]' for one in quoted), _ATOM]))
    return [_line(line, pattern, keys) for line in text.split("\n") if line.strip()]


def _line(line: str, pattern: re.Pattern[str], keys: Mapping[str, Key]) -> Line:
    marks = [mark for mark in _MARK.findall(line) if mark in keys]
    body = _MARK.sub(lambda mark: "" if mark.group() in keys else mark.group(), line.removeprefix("- "))
    found = list(pattern.finditer(body))
    starts, ends = [one.start() for one in found], [one.end() for one in found]
    gaps = (body[end:start] for end, start in zip([0, *ends], [*starts, len(body)], strict=True))
    cited = tuple(sorted(keys[mark] for mark in marks))
    begins_cited = bool(_MARK.match(line.removeprefix("- ")))
    return Line(
        line.startswith("- "),
        tuple(one.group().strip('“”「」『』"') for one in found),
        tuple(gaps),
        cited,
        begins_cited,
    )


def key_of(cited: Citation) -> Key:
    """Return which words a citation cites, whatever its number."""
    return cited.document_id, cited.clause, cited.start, cited.end


def _shown(quote: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|~&@])", r"\\\1", " ".join(quote.split()))


def departures(answer: Answer, built_in: Answer) -> list[str]:
    """Return where the text of an answer says something else than the built-in one, more than it, or less."""
    said, drafted = (lines_of(one.text, one.citations) for one in (answer, built_in))
    if len(said) != len(drafted):
        return [f"{len(said)} lines instead of {len(drafted)}"]
    return [f"not so there: {one}" for one, other in zip(said, drafted, strict=True) if not _says(one, other)]


def _says(line: Line, drafted: Line) -> bool:
    alike = (line.is_item, line.atoms, line.cited) == (drafted.is_item, drafted.atoms, drafted.cited)
    if not alike or line.begins_cited > drafted.begins_cited:
        return False
    said, told = line.gaps, drafted.gaps
    same_words = [words_of(one) for one in said] == [words_of(one) for one in told]
    return same_words and all(_as_near(*pair) for pair in zip(said[1:-1], told[1:-1], strict=True))


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
