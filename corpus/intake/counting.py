"""The numerals that Word counts paragraphs in (ST_NumberFormat, ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = 26
_CHINESE_SEQUENCE = 100  # from here chineseCounting writes digit by digit


def numeral(number: int, form: str) -> str:
    """Return a number as Word shows it in a format; formats that are not known are decimal, as the standard asks.

    >>> [numeral(12, form) for form in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman", "upperLetter")]
    ['十二', '⑫', 'xii', 'L']
    """
    return _FORMS.get(form, str)(number) if number > 0 else str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _spelled(number: int, digits: str, units: tuple[str, ...]) -> str:
    """Spell a number up to 9999 with 十, 百, 千 and 零 in the gaps."""
    if number >= 10 ** len(units):
        return "".join(digits[int(digit)] for digit in str(number))
    text, gap = "", False
    for place in reversed(range(len(units))):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + units[place]
        gap = digit == 0
    return text


def _thousand(number: int) -> str:
    text = _spelled(number, _DIGITS, ("", "十", "百", "千"))
    return text[1:] if text.startswith("一十") else text


def _sequence(number: int) -> str:
    return _thousand(number) if number < _CHINESE_SEQUENCE else _digit_by_digit(number)


def _formal(number: int) -> str:
    return _spelled(number, _FORMAL_DIGITS, ("", "拾", "佰", "仟"))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb …: Word repeats the letter."""
    repeats, place = divmod(number - 1, _LETTERS)
    return chr(ord("a") + place) * (repeats + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return numerals that are one character each, up to `last`; beyond it they are decimal."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)]


def _circled(number: int) -> str:
    for first, last, character in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(character) + number - first)
    return str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": lambda number: f"{number}.",
    "chineseCounting": _sequence,
    "chineseCountingThousand": _thousand,
    "taiwaneseCounting": _sequence,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _thousand,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
}
