"""What differs between two answers to one question: status, readings, figures, citations, words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.causes import Told
from assistant.kept.receipts import SHOWN, Receipt
from assistant.model import BUILTIN
from corpus.bilingual import Bilingual

_NAMES = {
    "status": Bilingual("状态", "status"),
    "engine": Bilingual("引擎", "engine"),
    "language": Bilingual("语言", "language"),
    "county": Bilingual("地区", "county"),
    "year": Bilingual("年份", "year"),
    "applied_year": Bilingual("适用年份", "year applied"),
}
_UNSAID = {"engine": BUILTIN}  # what receipts do not say that were made when there was no other
_TEXT = Bilingual("回答的文字不同", "the words of the answer differ")
_GONE = Bilingual(
    "回答与当时不同；当时的文字和数字已删除，无法逐项列出",
    "the answer differs; its words and figures of then were deleted and cannot be listed",
)
_ORDER = Bilingual("数字或引文的次序与当时不同", "figures or quotations stand in another order than then")


def effects(then: Receipt, now: Receipt) -> tuple[Told, ...]:
    """Return what differs between the answer of then and that of now."""
    return tuple(_effects(then, now))


def _effects(then: Receipt, now: Receipt) -> Iterator[Told]:
    for name, what in _NAMES.items():
        was, is_now = (one.decided.get(name, _UNSAID.get(name)) for one in (then, now))
        if was != is_now:
            yield Told(name, Bilingual(f"{what.zh}：{was} → {is_now}", f"{what.en}: {was} → {is_now}"), was, is_now)
    yield from _readings(_mapping(then.decided["readings"]), _mapping(now.decided["readings"]))
    was, is_now = ({name: one.seen[name] for name in SHOWN} for one in (then, now))
    if was != is_now:
        words = tuple(_words(then.shown, now.shown)) if then.shown and now.shown else ()
        order = Told("answer", _ORDER if then.shown else _GONE, was, is_now)
        yield from words or (order,)


def _words(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Told]:
    """Yield what differs in the words of two answers."""
    if before["question"] != after["question"]:
        what, named = Bilingual("问题的理解", "how the question is understood"), (before["question"], after["question"])
        words = Bilingual(f"{what.zh}：{named[0]} → {named[1]}", f"{what.en}: {named[0]} → {named[1]}")
        yield Told("question", words, *named)
    yield from _figures(before["figures"], after["figures"])
    yield from _citations(before["citations"], after["citations"])
    if before["text"] != after["text"]:
        yield Told("text", _TEXT, before["text"], after["text"])


def _readings(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Told]:
    for id in dict.fromkeys((*then, *now)):
        if then.get(id) != now.get(id):
            yield _told("reading", Bilingual("口径", "reading"), id, then.get(id), now.get(id))


def _mapping(value: object) -> Mapping[str, str]:
    return value if isinstance(value, Mapping) else {}


def _figures(then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    """Yield the figures that are not as they were; a figure is known by its id and label."""
    before, after = ({(one["id"], one["label"]): one for one in some} for some in (then, now))
    for key in dict.fromkeys((*before, *after)):
        was, is_now = before.get(key), after.get(key)
        if was and is_now and was != is_now and _value(was) == _value(is_now):
            zh, en = f"数字 {key[1]}：数值不变，由来不同", f"figure {key[1]}: the same number, from other inputs"
            yield Told("figure_source", Bilingual(zh, en), was["formula"], is_now["formula"])
        elif was != is_now:
            yield _told("figure", Bilingual("数字", "figure"), key[1], _value(was), _value(is_now))


def _citations(then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    before, after = ({(one["document"], one["clause"], one["start"]): one for one in some} for some in (then, now))
    for key in dict.fromkeys((*before, *after)):
        was, is_now = (side[key]["quote"] if key in side else None for side in (before, after))
        if was != is_now:
            yield _told("citation", Bilingual("引文", "citation"), f"{key[0]} {key[1]}", was, is_now)


def _told(code: str, what: Bilingual, name: str, was: str | None, is_now: str | None) -> Told:
    zh, en = was or "无", was or "none"
    zh_now, en_now = is_now or "无", is_now or "none"
    return Told(
        code,
        Bilingual(f"{what.zh} {name}：当时 {zh}，现在 {zh_now}", f"{what.en} {name}: was {en}, is now {en_now}"),
        was,
        is_now,
    )


def _value(figure: Mapping[str, Any] | None) -> str | None:
    return None if figure is None else f"{figure['display']}{figure['unit']}"
