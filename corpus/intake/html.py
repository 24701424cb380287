"""Web pages: the document that stands on the page, with its table of facts; menus, buttons and scripts are left out."""

import re
from itertools import pairwise

from lxml import etree
from lxml import html as markup

from corpus.bilingual import Bilingual
from corpus.intake import refusals
from corpus.intake.html_content import Page
from corpus.intake.html_walk import Walker
from corpus.intake.letters import with_newlines
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.text import decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
_HEAD_BYTES = 4096
_CUT_OFF = "ERR_RESOURCE_LIMIT"


def read_html(content: bytes) -> Received:
    """Read a web page. Raises `GarbledDocument`, `DamagedDocument`, `DocumentTooLarge`."""
    root = _parsed(decode(content, _declared(content)))
    page = Page(root)
    walker = Walker(page)
    walker.walk(page.body)
    parts, repeated = _without_repeated_heading(walker.parts)
    pictures = [LeftOut("图片", f"{walker.pictures} 张")] if walker.pictures else []
    return Received(tuple(parts), page.title, (*walker.left_out, *repeated, *pictures))


def read_fragment(text: str) -> Received:
    """Read a piece of HTML that stands in another document: all of it is content."""
    if not text.strip():
        return Received(())
    walker = Walker(None)
    walker.walk(_parsed(f"<html><body>{text}</body></html>"))
    return Received(tuple(walker.parts), None, tuple(walker.left_out))


def _without_repeated_heading(parts: list[Block | Table]) -> tuple[list[Block | Table], list[LeftOut]]:
    """Take away the heading of the page where the document itself begins with the same title."""
    for place, (one, two) in enumerate(pairwise(parts)):
        if isinstance(one, Block) and isinstance(two, Block) and one.level == 1 and _bare(one.text) == _bare(two.text):
            return parts[:place] + parts[place + 1 :], [LeftOut("重复的网页标题", one.text)]
    return parts, []


def _bare(text: str) -> str:
    return "".join(text.split())


def _declared(content: bytes) -> str | None:
    """Return the encoding that a page declares; the Chinese ones are all part of GB18030."""
    found = _CHARSET.search(content[:_HEAD_BYTES])
    name = found[1].decode("ascii").lower() if found else None
    return _CHINESE.get(name, name) if name else None


def _parsed(text: str) -> etree._Element:
    cleaned = _DECLARATION.sub("", with_newlines(text).replace("\x00", ""))
    parser = markup.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = markup.document_fromstring(cleaned.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as fault:
        raise refusals.empty() from fault
    except etree.XMLSyntaxError as fault:
        raise refusals.damaged(Bilingual("网页结构有误", "its HTML is wrong")) from fault
    if any(entry.type_name == _CUT_OFF for entry in parser.error_log):  # the rest was dropped without an error
        raise refusals.nested_too_deep()
    return root
