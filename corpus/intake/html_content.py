"""Which part of a web page is the document: what government sites put around it is told by name, links and facts."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.intake.html_styles import is_hidden, write_styles

_KNOWN = re.compile(
    r"trs_?u?editor|ucap-?content|art(?:icle)?[-_]?(?:content|body|con|text|main)|zoom|zwxl-article|article|content|"
    r"(?:main|news|detail|pages?|xl|zw|wz|info|text|nr)[-_]?(?:content|con|text|body)|"
    r"content[-_]?(?:main|text|body|box|detail)",
    re.I,
)
_ASIDE = frozenset({
    "share", "bdsharebuttonbox", "bdshare", "jiathis", "qrcode", "ewm", "erweima", "print", "dayin", "breadcrumb",
    "breadcrumbs", "crumb", "crumbs", "weizhi", "dqwz", "curpos", "pagination", "pager", "related", "xgxw", "xgwj",
    "xgyd", "recommend", "nav", "navbar", "menu", "footer", "foot", "header", "topbar", "sidebar", "search", "login",
    "copyright", "friendlink", "links", "toolbar", "fontsize",
})  # fmt: skip
_FORM = "按钮和表单"
_ASIDE_TAGS = {
    "nav": "网页导航", "footer": "网页页脚", "aside": "网页栏目", "header": "网页页眉", "form": _FORM, "button": _FORM,
    "select": _FORM, "textarea": _FORM, "input": _FORM, "label": _FORM,
}  # fmt: skip
FACTS = frozenset({
    "索引号", "信息索引号", "文号", "发文字号", "发文文号", "文件编号", "统一登记号", "统一编号", "发文机关",
    "发文机构", "发文单位", "发布机构", "发布单位", "制发机关", "制定机关", "公开机构", "公开单位", "责任部门",
    "信息来源", "成文日期", "成文时间", "发文日期", "发文时间", "印发日期", "签发日期", "发布日期", "发布时间",
    "公开日期", "公开时间", "生成日期", "生效日期", "生效时间", "实施日期", "施行日期", "失效日期", "失效时间",
    "废止日期", "主题分类", "主题词", "体裁分类", "公文种类", "信息分类", "组配分类", "分类", "标题", "名称",
    "信息名称", "文件名称", "有效性", "是否有效", "时效性", "有效期", "效力状态", "内容概述", "公开方式", "公开范围",
    "关键词", "主送机关",
})  # fmt: skip
_FEWEST_FACTS = 3
_LONGEST_FACTS = 2000
_SMALL_TEXT = 60
_SHARE = 0.3
_DOMINANT = 0.8
_MOST_OF_CONTENT = 0.4
_LINK_SHARE = 0.8
_FEWEST_LINKS = 3
_SITE_NAME = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*$")
_META_TITLES = ("articletitle", "og:title", "title")


class Page:
    """A web page, looked at: where its document is, its table of facts, its heading, its title."""

    def __init__(self, root: etree._Element) -> None:
        found = root.find("body")
        self.body = root if found is None else found
        write_styles(root)
        self._content = self._find_content()
        self._alive = list(self._content.iter())  # an element is the same object only as long as somebody holds it
        inside = {id(one) for one in self._alive if self._content is not self.body}
        self.facts = self._find_facts(inside)
        self.heading = next(
            (
                one
                for one in self.body.iter("h1")
                if id(one) not in inside and text_of(one) and not is_hidden_within(one)
            ),
            None,
        )
        self.title = self._find_title(root)
        self._likes = [self._content, *self._siblings_alike()]

    def keeps(self, element: etree._Element) -> bool:
        """Whether the document, its facts or its heading begin with this element."""
        return any(element is one for one in (*self._likes, self.heading))

    def is_facts(self, element: etree._Element) -> bool:
        """Whether this element is the table of facts."""
        return element is self.facts

    def aside(self, element: etree._Element) -> str | None:
        """Return why an element of the document is no part of it: a button, a list of links."""
        reason = _ASIDE_TAGS.get(element.tag) or ("网页栏目" if _names(element) & _ASIDE else None)
        if reason is None and element.tag in {"ul", "ol", "div", "table", "dl"} and _is_link_list(element):
            reason = "链接列表"
        if reason is None or element is self._content:
            return None
        whole = own_length(self._content)
        return reason if own_length(element) <= _MOST_OF_CONTENT * whole or element.tag == "label" else None

    def _find_content(self) -> etree._Element:
        """Return the element of a known name that holds most text; without one all of the page may be the document."""
        whole = own_length(self.body)
        named = [
            (length, one)
            for one in self.body.iter("div", "td", "article", "section", "main", "ucapcontent")
            if (one.tag in {"article", "main", "ucapcontent"} or any(map(_KNOWN.fullmatch, _labels(one))))
            and (length := own_length(one)) >= max(_SMALL_TEXT, _SHARE * whole)
        ]
        if named:
            most = max(length for length, _ in named)
            return [one for length, one in named if length >= _DOMINANT * most][-1]
        return self.body

    def _find_facts(self, inside: set[int]) -> etree._Element | None:
        """Return the smallest element outside the document that names several facts."""
        found = None
        for one in self.body.iter("table", "ul", "dl", "div", "section"):
            if id(one) in inside or any(child is self._content for child in one.iter()):
                continue
            texts = leaf_texts(one)
            if (
                sum(len(text) for text in texts) <= _LONGEST_FACTS
                and len(set(map(fact_name, texts)) - {None}) >= _FEWEST_FACTS
            ):
                found = one
        return found

    def _find_title(self, root: etree._Element) -> str | None:
        for wanted in _META_TITLES:
            for meta in root.iter("meta"):
                name = (meta.get("name") or meta.get("property") or "").lower()
                if name == wanted and (meta.get("content") or "").strip():
                    return str(meta.get("content")).strip()
        if self.heading is not None:
            return text_of(self.heading)
        found = root.find(".//title")
        return None if found is None else _SITE_NAME.sub("", text_of(found)) or None

    def _siblings_alike(self) -> Iterator[etree._Element]:
        """Yield what stands beside the document under the same name: its further pages."""
        parent, labels = self._content.getparent(), set(_labels(self._content))
        for one in () if parent is None else parent:
            if one is not self._content and labels and isinstance(one.tag, str) and labels & set(_labels(one)):
                yield one


def fact_name(text: str) -> str | None:
    """Return the name of the fact that a text gives or begins with, None where it gives none.

    >>> fact_name("索 引 号："), fact_name("成文日期：2023-10-09"), fact_name("各乡镇")
    ('索引号', '成文日期', None)
    """
    name = re.split("[：:]", text, maxsplit=1)[0]
    bare = re.sub(r"\s", "", name)
    return bare if bare in FACTS else None


def leaf_texts(element: etree._Element) -> list[str]:
    """Return the texts of the innermost cells, list items and lines of an element, in order."""
    leaves = [
        one
        for one in element.iter("td", "th", "li", "dt", "dd", "p", "div", "span")
        if not any(child.tag in {"td", "th", "li", "dt", "dd", "p", "div"} for child in one.iterdescendants())
    ]
    outer = [one for one in leaves if one.tag != "span" or not any(parent in leaves for parent in one.iterancestors())]
    return [text for one in outer if (text := text_of(one))]


def text_of(element: etree._Element) -> str:
    """Return all text of an element on one line."""
    pieces = element.itertext(etree.Element)
    return " ".join("".join(map(str, pieces)).split())


def is_hidden_within(element: etree._Element) -> bool:
    """Whether an element or one around it is hidden."""
    return is_hidden(element) or any(map(is_hidden, element.iterancestors()))


def own_length(element: etree._Element) -> int:
    """Return how many characters an element has outside links and scripts."""
    if element.tag in {"a", "script", "style", "noscript"} or not isinstance(element.tag, str):
        return 0
    return len((element.text or "").strip()) + sum(own_length(one) + len((one.tail or "").strip()) for one in element)


def _is_link_list(element: etree._Element) -> bool:
    links = [text for one in element.iter("a") if (text := text_of(one)) and one.get("href")]
    if len(links) < _FEWEST_LINKS or any("附件" in text for text in links):
        return False
    return sum(map(len, links)) >= _LINK_SHARE * len(text_of(element))


def _labels(element: etree._Element) -> list[str]:
    return [*(element.get("class") or "").split(), *(element.get("id") or "").split()]


def _names(element: etree._Element) -> set[str]:
    """Return the words of an element's classes and id."""
    return {word.lower() for label in _labels(element) for word in (label, *re.split(r"[-_]", label))}
