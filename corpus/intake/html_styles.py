"""What the style sheet of a web page says of hiding and centring, written onto the elements themselves."""

import re
from collections.abc import Iterator

from lxml import etree

_NOTHING = re.compile(r"0*(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_WHITE = re.compile(r"#fff(?:fff)?|white|transparent|rgba?\(255,255,255(?:,[\d.]+)?\)")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.I)
_OF_INTEREST = re.compile(
    r"display|visibility|text-align|font-size|opacity|color|background|text-indent|left|top", re.I
)
Selector = tuple[str, str, str]


def write_styles(root: etree._Element) -> None:
    """Put the declarations of simple rules (p, .title, p.title, #zoom) before each element's own style."""
    rules: dict[Selector, str] = {}
    for sheet in root.iter("style"):
        for selector, declarations in _rules(sheet.text or ""):
            rules[selector] = f"{rules.get(selector, '')};{declarations}"
    if not rules:
        return
    for element in root.iter(etree.Element):
        if found := "".join(rules.get(one, "") for one in _selectors(element)):
            element.set("style", f"{found};{element.get('style') or ''}")


def style_of(element: etree._Element) -> dict[str, str]:
    """Return the declarations of an element, in small letters without spaces; of several the last one holds."""
    found: dict[str, str] = {}
    for declaration in (element.get("style") or "").split(";"):
        name, _, said = declaration.partition(":")
        found[name.strip().lower()] = "".join(said.lower().removesuffix("!important").split())
    return found


def is_hidden(element: etree._Element) -> bool:
    """Whether nobody sees an element: hidden by an attribute, by its style, or white on no ground."""
    style = style_of(element)
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    if style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}:
        return True
    if _is_nothing(style, "opacity") or (_is_nothing(style, "font-size") and not _resizes(element)):
        return True
    if any(_FAR_OUT.fullmatch(style.get(name, "")) for name in ("text-indent", "left", "top")):
        return True
    return _WHITE.fullmatch(style.get("color", "")) is not None and not _has_ground(element)


def _is_nothing(style: dict[str, str], name: str) -> bool:
    return bool(style.get(name)) and _NOTHING.fullmatch(style[name]) is not None


def _resizes(element: etree._Element) -> bool:
    """Whether something in an element has a letter size of its own."""
    return any("font-size" in (one.get("style") or "") for one in element.iterdescendants(etree.Element))


def _has_ground(element: etree._Element) -> bool:
    """Whether an element stands on a ground of some colour or picture, on which white letters can be read."""
    return any(
        one.get("bgcolor") or any(name.startswith("background") for name in style_of(one))
        for one in (element, *element.iterancestors())
    )


def _rules(sheet: str) -> Iterator[tuple[Selector, str]]:
    for names, declarations in _RULE.findall(_AT_RULE.sub("", _COMMENT.sub("", sheet))):
        if not _OF_INTEREST.search(declarations):
            continue
        for name in names.split(","):
            if name.strip() and (match := _SELECTOR.fullmatch(name.strip())):
                yield ((match[1] or "").lower(), match[2] or "", match[3] or ""), declarations.strip()


def _selectors(element: etree._Element) -> Iterator[Selector]:
    """Yield the simple selectors that mean an element, the least special first."""
    tag = str(element.tag).lower()
    yield tag, "", ""
    for label in (element.get("class") or "").split():
        yield from (("", ".", label), (tag, ".", label))
    if label := (element.get("id") or "").strip():
        yield from (("", "#", label), (tag, "#", label))
