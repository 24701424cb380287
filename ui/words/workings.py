"""How a figure came about, as it is written: the signs of its formula, the values put in, and where those stand."""

from collections.abc import Iterable

from calculators.model import FigureInput
from calculators.rounding import plain
from corpus.bilingual import Bilingual, Language
from ui.words import labels

SIGNS = {
    "#{": Bilingual("#{…} 是花括号内符合条件的个数", "#{…} counts those in the braces that meet the condition"),
    "⌈": Bilingual("⌈…⌉ 是向上取整", "⌈…⌉ is rounded up to a whole number"),
}
MAX_CELLS_CHARACTERS = 400
_BETWEEN_SHEETS = "; "


def signs_of(formula: str | None, language: Language) -> str:
    """Return what the signs of a formula mean that not everybody reads; "" where it has none.

    >>> signs_of("⌈54 ÷ 12⌉ = 5", "zh"), signs_of("54 ÷ 12 = 4.5", "zh")
    ('⌈…⌉ 是向上取整', '')
    """
    words = [meaning.say(language) for sign, meaning in SIGNS.items() if sign in (formula or "")]
    return ("；" if language == "zh" else "; ").join(words)


def value_of(one: FigureInput) -> str | None:
    """Return what was put in as it is shown: a text as it stands, a number plainly, None where the sheet has none."""
    return one.value if one.value is None or isinstance(one.value, str) else plain(one.value)


def file_of(inputs: Iterable[FigureInput]) -> str:
    """Return the one file that all the cells of a figure are in; "" where they are in several, or in none."""
    files = {part.partition("!")[0] for one in inputs for part in _parts(one.cell)}
    return files.pop() if len(files) == 1 else ""


def place_of(cells: str | None, file: str = "") -> str:
    """Return where cells are: sheet and cells, and the file before them where it is not that `file`.

    >>> place_of("a.xlsx!汇总!U6:U9,U12; b.xlsx!初中!H12"), place_of("a.xlsx!汇总!B2", "a.xlsx")
    ('a.xlsx › 汇总 › U6:U9,U12; b.xlsx › 初中 › H12', '汇总 › B2')
    """
    return _BETWEEN_SHEETS.join(_place(part, file) for part in _parts(cells))


def are_many(cells: str) -> bool:
    """Tell whether the cells of a number are too many to be read on a line."""
    return len(cells) > MAX_CELLS_CHARACTERS


def cells_of(inputs: Iterable[FigureInput], language: Language) -> str:
    """Return where all that was put in stands, the file once; how many there are of where those are many."""
    given = tuple(one for one in inputs if one.cell)
    file = file_of(given)
    cells = labels.listed(dict.fromkeys(place_of(one.cell, file) for one in given), language)
    if are_many(cells):
        cells = labels.CELLS_COUNTED.say(language).format(count=len(given))
    return " › ".join(one for one in (file, cells) if one)


def _parts(cells: str | None) -> list[str]:
    return cells.split(_BETWEEN_SHEETS) if cells else []


def _place(part: str, file: str) -> str:
    sheet, _, cells = part.rpartition("!")
    own, _, sheet = sheet.partition("!")
    return " › ".join(one for one in (own if own != file else "", sheet, cells) if one)
