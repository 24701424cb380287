"""What a question is about, as the items of the county verdict."""

from assistant.asked.understanding import Understanding
from corpus.indicators import item_of


def topics_of(asked: Understanding) -> tuple[str, ...]:
    """Return the items that a question is about; the 差异系数 of an indicator is a question about the 差异系数.

    >>> topics_of(Understanding("", "zh", "verdict", indicators=("CV", "R4")))
    ('CV',)
    >>> topics_of(Understanding("", "zh", "verdict", indicators=("G3.music_area",)))
    ('G3',)
    """
    ids = tuple(dict.fromkeys(item_of(id) for id in asked.indicators))
    return ("CV",) if "CV" in ids else ids
