"""Quantities in every dress, so that none slips into a sentence outside a slot.

Digits of any script, Chinese and Roman numerals, fractions, multiples and English number words count. Words of the
field that only look like numbers (一贯制, 双减, 统一 …) are let through by a closed list; the lists are numerals.yaml.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from pydantic import BaseModel, ConfigDict

from assistant.verified.slots import FIGURE_MARK
from corpus.folding import fold_width
from corpus.strict import load_yaml

_HAN = "零〇一二两三四五六七八九十百千万亿兆廿卄卅卌皕壹贰弍叁弎肆伍陆柒捌玖拾佰仟双俩仨几"
_BESIDE = f"[{_HAN}0-9{FIGURE_MARK}]"
_HIDDEN = frozenset({"Cf", "Mn", "Me"})
_SIGNS = frozenset("%‰‱∞")
# “Ⅲ” folds to “iii”, so Roman numerals are told from words by their grammar; a lone letter needs a rank beside it.
_ROMAN = (
    r"(?<![a-z])(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})(?![a-z])"
    r"|(?<![a-z])[ivx](?=\s?[级类档等层期])|(?:(?<=level )|(?<=grade )|(?<=class )|(?<=phase ))[ivx](?![a-z])"
)
# 数所 is a few schools, 学校数所占 is not; what could be either counts.
_SOME = r"数(?=[间个名项倍十百千万亿次处家年天]|所(?![占需在]))|[成折](?=以上|以下|左右)"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    harmless: tuple[str, ...]
    chinese: tuple[str, ...]
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    english: tuple[str, ...]


@cache
def _words() -> _Words:
    return _Words.model_validate(load_yaml((files("assistant.verified") / "numerals.yaml").read_text("utf-8")))


HARMLESS_ZH = _words().harmless


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile(f"(?<!{_BESIDE})(?<!分(?=之一))(?:{_any_of(HARMLESS_ZH)})(?!{_BESIDE})")


@cache
def _quantity() -> re.Pattern[str]:
    """Return the pattern of every quantity that is not written in digits.

    English is bounded by letters, not by words: in “two所” a word ends where no word boundary is.
    """
    words = _words()
    english = (
        f"(?:{_any_of(words.cardinals)})-?(?:s|th|ths|fold)?|(?:{_any_of(words.ordinals)})s?"
        f"|(?:{_any_of(words.english).replace(' ', '[ -]?')})s?"
    )
    return re.compile(f"[{_HAN}]|{_any_of(words.chinese)}|{_SOME}|(?<![a-z])(?:{english})(?![a-z])|{_ROMAN}")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace(r"\ ", " ")


def quantities(text: str) -> list[str]:
    """Return every quantity in a text; an empty list when there is none.

    >>> quantities("九年一贯制学校都达标")
    []
    >>> quantities("约五成，还差12间")
    ['五', '12']
    """
    words = _harmless().sub(" ", folded(text))
    found = [match.group() for match in _quantity().finditer(words)]
    return found + (_runs(words) or _runs(text))


def masked(text: str, mark: str = "□") -> str:
    """Return a text with one mark in the place of each quantity, and of all that stands in one.

    >>> masked("每12个班级一间，九年一贯制学校")
    '每□个班级□间，九年一贯制学校'
    """
    pairs = [(one, at) for at, char in enumerate(text) for one in folded(char)]
    words = _harmless().sub(lambda match: " " * len(match.group()), "".join(one for one, _ in pairs))
    numeric = {at for at, one in enumerate(words) if _is_numeral(one)}
    numeric |= {at for match in _quantity().finditer(words) for at in range(*match.span())}
    gone = {pairs[at][1] for at in numeric} | {at for at, one in enumerate(text) if _is_numeral(one)}
    found = "".join("\0" if at in gone else one for at, one in enumerate(text))
    found = re.sub("\0(?:[.,:]?\0)*", mark, found)
    return mark if quantities(found) else found


@lru_cache(maxsize=1024)
def visible(text: str) -> str:
    """Return the text without characters that do not show or only mark others: they split words for a program alone."""
    return "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)


@lru_cache(maxsize=1024)
def hidden(text: str) -> tuple[str, ...]:
    """Return the characters that do not show or only mark others, by their code points."""
    return tuple(f"U+{ord(char):04X}" for char in text if unicodedata.category(char) in {"Cc", *_HIDDEN})


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """Return the visible text in half width, simplified characters and small letters."""
    return fold_width(visible(text))


def _runs(text: str) -> list[str]:
    return ["".join(run) for numeric, run in groupby(text, key=_is_numeral) if numeric]


def _is_numeral(char: str) -> bool:
    """Say whether Unicode calls a character a number (of any script), or it is a sign of one."""
    return unicodedata.category(char) in {"Nd", "Nl", "No"} or char in _SIGNS
