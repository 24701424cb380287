"""How long a bar is drawn: every bar of a column on one scale from 0."""

from collections.abc import Iterable

from ui.charts.model import WIDTH, Bar

ROOM = 1.05  # the longest line ends a little before the end of the scale
Drawn = tuple[float | None, float | None, bool]


def bars(numbers: Iterable[Drawn]) -> list[Bar]:
    """Return the bars of values, their limits, and whether the record says that the value is at fault.

    >>> [bar.length for bar in bars([(2, 1, True), (1, 2, False), (None, 2, False)])]
    [95.2, 47.6, None]
    """
    numbers = list(numbers)
    scale = ROOM * max((one for value, limit, _ in numbers for one in (value, limit) if one is not None), default=0)
    return [Bar(_on(value, scale), _on(limit, scale), fault) for value, limit, fault in numbers]


def _on(number: float | None, scale: float) -> float | None:
    if number is None:
        return None
    return round(max(number, 0) / scale * WIDTH, 1) if scale > 0 else 0.0
