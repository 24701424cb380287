"""Lexical retrieval: BM25 over Chinese words, character pairs and numbers, for what vectors blur.

Words alone miss what the segmenter cuts otherwise; pairs alone miss word borders: both stand side by side.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rjieba import Jieba

from corpus.folding import fold

_RUN = re.compile(r"[\u3400-\u9fff〇○]+|[a-z]+|\d+(?:\.\d+)?%?")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)%?")
_HAN_YEAR = re.compile(r"[一二三四五六七八九][〇○零一二三四五六七八九]{3}(?=年)")
_DIGITS = {**{digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}


def search_key(text: str) -> str:
    """Return the text folded for search; years in Chinese digits become figures.

    >>> search_key("二○二五 年，督導")
    '2025年,督导'
    """
    return _HAN_YEAR.sub(lambda match: "".join(_DIGITS[digit] for digit in match.group()), fold(text))


def tokens(text: str) -> list[str]:
    """Return what BM25 counts: words of two characters and more, character pairs, numbers, Latin words.

    >>> tokens("每间96平方米")
    ['每间', '平方', '平方米', '方米', '96']
    """
    found: list[str] = []
    numbers: list[str] = []
    for run in _RUN.findall(search_key(text)):
        if run[0].isascii():
            numbers.extend(_number_tokens(run))
        else:
            pairs = [run[at : at + 2] for at in range(len(run) - 1)]
            words = [word for word in words_of(run) if len(word) > 1]
            found.extend([*words, *(pair for pair in pairs if pair not in words)] if len(run) > 1 else [run])
    return found + numbers


def _number_tokens(run: str) -> list[str]:
    number = _NUMBER.fullmatch(run)
    return list(dict.fromkeys([run, number.group(1)])) if number else [run]


def words_of(run: str) -> list[str]:
    """Return the Chinese words of a folded text, cut for search (long words and the words in them)."""
    return _jieba().cut_for_search(run)


def tagged(run: str) -> list[tuple[str, str]]:
    """Return the Chinese words of a folded text with their part of speech (n, v, m, r … as jieba names them)."""
    found: list[tuple[str, str]] = _jieba().tag(run)
    return found


@cache
def _jieba() -> "Jieba":
    return Jieba()


class LexicalIndex:
    """BM25 over a fixed list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index the texts, in order."""
        import bm25s

        counted = [tokens(text) for text in texts]
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6, backend="numpy")
        self._bm25.index(counted, show_progress=False)
        holders: dict[str, int] = {}
        for text_tokens in counted:
            for token in set(text_tokens):
                holders[token] = holders.get(token, 0) + 1
        self.holders: Mapping[str, int] = holders
        self._count = len(texts)

    def scores(self, query_tokens: Sequence[str]) -> NDArray[np.float32]:
        """Return one BM25 score a text, 0 where nothing is shared; tokens that no text has count for nothing."""
        known = [token for token in query_tokens if token in self.holders]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def weight(self, token: str) -> float:
        """Return how telling a token is: its inverse document frequency (about 6 for one that no text has)."""
        held = self.holders.get(token, 0)
        return float(np.log(1 + (self._count - held + 0.5) / (held + 0.5)))
