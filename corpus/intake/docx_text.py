"""The text of one Word paragraph as a reader sees it: insertions in, deletions, hidden text and page fields out."""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from corpus.intake.docx_package import W, is_on, number, value
from corpus.intake.docx_styles import Style, Styles
from corpus.intake.model import LeftOut

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DELETED = "修订中删除的文字"
HIDDEN = "隐藏文字"
CONTENTS = "目录"
_PAGE = "页码"
_FIELDS_LEFT_OUT = {
    "PAGE": _PAGE, "NUMPAGES": _PAGE, "SECTIONPAGES": _PAGE, "TOC": CONTENTS, "INDEX": "索引", "XE": "索引项",
    "TC": "目录项", "RD": "引用文件",
}  # fmt: skip
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "rubyBase")
)
_DROPPED = {f"{W}del": DELETED, f"{W}moveFrom": DELETED, f"{W}rt": "注音"}
_LETTERS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_NO_TEXT = frozenset(f"{W}{name}" for name in ("rPr", "pPr", "sdtPr", "sdtEndPr", "instrText", "fldChar", "softHyphen"))
# What the symbol fonts draw: check boxes and ticks are the ones that forms of offices use.
_SYMBOLS = {
    ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings", 0xFE): "☑", ("wingdings", 0xFC): "√",
    ("wingdings", 0xFD): "☒", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x50): "√",
    ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB4): "×", ("symbol", 0xB1): "±",
}  # fmt: skip
_WHITE = "FFFFFF"
_TINY = 4  # half points


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Gathered:
    """What stands in a paragraph besides its text, in order: text boxes, notes (kind and id), pictures."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    dropped: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pictures: int = 0

    def left_out(self) -> list[LeftOut]:
        """Return what was left out, a piece for each reason."""
        return [LeftOut(why, "".join(pieces)) for why, pieces in self.dropped.items() if "".join(pieces).strip()]


class TextGatherer:
    """Walks the runs of paragraphs. Fields stay open over several paragraphs, so one walker serves a whole part."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[_Field] = []
        self._reasons: list[str] = []

    def paragraph(self, element: etree._Element, style: Style, reason: str | None, in_table: bool) -> Gathered:
        """Gather a paragraph; all its text is left out where `reason` says so."""
        found = Gathered()
        shaded = in_table or _is_shaded(element.find(f"{W}pPr"))
        self._reasons = [reason] if reason else [CONTENTS] if style.contents else []
        for child in element:
            self._walk(child, found, style, shaded)
        return found

    def _walk(self, element: etree._Element, found: Gathered, style: Style, shaded: bool) -> None:
        tag = element.tag
        if tag == f"{W}r":
            self._run(element, found, style, shaded)
        elif tag == f"{_MC}AlternateContent":
            for child in _chosen(element):
                self._walk(child, found, style, shaded)
        elif tag in _DROPPED or tag == f"{W}fldSimple":
            self._walk_without(element, found, style, shaded)
        elif tag in _TRANSPARENT or tag == f"{W}ruby":
            for child in element:
                self._walk(child, found, style, shaded)
        elif isinstance(tag, str) and tag.startswith(_MATH):
            self._say("".join(one.text or "" for one in element.iter(f"{_MATH}t")), found)

    def _walk_without(self, element: etree._Element, found: Gathered, style: Style, shaded: bool) -> None:
        """Walk an element whose text may have to be left out for a reason of its own."""
        reason = _DROPPED.get(element.tag) or _field_reason(element.get(f"{W}instr", ""))
        self._reasons += [reason] if reason else []
        for child in element:
            self._walk(child, found, style, shaded)
        if reason:
            self._reasons.pop()

    def _run(self, run: etree._Element, found: Gathered, style: Style, shaded: bool) -> None:
        hidden = self._is_hidden(run.find(f"{W}rPr"), style, shaded)
        self._reasons += [HIDDEN] if hidden else []
        for child in run:
            self._in_run(child, found, style, shaded)
        if hidden:
            self._reasons.pop()

    def _in_run(self, element: etree._Element, found: Gathered, style: Style, shaded: bool) -> None:
        tag = element.tag
        if tag in {f"{W}t", f"{W}delText"}:
            self._say(element.text or "", found)
        elif tag in _LETTERS:
            self._say(_LETTERS[tag], found)
        elif tag == f"{W}sym":
            self._say(_symbol(element), found)
        elif tag in {f"{W}fldChar", f"{W}instrText"}:
            self._field(element)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            found.notes.append((tag[len(W) : -len("Reference")], element.get(f"{W}id", "")))
        elif tag in {f"{W}drawing", f"{W}pict", f"{W}object"}:
            self._drawing(element, found)
        elif tag == f"{_MC}AlternateContent":
            for child in _chosen(element):
                self._in_run(child, found, style, shaded)
        elif tag not in _NO_TEXT:
            self._walk(element, found, style, shaded)

    def _drawing(self, element: etree._Element, found: Gathered) -> None:
        """Note the outermost text boxes of a drawing, or that it is a picture."""
        boxes = [one for one in element.iter(f"{W}txbxContent") if _outermost(one, element)]
        found.boxes += boxes
        if not boxes:
            found.pictures += 1

    def _field(self, element: etree._Element) -> None:
        if element.tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].instruction += element.text or ""
            return
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _say(self, text: str, found: Gathered) -> None:
        """Add text to the paragraph, or to what is left out for the first reason there is."""
        of_fields = (_field_reason(one.instruction) for one in self._fields if one.in_result)
        reason = next((one for one in (*self._reasons, *of_fields) if one), None)
        (found.dropped[reason] if reason else found.text).append(text)

    def _is_hidden(self, run_format: etree._Element | None, style: Style, shaded: bool) -> bool:
        """Whether nobody sees a run: hidden, tiny, or white on nothing."""
        own = is_on(run_format, "vanish")
        if own is None:
            own = style.hidden or self._styles.hides(value(run_format, "rStyle"))
        white = value(run_format, "color") == _WHITE and not (shaded or _is_shaded(run_format))
        return own or white or number(value(run_format, "sz"), _TINY + 1) <= _TINY


def _field_reason(instruction: str) -> str | None:
    """Return why a field's result is left out, None when it is text."""
    words = instruction.split()
    return _FIELDS_LEFT_OUT.get(words[0].upper()) if words else None


def _is_shaded(element: etree._Element | None) -> bool:
    """Whether a paragraph or run has a ground of its own, on which white letters can be read."""
    fill = value(element, "shd", "fill")
    return value(element, "highlight") is not None or fill not in {None, "auto", _WHITE}


def _chosen(element: etree._Element) -> etree._Element:
    """Return the branch of alternatives that Word shows."""
    choice = element.find(f"{_MC}Choice")
    return element.find(f"{_MC}Fallback") if choice is None else choice


def chosen_children(element: etree._Element) -> list[etree._Element]:
    """Return the children of an element, of alternatives those that Word shows."""
    if element.tag == f"{_MC}AlternateContent":
        branch = _chosen(element)
        return [] if branch is None else list(branch)
    return list(element)


def _outermost(box: etree._Element, within: etree._Element) -> bool:
    """Whether a text box is in no other one, nor in a branch that Word does not show."""
    for ancestor in box.iterancestors():
        if ancestor is within:
            return True
        if ancestor.tag in {f"{W}txbxContent", f"{_MC}Fallback"}:
            return False
    return True


def _symbol(element: etree._Element) -> str:
    """Return the character that a symbol font draws, its own code where it is not known."""
    code = int(element.get(f"{W}char", "25A1"), 16)
    known = _SYMBOLS.get((element.get(f"{W}font", "").lower(), code & 0xFF))
    return known or chr(code)
