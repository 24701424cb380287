"""Which formulas of an uploaded sheet may stand in the copy: plain arithmetic over the sheets that are copied.

All others are left out for their value: what calls out (WEBSERVICE, DDE, links to other files), what depends on the
place or the time (INDIRECT, NOW), names that the copy does not have.
"""

import re
from collections.abc import Mapping

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from assistant.workbook.cells import quoted

FUNCTIONS = frozenset(
    re.findall(
        r"\w+",
        """ABS AND AVERAGE AVERAGEIF COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS EVEN IF IFERROR INT ISBLANK ISNUMBER
        LARGE MAX MEDIAN MIN MOD NOT ODD OR POWER PRODUCT QUOTIENT ROUND ROUNDDOWN ROUNDUP SMALL SQRT STDEV STDEVP
        SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT TRUNC""",
    )
)
CELLS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+")
CALLS_OUT = re.compile(r"[\[\]|{}]")
LONGEST = 2_000


def kept_formula(formula: str, names: Mapping[str, str]) -> str | None:
    """Return a formula as the copy may hold it, its sheets renamed by `names` (old to new), or None.

    >>> kept_formula("=SUM(A1:A3)*2", {}), kept_formula('=WEBSERVICE("x")', {}), kept_formula("=cmd|'/c calc'!A1", {})
    ('=SUM(A1:A3)*2', None, None)
    """
    if len(formula) > LONGEST or CALLS_OUT.search(formula) or not formula.startswith("="):
        return None
    try:
        tokens = Tokenizer(formula).items
    except TokenizerError:
        return None
    parts = [_kept(token, names) for token in tokens]
    return None if None in parts else "=" + "".join(part for part in parts if part)


def _kept(token: Token, names: Mapping[str, str]) -> str | None:
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        return token.value if token.value[:-1].upper() in FUNCTIONS else None
    if token.type == Token.OPERAND and token.subtype == Token.RANGE:
        return _kept_reference(token.value, names)
    if token.type == Token.OPERAND and token.subtype == Token.ERROR:
        return None
    return str(token.value)


def _kept_reference(reference: str, names: Mapping[str, str]) -> str | None:
    sheet, mark, cells = reference.rpartition("!")
    if not CELLS.fullmatch(cells.upper()):
        return None
    if not mark:
        return reference
    name = names.get(sheet.strip("'").replace("''", "'"))
    return None if name is None else f"{quoted(name)}!{cells}"
