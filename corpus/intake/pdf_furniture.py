"""Running heads, feet and page numbers: what stands at the edge of page after page and is no text of the document."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from corpus.intake.pdf_lines import Line

HEAD, FOOT, NUMBER = "页眉", "页脚", "页码"
_EDGE = 0.15  # of the page's height
_SAME_HEIGHT = 5.0  # points
_PAGE_NUMBER = re.compile(
    r"[—–\-―－─~·\s]*(?:第\s*)?(\d{1,4}|[一二三四五六七八九十]{1,4})(?:\s*页)?"
    r"(?:\s*[,，、/／（(]?\s*(?:共|of)?\s*\d{1,4}\s*页?\s*[)）]?)?[—–\-―－─~·\s]*",
    re.I,
)
_DRESSED = re.compile(r"[—–―－─\-]\s*\d+\s*[—–―－─\-]|第.*页|\d\s*[/／]\s*\d|共.*页")
_FIGURE = re.compile(r"\d+")
_FEWEST_PAGES = 2
_SHARE = 0.3  # of the pages: heads may differ on left and right pages, and by chapter
_MANY_PAGES = 4
_SAME_SIZE = 0.08


def furniture(pages: Mapping[int, Sequence[Line]], heights: Mapping[int, float]) -> dict[Line, str]:
    """Return the lines that are heads, feet or page numbers, with which of them each is."""
    seen = _repeated(pages, heights)
    often = {key for key, times in seen.items() if times >= max(_FEWEST_PAGES, min(_SHARE * len(pages), _MANY_PAGES))}
    shift = _usual_shift(pages, heights)
    found: dict[Line, str] = {}
    for number, lines in pages.items():
        ordered = sorted(lines, key=lambda line: line.box.top)
        for edge, run in ((HEAD, ordered), (FOOT, ordered[::-1])):
            for line, inner in zip_longest(run, run[1:]):
                why = _why(line, inner, edge, often, shift) if _at_edge(line, heights[number], edge) else None
                if why is None:
                    break
                found[line] = why
    return found


def _why(line: Line, inner: Line | None, edge: str, often: set[tuple[str, str, int]], shift: int | None) -> str | None:
    """Return what a line at the edge is, None when it is text; `inner` is its neighbour towards the text."""
    if match := _PAGE_NUMBER.fullmatch(line.text):
        runs = shift is not None and match[1].isdigit() and int(match[1]) - line.page == shift
        if runs or _DRESSED.search(line.text):
            return NUMBER
    return edge if any(key in often for key in _keys(line, edge)) and not _runs_on(line, inner) else None


def _runs_on(line: Line, inner: Line | None) -> bool:
    """Whether a line is set like the one beside it and close to it: then both are the text."""
    if inner is None or abs(line.size - inner.size) > _SAME_SIZE * line.size:
        return False
    return max(line.box.top - inner.box.bottom, inner.box.top - line.box.bottom) < line.size


def _repeated(pages: Mapping[int, Sequence[Line]], heights: Mapping[int, float]) -> Counter[tuple[str, str, int]]:
    """Count on how many pages the same words stand at the same height of the same edge."""
    return Counter(
        key
        for number, lines in pages.items()
        for key in {
            key
            for line in lines
            for edge in (HEAD, FOOT)
            if _at_edge(line, heights[number], edge)
            for key in _keys(line, edge)
        }
    )


def _keys(line: Line, edge: str) -> Iterator[tuple[str, str, int]]:
    """Yield under what a line is counted: its words, a running page number in them apart, at either rounded height."""
    running = [figure for figure in _FIGURE.findall(line.text) if int(figure[:6]) == line.page]
    words = line.text.replace(running[-1], "#") if running else line.text
    place = int(line.box.top / _SAME_HEIGHT)
    yield from ((words, edge, place), (words, edge, place + 1))


def _usual_shift(pages: Mapping[int, Sequence[Line]], heights: Mapping[int, float]) -> int | None:
    """Return by how much the printed page numbers differ from the count of pages, None where none run."""
    shifts = Counter(shift for number, lines in pages.items() for shift in set(_shifts(lines, heights[number])))
    return next((shift for shift, pages_with in shifts.most_common(1) if pages_with >= _FEWEST_PAGES), None)


def _shifts(lines: Sequence[Line], height: float) -> Iterator[int]:
    for line in lines:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and match[1].isdigit() and (_at_edge(line, height, HEAD) or _at_edge(line, height, FOOT)):
            yield int(match[1]) - line.page


def _at_edge(line: Line, height: float, edge: str) -> bool:
    return line.box.bottom <= _EDGE * height if edge == HEAD else line.box.top >= (1 - _EDGE) * height
