"""Where a Chinese text names persons: beside a title, behind what says that a name follows, and by a dictionary."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.privacy.name_words import any_of, name_words
from assistant.privacy.typed import HAN, Typed, Word, cut

_DOTS = "·•・‧."
_DOTTED = re.compile(f"(?:{HAN}{{1,6}}[{_DOTS}])+{HAN}{{1,6}}")
_NUMBERED = re.compile("(?:19|20)[0-9]{3,5}号")  # what stands before is who gave out a document
_MOST = 4  # characters of a name without a dot
_SAYS = re.compile("[ruydcp]|v(?!n)")  # kinds of words that make a sentence, not a name
_JOINS = re.compile("[rudcpkmqf]")  # kinds of characters that are words of their own
_NO_PART = "是的了在有不也都就"  # which end an unknown word that was cut too long
_AHEAD = 10  # characters behind a title that are cut into words again


def persons(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the places of the closed-up text that name persons, the surest first."""
    key = typed.closed.key
    yield from _dotted(typed)
    yield from _labelled(typed)
    for match in _pattern("called").finditer(key):
        yield from _begin_at(typed, match.end(), sure=False)
        if match.group().endswith("姓") and name_words().surname_of(key[match.end() :]):
            yield match.end(), match.end() + 1
    for match in _pattern("titles").finditer(key):
        yield from _end_at(typed, match.start())
        if match.end() in typed.edges:
            yield from _begin_at(typed, match.end(), sure=False)
    yield from (match.span() for match in _familiar().finditer(key))
    yield from _of_dictionary(typed)


def _labelled(typed: Typed) -> Iterator[tuple[int, int]]:
    for match in _pattern("labels").finditer(typed.closed.key):
        yield from _begin_at(typed, match.end(), sure=True)


def _begin_at(typed: Typed, start: int, *, sure: bool) -> Iterator[tuple[int, int]]:
    """Yield the name that begins at a place; `sure`: any short row of characters up to a mark is one."""
    key = typed.closed.key
    ahead = next((at for at in range(start + 1, start + _AHEAD) if at in typed.terms), start + _AHEAD)
    words = list(cut(key[:ahead], start))
    row = re.match(f"{HAN}*", key[start:ahead])
    ends = [_end_of_surnamed(key, start, words), _end_of_named(words), _end_of_doer(key, start, words)]
    if sure and row and 1 < row.end() <= _MOST and not any(_SAYS.match(one.kind) for one in words if one.known):
        ends.append(start + row.end())
    for end in ends:
        if end and end - start > 1 and _may_be(typed, start, end):
            yield start, end
            return


def _end_of_surnamed(key: str, start: int, words: list[Word]) -> int | None:
    """Return the end of a name of a surname and one or two characters more that part no word."""
    surname = name_words().surname_of(key[start:])
    if re.match("[小老阿大]", key[start:]) and name_words().surname_of(key[start + 1 :]) and words[0].kind != "n":
        return start + 2
    within = {at for one in words if one.known for at in range(one.start + 1, one.end)}
    for length in (len(surname) + 2, len(surname) + 1) if surname else ():
        end = start + length
        if (
            re.fullmatch(f"{HAN}{{{length}}}(?<![吗呢么吧的了])", key[start:end])
            and end not in within
            and not _ordinary(words, start, end)
        ):
            return end
    return None


def _end_of_doer(key: str, start: int, words: list[Word]) -> int | None:
    """Return the end of a short row of characters, no word among them, before what persons do: 买合木提 反映."""
    doing = re.match(f"{HAN}{{2,4}}?(?={any_of(name_words().does.zh)})", key[start:])
    before = [one for one in words if doing and one.start < start + doing.end()]
    plain = any(one.known and (len(one.text) > 1 or _JOINS.match(one.kind)) for one in before)
    return start + doing.end() if doing and not plain else None


def _ordinary(words: list[Word], start: int, end: int) -> bool:
    """Say whether a row is cut through, is a known word, or ends with one, that is no part of a name."""
    if words[0].end > end:
        return True
    given = words[0].kind == "nr" and words[0].end == start + 1  # behind a surname a noun may be a name: 褚 建军
    last = next((one for one in words[1 if given else 0 :] if one.end == end), None)
    if last is None or not last.known or last.named or (given and not _SAYS.match(last.kind)):
        return False
    return len(last.text) > 1 or last.start == start


def _end_of_named(words: list[Word]) -> int | None:
    """Return the end of the row of words that may be a name, at most four characters."""
    end = None
    for one in words:
        if not one.named or one.end - words[0].start > _MOST:
            break
        end = one.end
    return end if any(one.tagged for one in words if one.end <= (end or 0)) else None


def _end_at(typed: Typed, end: int) -> Iterator[tuple[int, int]]:
    """Yield the name that ends before a title: one with its surname first, or a row of words that may be one."""
    key, within = typed.closed.key, typed.within
    for length in (4, 3, 2, 1):
        start = end - length
        word = key[max(start, 0) : end]
        surname = len(name_words().surname_of(word))
        fits = surname and surname - 1 < length <= surname + 2 and re.fullmatch(f"{HAN}+", word)
        if start >= 0 and start not in within and fits and _may_be(typed, start, end):
            yield start, end
            return
    row: list[Word] = []
    for one in reversed([one for one in typed.words if one.end <= end]):
        if one.end != (row[0].start if row else end) or not one.named or end - one.start > _MOST:
            break
        row.insert(0, one)
    if any(one.tagged for one in row) and end - row[0].start > 1 and _may_be(typed, row[0].start, end):
        yield row[0].start, end


def _may_be(typed: Typed, start: int, end: int) -> bool:
    """Say whether a row of characters may be a name: not one that is understood, nor known to be none."""
    word = typed.closed.key[start:end]
    touched = any(at in typed.terms for at in range(start, end))
    return not (name_words().is_none(word) or touched or typed.says(start, end))


def _dotted(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield the names with a dot in the middle, from the word before it to the word behind it."""
    at = {place: index for index, place in enumerate(typed.closed.at)}
    for match in _DOTTED.finditer(typed.folded.key):
        first, last = (typed.folded.at[one] for one in (match.start(), match.end() - 1))
        dots = [place for place in range(match.start(), match.end()) if typed.folded.key[place] in _DOTS]
        before = at.get(typed.folded.at[dots[0] - 1])
        behind = at.get(typed.folded.at[dots[-1] + 1])
        if before is None or behind is None or first not in at or last not in at:
            continue
        start = _edge(typed, before, at[first])
        title = _pattern("titles").search(typed.closed.key, behind, at[last] + 1)
        ends = [one.end for one in cut(typed.closed.key[: at[last] + 1], behind)]
        end = title.start() if title and title.start() > behind else ends[0]
        if not any(typed.says(*span) for span in ((start, before + 1), (behind, end))):
            yield start, end


def _edge(typed: Typed, before: int, first: int) -> int:
    """Return where the name begins whose part before the dot ends with a character."""
    start = before
    for one in reversed(list(cut(typed.closed.key[: before + 1], first))):
        if not one.named and start != before:
            break
        start = one.start
    return start


def _of_dictionary(typed: Typed) -> Iterator[tuple[int, int]]:
    """Yield what is tagged as a person with a surname, and a surname that stands before what may be a name."""
    for one, behind in zip(typed.words, (*typed.words, None)[1:], strict=True):
        name = one.text if one.known else one.text.rstrip(_NO_PART)
        end = one.start + len(name)
        if len(name) == 1 and behind and behind.named and len(behind.text) < _MOST - 1:
            name, end = name + behind.text, behind.end
        tagged = one.kind.startswith("nr") and name_words().surname_of(name) and 1 < len(name) <= _MOST
        if tagged and not _NUMBERED.match(typed.closed.key, end) and _may_be(typed, one.start, end):
            yield one.start, end


@cache
def _pattern(of: str) -> re.Pattern[str]:
    words = name_words()
    if of == "labels":
        return re.compile(f"(?:{any_of(words.labels)})[,:;是为叫/|]*")
    return re.compile(any_of((words.called if of == "called" else words.titles).zh))


@cache
def _familiar() -> re.Pattern[str]:
    words = name_words()
    surname = f"[{re.escape(''.join(words.surnames.split()))}]"
    return re.compile(f"(?:{any_of(words.compound)}|{surname})某{{1,2}}|[小老阿]{surname}(?={any_of(words.does.zh)})")
