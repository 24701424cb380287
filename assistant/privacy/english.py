"""Where an English text names persons and schools: words that are none of the language, of the field, or a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.privacy.name_words import any_of, name_words
from assistant.privacy.pinyin import is_pinyin
from assistant.privacy.typed import Typed
from corpus.terms import english_words, load_terms

_WORD = re.compile(r"(?<![a-z0-9])[a-z](?:[a-z'’-]*[a-z])?(?![a-z0-9])")
_KIND = r"(?:(?:no\.? ?\d+|central|experimental|primary|elementary|middle|junior|senior|high|secondary|nursery) )*"
SCHOOL_WORDS = (
    rf"{_KIND}(?:school|(?:primary|elementary|secondary)(?! school)|xiaoxue|zhongxue|xuexiao|kindergarten|academy"
    r"|college)(?![a-z])"
)
_SCHOOL = re.compile(rf"(?<![a-z]){SCHOOL_WORDS}")
_MOST = 4  # words of a name
_OPENS = re.compile(r"(?:^|[.!?:;。！？：；\n])[\s\"'“‘(]*$")
_DERIVED = re.compile("(?:ing|ed|est|ly|ial|tion|tions)$")
# Surnames in letters that are English words as well: they count only with capitals.
_ALSO_ENGLISH = frozenset(
    {"he", "long", "fan", "song", "pang", "tan", "dong", "fang", "lei", "gong", "lan", "fu", "an"}
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    capital: bool
    own: bool  # no word of the language, of the field, nor of a place
    opens: bool  # stands first in a sentence

    def follows(self, other: "_Token", key: str) -> bool:
        """Say whether it stands behind another with no more than a blank between."""
        return key[other.end : self.start] in (" ", "-", ". ")


def english_schools(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the places of the folded text that name schools."""
    key, tokens = typed.folded.key, _tokens(typed)
    for match in _SCHOOL.finditer(key):
        start, row = match.start(), 0
        for one in reversed([one for one in tokens if one.end <= match.start()]):
            if not one.own or key[one.end : start].strip() or row == _MOST or one.end == start:
                break
            start, row = one.start, row + 1
        if row:
            yield start, match.end()


def english_persons(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the places of the folded text that name persons."""
    key, tokens = typed.folded.key, _tokens(typed)
    yield from _introduced(key, tokens)
    for one, behind in pairwise(tokens):
        if behind.follows(one, key) and _in_letters(one, behind):
            yield one.start, behind.end
    for row in _rows(key, [one for one in tokens if one.capital and one.own]):
        if len(row) > 1 or not row[0].opens or _behind().match(key, row[0].end):
            yield row[0].start, row[-1].end


def _tokens(typed: Typed) -> list[_Token]:
    found, key, at = [], typed.folded.key, typed.folded.at
    for match in _WORD.finditer(key):
        capital = typed.text[at[match.start()]].isupper() and not typed.text[at[match.end() - 1]].isupper()
        understood = any(at[one] in typed.understood for one in range(*match.span()))
        own = not (understood or _is_common(match.group()) or (not capital and _DERIVED.search(match.group())))
        found.append(_Token(*match.span(), match.group(), capital, own, bool(_OPENS.search(key[: match.start()]))))
    return found


@cache
def _is_common(word: str) -> bool:
    common, plain = _common(), "".join(english_words(word)[:1])
    return word in common or plain in common or plain in load_terms().english_vocabulary


@cache
def _common() -> frozenset[str]:
    return frozenset(name_words().english.split())


def _in_letters(one: _Token, behind: _Token) -> bool:
    """Say whether two words are a Chinese name in letters, in either order: wang jianguo, Jianguo Wang."""
    surnames = name_words().letters.split()
    for surname, given in ((one, behind), (behind, one)):
        spoken = surname.word in surnames and (surname.word not in _ALSO_ENGLISH or (surname.capital and given.capital))
        if spoken and not _is_common(given.word) and len(given.word) > 1 and is_pinyin(given.word, 1):
            return True
    return False


def _introduced(key: str, tokens: list[_Token]) -> Iterator[tuple[int, int]]:
    """Yield what stands behind a title, or behind words that say that a name follows."""
    surnames = name_words().letters.split()
    for match in _before().finditer(key):
        row: list[_Token] = []
        for one in (one for one in tokens if one.start >= match.end()):
            apart = not one.follows(row[-1], key) if row else bool(key[match.end() : one.start].strip())
            named = (one.capital and (one.own or bool(row))) or (not row and one.word in surnames)
            if apart or not named or len(row) == _MOST - 1:
                break
            row.append(one)
        if row:
            yield row[0].start, row[-1].end


def _rows(key: str, tokens: list[_Token]) -> list[list[_Token]]:
    """Return tokens that stand side by side together."""
    rows: list[list[_Token]] = []
    for one in tokens:
        if rows and one.follows(rows[-1][-1], key):
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


@cache
def _before() -> re.Pattern[str]:
    words = name_words()
    return re.compile(rf"(?<![a-z])(?:{any_of((*words.titles.en, *words.called.en))})[.:,]? ")


@cache
def _behind() -> re.Pattern[str]:
    words = name_words()
    titled = rf",? (?:(?:the|our|a|my) )?(?:[a-z]+ )?(?:{any_of(words.titles.en)})(?![a-z])"
    return re.compile(rf" (?:{any_of(words.does.en)})(?![a-z])|{titled}")
