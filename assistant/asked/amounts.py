"""Whole numbers as a question writes them: in digits, in Chinese up to the hundreds, in English up to twelve."""

import re

_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100}
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
ORDINALS = tuple(list(_ENGLISH)[12:])
_MEASURED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>个班|班|间|个|人|名|所|平方米|平米|㎡|元|%|classes|rooms|pupils|m2|yuan)",
    re.I,
)
# What `amount_of` reads.
AMOUNT = rf"(?:\d{{1,6}}|[零〇一二两三四五六七八九十百]{{1,6}}|(?:{'|'.join(list(_ENGLISH)[:12])})\b)"


def amount_of(written: str) -> int | None:
    """Return the number that is written, or None where it is none.

    >>> [amount_of(one) for one in ("12", "十", "二十四", "一百零五", "两", "five", "十十")]
    [12, 10, 24, 105, 2, 5, None]
    """
    text = written.strip().lower()
    if text.isdecimal():
        return int(text)
    return _ENGLISH[text] if text in _ENGLISH else _chinese(text)


def _chinese(text: str) -> int | None:
    if (
        not re.fullmatch(
            "(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?[零〇一二两三四五六七八九]?", text
        )
        or not text
    ):
        return None
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _DIGITS[char]
    return total + digit


_NEW_AMOUNT = re.compile(
    rf"\W*(?:那么?|如果|要是|假如|换成?|改成|and|what about|what if|how about|if it were|with|\s)*(?:是|有)?"
    rf"(?P<new>{_MEASURED.pattern})(?:的话)?(?:呢|then)?\W*",
    re.I,
)


def with_other_amount(question: str, before: str) -> str | None:
    """Return the question before with another number of the same unit in it: 那25个班呢."""
    new = _NEW_AMOUNT.fullmatch(question)
    if not new:
        return None
    for old in _MEASURED.finditer(before):
        if old["unit"].lower() == new["unit"].lower():
            return f"{before[: old.start()]}{new['new']}{before[old.end() :]}"
    return None
