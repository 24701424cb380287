"""Levels of schooling beside 小学 and 初中: a clause that does not name one says nothing of it."""

LEVELS = (("高中",), ("幼儿园", "学前", "幼儿"), ("职业", "中职", "高职", "职校"), ("大学", "高校"))


def levels_in(question: str) -> list[tuple[str, ...]]:
    """Return the levels that a Chinese question names, each as the words of which an answer must hold one.

    >>> levels_in("高中音乐教室要多大")
    [('高中',)]
    """
    return [words for words in LEVELS if any(word in question for word in words)]


def speaks_of(text: str, levels: list[tuple[str, ...]]) -> bool:
    """Say whether a text names every one of these levels."""
    return all(any(word in text for word in words) for words in levels)
