"""Lexical retrieval: BM25 over Chinese words, character pairs and numbers, for what vectors blur.

Words alone miss what the segmenter cuts otherwise; pairs alone miss word borders: both stand side by side.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rjieba import Jieba

from corpus.folding import fold
from corpus.terms import english_words

if TYPE_CHECKING:
    from bm25s import BM25

Tokens = Callable[[str], list[str]]

_RUN = re.compile(r"[\u3400-\u9fff〇○]+|[a-z]+|\d+(?:\.\d+)?%?")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)%?")
_HAN_YEAR = re.compile(r"[一二三四五六七八九][〇○零一二三四五六七八九]{3}(?=年)")
_DIGITS = {**{digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}
_KEEP_OLD_SECONDS = 24 * 3600


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


def tokens_of_both(text: str) -> list[str]:
    """Return the tokens of a text in either language; English words in the singular.

    >>> tokens_of_both("left-behind children 留守")
    ['留守', 'left', 'behind', 'child']
    """
    chinese = [token for token in tokens(text) if not token.isascii() or token[0].isdigit()]
    return chinese + [word for word in english_words(text) if len(word) > 1 and not word[0].isdigit()]


def _number_tokens(run: str) -> list[str]:
    number = _NUMBER.fullmatch(run)
    return list(dict.fromkeys([run, number.group(1)])) if number else [run]


def words_of(run: str) -> list[str]:
    """Return the Chinese words of a folded text, cut for search (long words and the words in them)."""
    return _jieba().cut_for_search(run)


def known_words(text: str) -> list[str]:
    """Return a folded text cut into words of the dictionary; what makes none stands in single characters."""
    found: list[str] = _jieba().cut(text, False)
    return found


def tagged(run: str) -> list[tuple[str, str]]:
    """Return the Chinese words of a folded text with their part of speech (n, v, m, r … as jieba names them)."""
    found: list[tuple[str, str]] = _jieba().tag(run)
    return found


@cache
def _jieba() -> "Jieba":
    return Jieba()


class LexicalIndex:
    """BM25 over a fixed list of texts."""

    def __init__(self, bm25: "BM25") -> None:
        """Wrap what `lexical_index` made or `open_lexical` read."""
        self._bm25 = bm25
        self._count = int(bm25.scores["num_docs"])
        held = np.diff(bm25.scores["indptr"])
        known = {token: at for token, at in bm25.vocab_dict.items() if at < len(held)}  # the library adds a blank one
        self.holders: Mapping[str, int] = {token: int(held[at]) for token, at in known.items() if held[at]}

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


def lexical_index(texts: Sequence[str], cut: Tokens = tokens) -> LexicalIndex:
    """Index the texts, in order."""
    return LexicalIndex(_counted(texts, cut))


def open_lexical(texts: Sequence[str], home: Path, cut: Tokens = tokens) -> LexicalIndex:
    """Return the index of the texts, kept in `home`: cutting 100,000 clauses takes a minute. Raises OSError."""
    import bm25s

    folder = _folder(texts, home, cut)
    if folder.is_dir():
        try:
            os.utime(folder)  # what is in use is not old
            return LexicalIndex(bm25s.BM25.load(folder, mmap=True, show_progress=False))
        except (OSError, ValueError, KeyError, EOFError, json.JSONDecodeError):  # damaged: made again below
            shutil.rmtree(folder, ignore_errors=True)
    bm25 = _counted(texts, cut)
    _keep(bm25, folder)
    return LexicalIndex(bm25)


def is_kept(texts: Sequence[str], home: Path, cut: Tokens = tokens) -> bool:
    """Say whether the index of exactly these texts was made."""
    return _folder(texts, home, cut).is_dir()


def _counted(texts: Sequence[str], cut: Tokens) -> "BM25":
    import bm25s

    bm25 = bm25s.BM25(k1=1.2, b=0.6, backend="numpy")
    bm25.index([cut(text) or [""] for text in texts], show_progress=False)
    return bm25


def _folder(texts: Sequence[str], home: Path, cut: Tokens) -> Path:
    digest = hashlib.sha256(cut.__name__.encode())
    for text in texts:
        digest.update(f"\0{text}".encode())
    return home / "words" / digest.hexdigest()[:16]


def _keep(bm25: "BM25", folder: Path) -> None:
    """Write the index aside and put it in its place when it is whole; remove those not used for a day."""
    aside = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}")
    aside.mkdir(parents=True)
    bm25.save(aside, show_progress=False)
    try:
        aside.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(aside, ignore_errors=True)
    for other in folder.parent.iterdir():
        if other != folder and time.time() - other.stat().st_mtime > _KEEP_OLD_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
