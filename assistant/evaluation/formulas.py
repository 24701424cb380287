"""Formulas as answers show them, worked out anew: + − × ÷ √ ² % ⌈ ⌉ ( ) and the counting of those that suffice.

It shares nothing with what wrote the formulas, so that a wrong one does not prove itself.
"""

import math
import operator
import re
from collections.abc import Sequence

_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[-+−×÷*/√²%()⌈⌉])")
_COUNTING = re.compile(r"#\{([\d.、,\s]+)([≥≤<>])\s*([\d.]+)\}")
_HOLDS = {"≥": operator.ge, "≤": operator.le, ">": operator.gt, "<": operator.lt}
_CLOSING = {"(": ")", "⌈": "⌉"}
_SIGNS = {"−": "-", "*": "×", "/": "÷"}
_DEEPEST = 50


class Unreadable(Exception):
    """A formula that is not written in these signs."""


def sides(formula: str) -> tuple[str, ...]:
    """Return the sides of a formula's equations.

    >>> sides("33 ÷ 2040 × 100 = 1.62")
    ('33 ÷ 2040 × 100', '1.62')
    """
    return tuple(side.strip() for side in formula.split("="))


def worked_out(expression: str) -> float:
    """Return the value of one side. Raises Unreadable.

    >>> worked_out("⌈54 ÷ 12⌉"), worked_out("#{95、108.5、96 ≥ 96}")
    (5.0, 2.0)
    """
    counted = _COUNTING.sub(_count, expression)
    reading = _Reading(_tokens(counted))
    try:
        value = reading.sum()
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        raise Unreadable(expression) from error
    if reading.next is not None or not math.isfinite(value):
        raise Unreadable(expression)
    return value


def _count(match: re.Match[str]) -> str:
    holds, limit = _HOLDS[match[2]], float(match[3])
    return str(sum(holds(float(one), limit) for one in re.split(r"[、,\s]+", match[1].strip())))


def _tokens(expression: str) -> list[str]:
    found, at = [], 0
    while at < len(expression.rstrip()):
        token = _TOKEN.match(expression, at)
        if not token:
            raise Unreadable(expression)
        found.append(_SIGNS.get(token[1], token[1]))
        at = token.end()
    return found


class _Reading:
    """Reads tokens by the usual order of operations."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    @property
    def next(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        if self.next is None:
            raise Unreadable("unfinished")
        self._at += 1
        return self._tokens[self._at - 1]

    def sum(self) -> float:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("too deep")
        value = self._product()
        while self.next in ("+", "-"):
            value = value + self._product() if self._take() == "+" else value - self._product()
        self._depth -= 1
        return value

    def _product(self) -> float:
        value = self._signed()
        while self.next in ("×", "÷"):
            value = value * self._signed() if self._take() == "×" else value / self._signed()
        return value

    def _signed(self) -> float:
        sign = 1
        while self.next == "-":
            self._take()
            sign = -sign
        value = self._atom()
        while self.next in ("²", "%"):
            value = value**2 if self._take() == "²" else value / 100
        return sign * value

    def _atom(self) -> float:
        token = self._take()
        if token == "√":
            return math.sqrt(self._atom())
        if token in _CLOSING:
            value = self.sum()
            if self._take() != _CLOSING[token]:
                raise Unreadable("unbalanced")
            return float(math.ceil(value - 1e-12)) if token == "⌈" else value
        try:
            return float(token)
        except ValueError as error:
            raise Unreadable(token) from error
