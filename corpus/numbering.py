"""The numbering of Chinese policy documents (第三章, 第十二条, 一、, （一）, 1., ①): clause ids are made of it."""

import re
import string
from dataclasses import dataclass

HAN = "〇○零一二三四五六七八九十百千"
ARTICLE = 4  # the level of 条
_ANNEX_LEVEL = 0
_DIGITS = rf"[{HAN}\d](?:[\s{HAN}\d]*[{HAN}\d])?"
_HEADS_LINE = r"(?=\s|[:：]|$|(?![的中规至到和及或、，课所])[^。；]{1,38}$)"
# 第十二条规定的… speaks of an article; it does not begin one, which has white space or other words behind its number.
_BEGINS_ARTICLE = (
    r"(?!规定|所|[、，,；;。）)和与及或至到的中内款项例线路件]|第[^\s]{1,4}[款项]|[（(][一二三四五六七八九十]+[）)]项)"
)
_MEASURED = r"(?!\s*(?:[万亿%％‰元米倍个间册台亩年月日人名]|平方|公里))"


@dataclass(frozen=True, slots=True)
class _Style:
    """One way of numbering: its level (0 is outermost), the `#` of a heading, what it looks like, its form in an id."""

    level: int
    marks: int
    pattern: re.Pattern[str]
    form: str = "{}"


def _style(level: int, marks: int, pattern: str, form: str = "{}") -> _Style:
    return _Style(level, marks, re.compile(pattern), form)


_STYLES: tuple[_Style, ...] = (
    _style(_ANNEX_LEVEL, 2, rf"附件\s*(?P<n>\d+(?:\s*[-－—]\s*\d+)?|[{HAN}]+)?\s*[:：]?\s*$", "附件{}"),
    _style(_ANNEX_LEVEL, 2, rf"附件\s*(?P<n>\d+(?:[-－—]\d+)?|[{HAN}]+)(?:\s*[:：]|\s)", "附件{}"),
    _style(_ANNEX_LEVEL, 2, rf"附(?P<n>[表录图]\s*(?:\d+|[{HAN}]+|[A-Z])?)(?:\s*[:：]\s*$|\s*$|\s*[:：]|\s)", "附{}"),
    _style(1, 2, rf"第\s*(?P<n>{_DIGITS}\s*(?:编|編|篇|部\s*分)){_HEADS_LINE}", "第{}"),
    _style(2, 2, rf"第\s*(?P<n>{_DIGITS}\s*章){_HEADS_LINE}", "第{}"),
    _style(3, 3, rf"第\s*(?P<n>{_DIGITS}\s*[节節]){_HEADS_LINE}", "第{}"),
    _style(ARTICLE, 4, rf"第\s*(?P<n>{_DIGITS}\s*[条條](?:\s*之\s*[一二三四五六七八九十]+)?){_BEGINS_ARTICLE}", "第{}"),
    _style(6, 2, rf"(?P<n>[{HAN}]+)\s?、"),
    _style(6, 2, rf"(?P<n>[{HAN}]{{1,4}})\s?[.．](?!\d)"),
    _style(7, 3, rf"[（(]\s*(?P<n>[{HAN}]+)\s*[）)]", "（{}）"),
    _style(7, 3, r"(?P<n>[㈠-㈩])", "（{}）"),
    _style(8, 4, r"(?P<n>\d{1,3})(?:\s?[．、]|\.(?!\d)|\.(?=\d{1,2}月\d{1,2}日|(?:19|20)\d\d年))"),
    _style(8, 4, r"(?P<n>[⒈-⒛])"),
    _style(9, 4, rf"(?P<n>\d{{1,2}}\.\d{{1,2}})\s+{_MEASURED}"),
    _style(10, 5, rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{2,3}})\s+{_MEASURED}"),
    _style(11, 5, r"[（(]\s*(?P<n>\d{1,3})\s*[）)]", "（{}）"),
    _style(11, 5, r"(?P<n>[⑴-⒇])", "（{}）"),
    _style(11, 5, r"(?P<n>\d{1,3})[）)]", "{}）"),
    _style(12, 6, r"(?P<n>[①-⑳])"),
    _style(13, 6, r"(?P<n>[A-Za-z])(?:[)）、．]|\.(?![A-Za-z\d.]))"),
)
# ㈠, ⒈ and ⑴ are written with the signs that an id has for them.
_SIGNS = {sign: HAN[at] for at, sign in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", start=3)}
_SIGNS |= {chr(ord(first) + at): str(at + 1) for first in "⒈⑴" for at in range(20)}

# No line that begins otherwise has a number: most lines are told by one look.
_FIRST = frozenset(f"附第{HAN}（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳{''.join(_SIGNS)}{string.ascii_letters}")


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the head of a line: its level (0 is 附件), its place in a clause id, and the text behind it.

    `marks` is how many `#` a heading so numbered has in a canonical file.
    """

    level: int
    id: str
    rest: str
    marks: int = 2

    @property
    def is_annex(self) -> bool:
        """Whether an attachment begins here."""
        return self.level == _ANNEX_LEVEL


def number_of(text: str) -> Number | None:
    """Return the number that `text` begins with, or None.

    >>> number_of("（一）科学规划均衡发展。")
    Number(level=7, id='（一）', rest='科学规划均衡发展。', marks=3)
    >>> number_of("第 十二 条　学校应当公开收费项目。").id
    '第十二条'
    >>> number_of("1.5万人口设一所完小") is None
    True
    """
    if not text or text[0] not in _FIRST:
        return None
    for style in _STYLES:
        if match := style.pattern.match(text):
            digits = re.sub(r"\s", "", match["n"] or "")
            identity = style.form.format(_SIGNS.get(digits, digits))
            return Number(style.level, identity, text[match.end() :].strip(), style.marks)
    return None
