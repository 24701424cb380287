"""The text of an answer as HTML: its numbers lead to their figures, its citation marks to their sources."""

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from assistant.model import Answer, Place
from ui.terminal.say_answer import without_markdown

MARK = re.compile(r"(?<!\\)\[(\d+)\]")
_MARK_OF_STRONG = re.compile(r"(?<!\\)\*\*")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_ITEM = "- "
Linked = Callable[[int, str], Markup]


def answer_html(answer: Answer, figure: Linked | None = None, source: Linked | None = None) -> Markup:
    """Return an answer's text as paragraphs and lists, escaped.

    `figure` and `source` make a link of the number of a figure or source and its words; by default those of this page.
    """
    known = {one.n for one in answer.citations}
    lines = _lines(answer.text, answer.places)
    made = [_line(line, places, known, figure or _figure, source or _source) for line, places in lines]
    return Markup("\n").join(_blocks(made))


def _lines(text: str, places: tuple[Place, ...]) -> Iterable[tuple[str, list[Place]]]:
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        own = [one for one in places if begin <= one[1] and one[2] <= end]
        if line.strip():
            yield line, [(number, start - begin, stop - begin) for number, start, stop in own]
        begin = end + 1


def _line(line: str, places: list[Place], known: set[int], figure: Linked, source: Linked) -> tuple[bool, Markup]:
    """Return whether a line is an item of a list, and its words as HTML."""
    made, end = Markup(), 0
    for number, start, stop in places:
        made += _words(line[end:start], known, source) + figure(number, line[start:stop])
        end = stop
    made += _words(line[end:], known, source)
    is_item = line.startswith(_ITEM)
    return is_item, _strong(made.removeprefix(_ITEM) if is_item else made)


def _words(text: str, known: set[int], source: Linked) -> Markup:
    made, end = Markup(), 0
    for match in MARK.finditer(text):
        if int(match[1]) in known:
            made += _plain(text[end : match.start()]) + source(int(match[1]), match[0])
            end = match.end()
    return made + _plain(text[end:])


def _plain(text: str) -> Markup:
    """Return words without the marks of Markdown; those of emphasis are kept for `_strong`."""
    parts = (escape(without_markdown(part)) for part in _MARK_OF_STRONG.split(text))
    return Markup("**").join(Markup(str(one).replace("*", "&#42;")) for one in parts)


def _strong(line: Markup) -> Markup:
    return Markup(_STRONG.sub(r"<strong>\1</strong>", str(line)))


def _blocks(lines: Iterable[tuple[bool, Markup]]) -> Iterable[Markup]:
    items: list[Markup] = []
    for is_item, line in [*lines, (False, Markup())]:
        if is_item:
            items.append(Markup("<li>{}</li>").format(line))
            continue
        if items:
            yield Markup("<ul>{}</ul>").format(Markup().join(items))
            items = []
        if line:
            yield Markup("<p>{}</p>").format(line)


def _figure(number: int, words: str) -> Markup:
    return Markup('<a class="number" href="#figure-{}">{}</a>').format(number, words)


def _source(number: int, words: str) -> Markup:
    return Markup('<a class="mark" href="#source-{}">{}</a>').format(number, words)
