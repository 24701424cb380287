"""Every figure of an answer checked anew, apart from what drafted and verified it. One wrong figure is one too many."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.evaluation.cells import NO_CELLS, Cells
from assistant.evaluation.expected import Results
from assistant.evaluation.formulas import Unreadable, sides, worked_out
from assistant.evaluation.held import TOLERANCE, Against, Held, held_against, listed
from assistant.model import Answer, Citation, ShownFigure

# A formula is written with rounded numbers, so that its value may be off by a little more than half its last digit.
_SLACK = 0.6
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_HAN_NUMBER = re.compile(
    r"[零一二两三四五六七八九十百千万亿半数]+(?=[所间人个项倍成元名班年级]|分之)|百分之|翻番|多数|过半"
)
_ENGLISH_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|dozen|half|twice|thrice|double|triple|third|quarter|majority)\b",
    re.I,
)
# Words of the field and of the closed phrases in which a numeral is no quantity.
_WORDS = re.compile(
    r"[九十二两]+年一贯制|[每哪同任]一|这一年|两[种类]|两个学段"
    r"|an empty one|no one of them|two (?:ways|readings)|one of each"
)
_MARK = re.compile(r"\[\d+\]")
_UNIT = re.compile("m?[²³]|㎡|[Pp]er 100 pupils|10000 (?:yuan|people)|每百名|人/百生|间/百生|百分点")
# A cell as it is named: the rest of what stands in its brackets.
_CELL = re.compile(r"[^\s(（]+\.(?:xlsx|xls|xlsb|csv|ods)![^)）\n]*", re.I)
# Items go by letter and number (G3, L5), which says no quantity.
_ITEM = re.compile(r"(?<![A-Za-z\d])[RGQSVL]\d{1,2}(?!\d)")
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>|~&@])")


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer may name with digits in it: documents, files, schools, indicators, messages, and years.

    `results` are the expected results of the sheet, where there are any, and `cells` those of the files.
    """

    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    results: Results | None = None
    cells: Cells = NO_CELLS


class Checked(NamedTuple):
    """What is wrong with the figures of an answer, and how many were held against what."""

    wrong: tuple[str, ...]
    held: Counter[Held]


def check_figures(answer: Answer, question: str, known: Known = Known()) -> Checked:
    """Check every figure of an answer, and every numeral of its text."""
    there = Against(question, known.cells, known.results)
    told = [held_against(shown, answer, there) for shown in answer.figures]
    wrong = [
        *_citations(answer.citations),
        *(fault for shown in answer.figures for fault in _figure(shown, answer)),
        *(fault for _, faults in told for fault in faults),
        *_numerals(answer, question, known),
    ]
    return Checked(tuple(dict.fromkeys(wrong)), Counter(held for held, _ in told))


def _citations(citations: Iterable[Citation]) -> Iterator[str]:
    for one in citations:
        if not one.quote or one.text[one.start : one.end] != one.quote:
            yield f"citation {one.n} does not quote its clause"


def _figure(shown: ShownFigure, answer: Answer) -> Iterator[str]:
    figure = shown.figure
    if figure.kind == "quoted":
        yield from _quoted(shown, answer)
    elif not _shows(figure.display, figure.value):
        yield f"{figure.id} shows {figure.display} for {figure.value}"
    if figure.formula:
        yield from _formula(shown)


def _shows(display: str, value: object) -> bool:
    """Say whether a display is its value rounded; words that stand for a value are not judged."""
    number = _number(display)
    if number is None or not isinstance(value, int | float):
        return True
    return abs(value - number) <= _half_digit(display) * (1 + TOLERANCE) + TOLERANCE


def _quoted(shown: ShownFigure, answer: Answer) -> Iterator[str]:
    quotes = [one.quote for one in answer.citations if one.n == shown.citation]
    said = re.escape(_plain(shown.figure.display))
    alone = rf"(?<![\d.]){said}(?!\d|\.\d)" if shown.figure.display[-1:].isdigit() else said
    if not quotes or not re.search(alone, _plain(quotes[0]).replace(",", "")):
        yield f"{shown.figure.id} is not in its quotation: {shown.figure.display}"


def _formula(shown: ShownFigure) -> Iterator[str]:
    figure = shown.figure
    worked, *stated = sides(figure.formula or "")
    number = _number(figure.display)
    try:
        value = worked_out(worked)
    except Unreadable:
        yield f"{figure.id} has a formula that cannot be read: {figure.formula}"
        return
    if number is not None and abs(value - number) > _slack(figure.display):
        yield f"{figure.id} shows {figure.display}, its formula gives {value:.6g}: {figure.formula}"
    if any(_number(side) != number for side in stated):
        yield f"{figure.id} shows {figure.display}, its formula says {stated}"


def _numerals(answer: Answer, question: str, known: Known) -> Iterator[str]:
    """Yield each numeral of the text that neither a figure, a quotation nor a name accounts for."""
    text = _CELL.sub(" ", _MARK.sub(" ", _plain(_ESCAPE.sub(r"\1", answer.text))))
    parts = {_plain(part).strip() for part in _accounted(answer, known)}
    said_here = text.lower()
    named = (part for part in parts if part and part.lower() in said_here and not _DIGITS.fullmatch(part))
    names = sorted(named, key=len, reverse=True)
    text = _ITEM.sub(" ", re.sub("|".join(map(re.escape, names)), " ", text, flags=re.I)) if names else text
    said = [*(shown.figure.display for shown in answer.figures), *listed(answer, known.cells)]
    since = [one.figure.threshold.since for one in answer.figures if one.figure.threshold]
    allowed = {
        number for one in (question, *said, *map(str, (*known.years, *since))) for number in _numbers_of(_plain(one))
    }
    yield from (f"{number} in the text is no figure" for number in _numbers_of(text) if number not in allowed)
    for shown in answer.figures:  # 503.5万元: the 万 is of its unit
        text = text.replace(f"{shown.figure.display}{shown.figure.unit}", " ")
    words = _WORDS.sub(" ", text)
    spoken = [*_HAN_NUMBER.findall(words), *_ENGLISH_NUMBER.findall(words)]
    yield from (f"{word} in the text is a number in words" for word in spoken if word not in _plain(question))


def _accounted(answer: Answer, known: Known) -> Iterator[str]:
    for one in answer.citations:
        yield from (" ".join(one.quote.split()), one.quote, one.document, one.title, one.clause.replace("/", " › "))
        yield " ".join((one.context or "").split())
    for shown in answer.figures:
        label = shown.figure.label
        yield from (label.zh, label.en, shown.figure.formula or "")
    yield from known.names


def _numbers_of(text: str) -> list[str]:
    """Return the numbers of a text, in digits of any script."""
    digits = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
    return _DIGITS.findall(digits)


@lru_cache(maxsize=2**15)  # the names that answers may hold are some thousands, and the same for each
def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNIT.sub(" ", text))


def _number(display: str) -> float | None:
    try:
        return float(display.replace("−", "-"))
    except ValueError:
        return None


def _half_digit(display: str) -> float:
    return 0.5 * 10.0 ** -len(display.partition(".")[2])


def _slack(display: str) -> float:
    return 2 * _SLACK * _half_digit(display)
