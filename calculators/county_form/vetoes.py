"""What a cell says of the veto facts (否决事项): one answer to all, answers fact by fact, or six in their order.

Here 无 is an answer, and a dash is none. What names a fact without an answer, or answers it twice, is refused.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from calculators.county_form.entry import Entry, Read, Refused
from calculators.county_form.fields import load_vetoes
from calculators.values import DASHES, EMPTY_WORDS
from corpus.bilingual import Bilingual

DIGITS = "一二三四五六"
NO = "不存在|不是|没有发[生现]|没有|未发现|未发生|未出现|无|否|0"
YES = "存在|有|是|1"
ALL_NOT = re.compile(rf"(?:六项|6项|以上)*(?:均|都|全部)?(?:{NO})(?:否决事项)?")
HOLDS = re.compile(rf"(?:{YES})(?:[:,、;(].*)?")
NUMBER = re.compile(rf"(?:^|(?<=[;,、。\n有无否是在]))\(?(?:第?([1-6{DIGITS}])项?)[).、:]")
BREAK = re.compile(r"[;,、。\n/|]+")
NUMBERED = re.compile(rf"(?:([1-6{DIGITS}])#)?(.*)")
BARE = re.compile(rf"(?:(?P<no>{NO})|(?:{YES}))")
OTHERS = re.compile(rf"(?:其余|其他|其它)(?:各?项|事项|\d项|[{DIGITS}]项)?(?:均|都|全部?)?(?:为)?(?:{NO})")
ASKS = re.compile("^(?:是否|有无)(?:存在|有|发生)?")
# “有编不补” is a fact that begins with 有
BEHIND = re.compile(rf"(?P<fact>.+?)[:=(-]?(?:均|都)?(?<![\d不未没非有是])(?:(?P<no>{NO})|(?:{YES}))\)?$")
BEFORE = re.compile(rf"(?:(?P<no>{NO})|(?:存在|有(?!编)))(?P<fact>.+)")
ANSWERED = re.compile(rf"(?:{NO})|(?:有|是):")
WANTED = Bilingual(
    "“有”或“无”，或逐项写明，如“以考试方式招生：无；重点学校或重点班：有”",
    "有 (it does) or 无 (it does not), or an answer to each fact, such as “以考试方式招生：无；重点学校或重点班：有”",
)
REFUSED = Refused("unreadable_number", WANTED)


def read_veto(text: str) -> Read:
    """Return what a cell without white space says; () where it is blank. A value is 1 where a fact holds, else 0.

    >>> [(one.name, int(one.value)) for one in read_veto("以考试方式招生:无;存在重点班:有")]
    [('exam_admission', 0), ('key_schools', 1)]
    """
    if not text or text in DASHES or text.lower() in EMPTY_WORDS:
        return ()
    if ALL_NOT.fullmatch(text):
        return (Entry(Fraction(0)),)
    found = _piecewise(text)
    if found is not None:
        return found
    if HOLDS.fullmatch(text) is None:
        return REFUSED
    return tuple(Entry(Fraction(1), id) for id in _facts(text)) or (Entry(Fraction(1)),)


def _piecewise(text: str) -> Read | None:
    """Read the answers piece by piece; None where some piece is no answer of its own."""
    pieces = [piece for piece in BREAK.split(NUMBER.sub(r";\1#", text)) if piece]
    if len(pieces) == len(load_vetoes()) and all(BARE.fullmatch(one) for one in pieces):
        return _in_order(pieces)
    others = [piece for piece in pieces if OTHERS.fullmatch(piece)]
    answers = [_answer(piece) for piece in pieces if piece not in others]
    said = [pair for answer in answers if answer for pair in answer]
    if None in answers or not said:
        return None
    rest = [id for id in _all() if id not in dict(said)] if others else []
    return _agreed([*said, *((id, False) for id in rest)])


def _in_order(pieces: Sequence[str]) -> Read:
    holds = [not _is_no(BARE, piece) for piece in pieces]
    return tuple(Entry(Fraction(one), id) for id, one in zip(_all(), holds, strict=True))


def _answer(piece: str) -> list[tuple[str, bool]] | None:
    """The facts that a piece answers, and whether they hold: by number, by an answer behind them, or before them."""
    number, words = NUMBERED.fullmatch(piece).groups()  # type: ignore[union-attr]
    words = ASKS.sub("", words)
    if number and BARE.fullmatch(words):
        return [(_all()[int(number) - 1 if number.isdecimal() else DIGITS.index(number)], not _is_no(BARE, words))]
    for pattern in (BEHIND, BEFORE):
        found = pattern.fullmatch(words)
        facts = _facts(found["fact"]) if found else []
        if found and facts:
            twice = pattern is BEHIND and ANSWERED.match(found["fact"])
            return None if twice else [(id, found["no"] is None) for id in facts]
    return None


def _is_no(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.fullmatch(text)
    return found is not None and found["no"] is not None


def _agreed(said: Sequence[tuple[str, bool]]) -> Read:
    """A fact that is both said to hold and not to is in doubt."""
    if len(set(said)) != len(dict(said)):
        return REFUSED
    return tuple(Entry(Fraction(holds), id) for id, holds in dict(said).items())


def _facts(text: str) -> list[str]:
    return [one.id for one in load_vetoes() if re.search(one.key, text)]


def _all() -> list[str]:
    return [one.id for one in load_vetoes()]
