"""The title of a document: which lines of the head it is, and where the document begins that a notice passes on."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.headings import ENDS_SENTENCE, joined
from corpus.intake.cleaning import Part
from corpus.intake.marks import DECREED, ISSUED_WITH, TITLE, TITLE_TAIL, is_date_line
from corpus.intake.model import Block
from corpus.numbering import number_of

_LONGEST = 160  # characters of a title
_LONGEST_LINE = 60  # characters of a line that may be one by its place alone
_MOST_LINES = 5
_DECREE = 4  # parts of a decree that may name the document
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,30}(?:政府|网|网站|平台|局|厅|部)[^-_|—–]{0,10}$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the parts that it stands in: `start` to `end`, exclusive."""

    text: str
    start: int
    end: int


def find_title(parts: Sequence[Part], candidates: Sequence[int], hint: str | None) -> Title | None:
    """Return the title among the candidate lines of the head, or None where nothing looks like one."""
    lines = {at: part.text for at in candidates if isinstance(part := parts[at], Block)}
    lines = {at: text for at, text in lines.items() if not is_with_site(text, lines.values())}
    if hint and (found := _as_named(lines, hint)):
        return found
    marked = [at for at in lines if (part := parts[at]) and isinstance(part, Block) and part.level == 1]
    if marked and (run := _run(marked)):
        return _title(lines, run[0], run[-1] + 1)
    for at in lines:
        if found := _ending(lines, parts, at):
            return found
    first = next(iter(lines), None)
    if first is None or len(lines[first]) > _LONGEST_LINE or first + 1 == len(parts):
        return None
    return _title(lines, first, first + 1)


def find_inner(parts: Sequence[Part], cover: Title | None, start: int, roles: Sequence[str]) -> Title | None:
    """Return the title of the document that a notice or decree passes on, where the document begins below it.

    A notice names it in its title (印发《…》的通知), a decree in its text (《…》已经…通过，现予公布).
    """
    named = ISSUED_WITH.search(re.sub(r"\s", "", cover.text)) if cover else _decreed(parts[start : start + _DECREE])
    if named is None:
        return None
    wanted = title_key(named["inner"])
    found = (_written_over(parts, at, wanted) for at in range(start, len(parts)))
    return next((title for title in found if title), None) or _below_signature(parts, start, roles)


def _decreed(parts: Sequence[Part]) -> re.Match[str] | None:
    texts = (part.text for part in parts if isinstance(part, Block))
    return next((match for text in texts if (match := DECREED.match(text))), None)


def _below_signature(parts: Sequence[Part], start: int, roles: Sequence[str]) -> Title | None:
    """The first line that looks like a title right below the signature of the notice."""
    signed = next((at for at in range(start, len(parts)) if roles[at] == "signature"), len(parts))
    for at in range(signed + 1, min(signed + 5, len(parts))):
        part = parts[at]
        if roles[at] == "text" and isinstance(part, Block) and TITLE.fullmatch(part.text) and not number_of(part.text):
            return Title(part.text, at, at + 1)
    return None


def title_below(parts: Sequence[Part], start: int) -> range:
    """Return the lines right below 附件1 that are its title."""
    end = start
    while end < len(parts) and end - start < 3 and _titles(parts[end], parts[start]):
        end += 1
        if isinstance(line := parts[end - 1], Block) and TITLE.fullmatch(line.text):
            break
    if end == len(parts) and end > start + 1:
        end = start + 1
    return range(start, end)


def _titles(part: Part, first: Part) -> bool:
    """Whether the line may be the title of an annex, or its second line."""
    if not isinstance(part, Block) or len(part.text) > _LONGEST_LINE or number_of(part.text):
        return False
    if ENDS_SENTENCE.search(part.text) or is_date_line(part.text) or "：" in part.text:
        return False
    return part is first or part.centred or bool(TITLE.fullmatch(part.text))


def spare_title(hint: str | None, source: str) -> str | None:
    """Return the title that a file's properties or name give, if they give one.

    >>> spare_title("关于办学的通知_某市人民政府", "1.html"), spare_title("文档1", "某县方案.docx")
    ('关于办学的通知', '某县方案')
    """
    for given in (_SITE.sub("", " ".join((hint or "").split())), source.rpartition(".")[0]):
        if TITLE.fullmatch(given):
            return given
    return None


def is_with_site(text: str, lines: Iterable[str]) -> bool:
    """Whether the line is a web page's title: another line, and the name of the site behind it."""
    return any(text != other and text.startswith(other) and _SITE.fullmatch(text[len(other) :]) for other in lines)


def _as_named(lines: dict[int, str], hint: str) -> Title | None:
    """The line that the file's own title names; a web page adds the name of the site to it."""
    wanted = {title_key(hint), title_key(_SITE.sub("", hint))}
    for at, text in lines.items():
        if title_key(text) in wanted:
            return Title(text, at, at + 1)
    return None


def _ending(lines: dict[int, str], parts: Sequence[Part], at: int) -> Title | None:
    """The title that has its last word (通知, 方案 …) on line `at`, with the lines that belong to it."""
    text = lines[at]
    if not TITLE.fullmatch(text):
        return None
    first, last = at, at + 1
    while first - 1 in lines and at - first < _MOST_LINES and _leads(lines[first - 1], text, parts, first):
        first -= 1
    while (
        last in lines
        and last - first < _MOST_LINES
        and _goes_on("".join(lines[n] for n in range(first, last)), lines[last])
    ):
        last += 1
    return _title(lines, first, last)


def _leads(above: str, text: str, parts: Sequence[Part], at: int) -> bool:
    """Whether the line above is the beginning of the title."""
    if ENDS_SENTENCE.search(above) or TITLE.fullmatch(above):
        return False
    one, other = parts[at - 1], parts[at]
    centred = isinstance(one, Block) and isinstance(other, Block) and one.centred and other.centred
    return (
        centred or ("关于" in above and "关于" not in text) or len(text) <= 16 or above.count("《") > above.count("》")
    )


def _goes_on(title: str, below: str) -> bool:
    """Whether the line below is still of the title: （2022年修订）, or 印发 without its 的通知."""
    if TITLE_TAIL.fullmatch(below):
        return True
    open_ended = re.search(r"印发|转发", title) and not re.search(r"(?:通知|函)(?:[（(].*[）)])?$", title)
    return bool(open_ended) and len(below) <= _LONGEST_LINE


def _written_over(parts: Sequence[Part], at: int, wanted: str) -> Title | None:
    """The title `wanted` written on line `at` and perhaps the next ones."""
    text = ""
    for last in range(at, min(at + _MOST_LINES, len(parts))):
        part = parts[last]
        if not isinstance(part, Block) or len(text) + len(part.text) > _LONGEST:
            return None
        text = joined(text, part.text) if text else part.text
        key = title_key(text)
        if _same_title(key, wanted):
            end = last + 1
            after = parts[end] if end < len(parts) else None
            if isinstance(after, Block) and TITLE_TAIL.fullmatch(after.text):
                return Title(joined(text, after.text), at, end + 1)
            return Title(text, at, end)
        if not wanted.startswith(key):
            return None
    return None


def _same_title(key: str, wanted: str) -> bool:
    """Whether two titles are one; 〈试行〉 and the like may stand in one of them only."""
    bare = re.compile(r"\([^()]*\)$")
    return key == wanted or bare.sub("", key) == bare.sub("", wanted)


def _title(lines: dict[int, str], start: int, end: int) -> Title:
    text = ""
    for at in range(start, end):
        text = joined(text, lines[at]) if text else lines[at]
    return Title(text, start, end)


def _run(found: Sequence[int]) -> list[int]:
    """The first lines that stand together."""
    run = [found[0]]
    for at in found[1:]:
        if at != run[-1] + 1 or len(run) == _MOST_LINES:
            break
        run.append(at)
    return run


def title_key(text: str) -> str:
    """Return what two ways of writing a title have in common: no white space, quotation marks, or width."""
    return re.sub(r"[\s《》〈〉<>“”\"]", "", unicodedata.normalize("NFKC", text)).lower()
