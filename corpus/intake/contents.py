"""What stands around a text and says nothing of its own: a table of contents, the last links of a web page.

Both are left out, and listed.
"""

import re
from collections.abc import Sequence

from corpus.intake.cleaning import Part
from corpus.intake.model import Block, LeftOut

CONTENTS = "目录"
_TITLE = re.compile(r"目\s*[录次]")
_ENTRY = re.compile(r"(?P<text>\S.*?)(?:\s*[.．·…‥⋯]{2,}\s*|\s*\t\s*|\s{2,})[-—－ ]*\d{1,3}[-—－ ]*")
PAGE_LINKS = "网页链接"
_LINK = re.compile(
    r"[【\[]?(?:相关文件链接|相关链接|相关文件|相关解读|相关附件|附件下载|关闭|关闭窗口|关闭本页|打印|打印本页|返回|返回顶部|收藏|分享)[】\]]?"
    r"|(?:上一[条篇]|下一[条篇]|分享到?|扫一扫|相关[链连]接)[:：].{0,80}|扫一扫.{0,30}"
)
_FEWEST = 3  # lines with dots and a page number that are a table of contents without its title
_LONGEST = 80  # characters of an entry


def less_contents(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
    """Return the parts without tables of contents, and what these were."""
    texts = [_key(part.text) if isinstance(part, Block) else "" for part in parts]
    last_of = {text: at for at, text in enumerate(texts) if text}
    kept: list[Part] = []
    left: list[str] = []
    at = 0
    while at < len(parts):
        end = _end(parts, at, texts, last_of)
        if end > at:
            left += [part.text for part in parts[at:end] if isinstance(part, Block)]
        else:
            kept.append(parts[at])
            end = at + 1
        at = end
    return tuple(kept), (LeftOut(CONTENTS, "\n".join(left)),) if left else ()


def less_links(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
    """Return the parts without the links that end a web page, and these."""
    end = len(parts)
    while end > 1 and isinstance(part := parts[end - 1], Block) and _LINK.fullmatch(part.text):
        end -= 1
    links = [part.text for part in parts[end:] if isinstance(part, Block)]
    return tuple(parts[:end]), (LeftOut(PAGE_LINKS, "\n".join(links)),) if links else ()


def _end(parts: Sequence[Part], start: int, texts: Sequence[str], last_of: dict[str, int]) -> int:
    """Return where the table of contents that begins at `start` ends, or `start` where none does."""
    first = parts[start]
    if not isinstance(first, Block):
        return start
    titled = _TITLE.fullmatch(first.text) is not None
    if not titled and not _looks_like_entry(first.text):
        return start
    end = start + titled
    while end < len(parts) and _is_entry(parts[end], end, texts, last_of, titled=titled):
        end += 1
    return end if end - start >= (2 if titled else _FEWEST) else start


def _is_entry(part: Part, at: int, texts: Sequence[str], last_of: dict[str, int], *, titled: bool) -> bool:
    if not isinstance(part, Block):
        return False
    repeated = last_of.get(texts[at], at) > at
    return _looks_like_entry(part.text) or (titled and repeated)


def _looks_like_entry(text: str) -> bool:
    return len(text) <= _LONGEST and _ENTRY.fullmatch(text) is not None


def _key(text: str) -> str:
    """What an entry and its heading have in common: no white space, dots or page number."""
    if len(text) > _LONGEST:
        return ""
    return re.sub(r"[\s.．·…‥⋯]|\d{1,3}$", "", text)
