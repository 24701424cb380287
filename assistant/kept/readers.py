"""The conversations of a reader: each has a number of the reader's own, and what it is called in a list."""

from dataclasses import dataclass

MOST_CONVERSATIONS = 200
MOST_TITLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as its reader finds it again: its first question or sheet, and when it was last used.

    `title` is "" where neither was given; `used` is in seconds since 1970.
    """

    number: int
    title: str
    used: int


def title_of(words: str) -> str:
    """Return what a conversation is called that began with these words.

    >>> title_of("  音乐教室要\\n多大？ "), len(title_of("长" * 1000))
    ('音乐教室要 多大？', 61)
    """
    line = " ".join(words[: MOST_TITLE_CHARACTERS * 4].split())
    return line if len(line) <= MOST_TITLE_CHARACTERS else line[:MOST_TITLE_CHARACTERS] + "…"
