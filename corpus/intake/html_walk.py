"""Walks a web page in order: blocks and tables of the document on one side, everything else on the other."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.intake.counting import numeral
from corpus.intake.html_content import Page, fact_name, leaf_texts, text_of
from corpus.intake.html_styles import is_hidden, style_of
from corpus.intake.model import Block, LeftOut, Table
from corpus.intake.paragraphs import split_paragraphs
from corpus.intake.tables import MOST_CELLS, Cell, cell_text, table_of

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ucapcontent", "ul",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "svg", "noscript", "object", "iframe", "canvas", "head", "title"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_REASONS = {"del": "删除的文字", "rt": "注音", "rp": "注音"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BUTTONS = frozenset({
    "分享", "分享到", "打印", "打印本页", "关闭", "关闭窗口", "关闭本页", "返回", "返回顶部", "收藏", "字体", "字号", 
    "大", "中", "小", "微信", "微博",
})  # fmt: skip
_BUTTON_EDGES = re.compile(r"[\s【】\[\]（）()|:：]+")
_PAGE_LINE = re.compile(
    r"(?:当前位置|您(?:现在)?(?:的|所在)位置|上一篇|下一篇|浏览次数|扫一扫|分享到)[:：在].{0,120}|"
    r"(?:(?:发布|公开)?(?:时间|日期)|来源|信息来源)\s*[:：].{0,100}(?:浏览|阅读|点击|字号|字体|访问|来源|时间).{0,60}"
)
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEAST_SIDE = 2
_LAYOUT_SHARE = 0.6
_LONG_CELL = 400
OUTSIDE = "网页栏目"


class Walker:
    """Gathers the parts of a page; without a page everything is the document."""

    def __init__(self, page: Page | None) -> None:
        self.page = page
        self.parts: list[Block | Table] = []
        self.left_out: list[LeftOut] = []
        self.pictures = 0
        self._pieces: list[str] = []
        self._reason: str | None = None if page is None else OUTSIDE
        self._level: int | None = None
        self._centred = False

    def walk(self, element: etree._Element) -> None:
        """Walk an element and all that is in it."""
        self._element(element)
        self._flush()

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag is etree.Comment:
            self._leave_out("注释", element.text or "")
        elif not isinstance(tag, str) or tag in _SILENT:
            return
        elif tag == "img":
            self.pictures += self._reason is None
        elif tag == "br":
            self._pieces.append("\n")
        elif self.page is not None and self.page.is_facts(element):
            self._facts(element)
        else:
            self._within(element)

    def _within(self, element: etree._Element, mark: str = "") -> None:
        """Walk what is in an element, under what it says of alignment, level, and whether it is seen."""
        before = (self._reason, self._level, self._centred)
        reason = self._reason_of(element)
        parted = element.tag in _BLOCKS or reason != self._reason
        if parted:
            self._flush()
        self._reason = reason
        self._level = _HEADINGS.get(element.tag, self._level)
        self._centred = _is_centred(element, self._centred)
        if element.tag == "table" and self._reason is None and is_data_table(element):
            self._table(element)
        else:
            self._say(mark)
            self._children(element)
        if parted:
            self._flush()
        self._reason, self._level, self._centred = before

    def _reason_of(self, element: etree._Element) -> str | None:
        """Return why the text of an element is left out, None when it is the document's."""
        if is_hidden(element):
            return "隐藏文字"
        if own := _REASONS.get(element.tag):
            return own
        if self.page is None:
            return self._reason
        if self._reason == OUTSIDE and self.page.keeps(element):
            return None
        return self.page.aside(element) or self._reason if self._reason is None else self._reason

    def _children(self, element: etree._Element) -> None:
        self._say(element.text, element.tag == "pre")
        marks = _item_marks(element) if element.tag == "ol" else None
        for child in element:
            if marks and child.tag == "li":
                self._within(child, next(marks))
            else:
                self._element(child)
            self._say(child.tail, element.tag == "pre")

    def _say(self, text: str | None, as_written: bool = False) -> None:
        if text:
            self._pieces.append(text if as_written else _SPACE.sub(" ", text))

    def _flush(self) -> None:
        """End a block."""
        text, self._pieces = "".join(self._pieces), []
        if not text.strip():
            return
        if self._reason is not None:
            self._leave_out(self._reason, text)
        elif self.page is not None and _is_of_page(text.strip()):
            self._leave_out("网页按钮", text)
        else:
            texts = split_paragraphs(text, joined_lines=bool(self._level) or self._centred)
            self.parts += [Block(one, self._level, self._centred) for one in texts]

    def _leave_out(self, why: str, text: str) -> None:
        """List what is left out; what follows under the same reason is one entry."""
        text = " ".join(text.split())
        if self.left_out and self.left_out[-1].why == why:
            text = f"{self.left_out.pop().text} {text}"
        if text:
            self.left_out.append(LeftOut(why, text))

    def _table(self, element: etree._Element) -> None:
        self._flush()
        for caption in element.iterchildren("caption"):
            self._within(caption)
        rows = list(rows_of(element))
        heads = next((place for place, row in enumerate(rows) if not _is_head(row)), len(rows))
        cells = [[self._cell(cell, len(rows)) for cell in row.iterchildren("td", "th")] for row in rows]
        self.parts.append(table_of(cells, heads if 0 < heads < len(rows) else None))

    def _cell(self, element: etree._Element, rows: int) -> Cell:
        """Read a cell with a walker of its own."""
        inner = Walker(None)
        inner.walk(element)
        for one in inner.left_out:
            self._leave_out(one.why, one.text)
        self.pictures += inner.pictures
        across, down = _span(element, "colspan"), _span(element, "rowspan")
        return Cell(cell_text(inner.parts), down or rows, across or 1)

    def _facts(self, element: etree._Element) -> None:
        """Write the facts one a block: the name, a colon, the value."""
        self._flush()
        name = ""
        for text in leaf_texts(element):
            if found := fact_name(text):
                self._leave_out("空的网页信息", name)
                value = re.split("[：:]", text, maxsplit=1)[1:]
                name = "" if value and value[0].strip() else found
                self.parts += [] if name else [Block(f"{found}：{value[0].strip()}")]
            elif name:
                self.parts.append(Block(f"{name}：{text}"))
                name = ""
            else:
                self._leave_out("网页信息", text)
        self._leave_out("空的网页信息", name)


def _is_of_page(text: str) -> bool:
    """Whether a line is of the web page and not of its document: buttons, where one is, how often it was read."""
    words = [word for word in _BUTTON_EDGES.split(text) if word]
    return all(word in _BUTTONS for word in words) or _PAGE_LINE.fullmatch(text) is not None


def is_data_table(element: etree._Element) -> bool:
    """Whether a table holds data; many pages use tables to place their parts."""
    rows = list(rows_of(element))
    widest = max((len(list(row.iterchildren("td", "th"))) for row in rows), default=0)
    nested = any(True for one in element.iter("table") if one is not element)
    if len(rows) < _LEAST_SIDE or widest < _LEAST_SIDE or nested or element.get("role") == "presentation":
        return False
    lengths = [len(text_of(cell)) for row in rows for cell in row.iterchildren("td", "th")]
    return max(lengths) <= max(_LONG_CELL, _LAYOUT_SHARE * sum(lengths))


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _is_head(row: etree._Element) -> bool:
    parent = row.getparent()
    cells = list(row.iterchildren("td", "th"))
    return (parent is not None and parent.tag == "thead") or (bool(cells) and all(cell.tag == "th" for cell in cells))


def _span(cell: etree._Element, name: str) -> int:
    """Return how many rows or columns a cell covers; 0 is all that follow. A forged number is cut to the limit."""
    text = (cell.get(name) or "1").strip()
    return min(int(text[:9]), MOST_CELLS + 1) if text.isascii() and text.isdigit() else 1


def _is_centred(element: etree._Element, inherited: bool) -> bool:
    said = style_of(element).get("text-align") or (element.get("align") or "").lower()
    if said in {"center", "middle", "-webkit-center"} or element.tag == "center":
        return True
    return inherited and said not in {"left", "right", "justify", "start", "end"}


def _item_marks(element: etree._Element) -> Iterator[str]:
    """Yield the numbers that a browser puts before the items of a list, or nothing where the style says so."""
    start = element.get("start") or "1"
    number = int(start[:6]) if start.isascii() and start.isdigit() else 1
    style = style_of(element)
    silent = "none" in {style.get("list-style-type"), style.get("list-style")}
    form = _LIST_FORMS.get(element.get("type") or "1", "decimal")
    while True:
        yield "" if silent else f"{numeral(number, form)}. "
        number += 1
