"""Proof that the corpus is what it says it is: each canonical text is its source less what was declared dropped.

The comparison knows nothing of ingest, so that a fault there cannot hide itself here.
"""

import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from corpus.bilingual import Bilingual
from corpus.canonical import Dropped, DroppedLines, DroppedMark, DroppedPart, FrontMatter, read
from corpus.documents import Library, canonical_texts, library_of
from corpus.errors import CorpusError
from corpus.model import Document, Reference
from corpus.quoted import Finding, verify_quote, verify_records
from corpus.register import Register, load_register
from corpus.shelf import Shelf, read_shelf
from corpus.standards import load_standards

_MARKUP = re.compile(r"^(?:#+ |:::.*$|\|(?:[ :-]+\|)+$)", re.MULTILINE)
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_EXCERPT = 12  # characters shown on either side of a difference


def verify_corpus() -> tuple[Finding, ...]:
    """Return what is wrong with the shipped corpus; nothing when all is well."""
    texts = canonical_texts()
    folder = files("corpus") / "sources"
    sources = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.endswith(".txt")}
    found = [finding for name in sorted(texts) for finding in verify_document(texts[name], name, sources)]
    try:
        library = library_of(texts)
        standards, register = load_standards(library), load_register(library)
    except CorpusError as fault:
        return (*found, Finding("malformed", "corpus", fault.message))
    return (
        *found,
        *verify_records(library, (*standards.records, *standards.left_out)),
        *verify_register(library, register),
    )


def verify_shelf(home: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the users' files of a data folder, and what their versions have suspended."""
    shelf, contents = Shelf(home), read_shelf(home)
    found = [Finding("malformed", one.id if "." in one.id else f"{one.id}.md", one.why) for one in contents.damaged]
    found += [Finding("suspended", one.name, one.rests) for one in contents.standards if one.rests]
    found += [_source_lost(one) for one in contents.documents if shelf.source(one) is None]
    standards, register = load_standards(contents.library), load_register(contents.library)
    suspended = dict.fromkeys([*(one.ref for one in standards.suspended), *(one.ref for one in register.suspended)])
    return (*found, *(_suspended(ref) for ref in suspended))


def verify_document(text: str, name: str, sources: Mapping[str, bytes]) -> list[Finding]:
    """Return what is wrong with one canonical file, held against its source."""
    try:
        front, markdown = read(text, name)
    except CorpusError as fault:
        return [Finding("malformed", name, fault.message)]
    source = sources.get(front.source)
    if source is None:
        zh, en = f"缺少来源文件 {front.source}。", f"The source {front.source} is missing."
        return [Finding("source_missing", name, Bilingual(zh, en))]
    found = _verify_digest(front, source, name)
    expected, faults = _less_dropped(source.decode("utf-8"), front.dropped, name)
    return found + faults + _verify_text(expected, _plain(markdown), name)


def verify_register(library: Library, register: Register) -> list[Finding]:
    """Return the quotes of the register that are not in their clause."""
    sides = [side for conflict in register.conflicts for side in conflict.sides]
    return [
        finding
        for ref in (*sides, *(suspect.ref for suspect in register.suspects))
        for finding in verify_quote(library, ref)
    ]


def _source_lost(document: Document) -> Finding:
    zh = f"收到的原文件 {document.source} 缺失或已改变，请移除该文件后重新添加。"
    en = f"The received file {document.source} is gone or has changed: remove the document and add it again."
    return Finding("source_changed", f"{document.id}.md", Bilingual(zh, en))


def _suspended(ref: Reference) -> Finding:
    zh = f"用户版本的该条款中没有“{ref.quote}”，以此为依据的标准或冲突提示已停用。"
    en = f"The user's version has no “{ref.quote}” in that clause; what rests on these words is suspended."
    return Finding("suspended", f"{ref.document}#{ref.clause}", Bilingual(zh, en))


def _verify_digest(front: FrontMatter, source: bytes, name: str) -> list[Finding]:
    digest = hashlib.sha256(source).hexdigest()
    if digest == front.sha256:
        return []
    zh = f"来源文件 {front.source} 已改变：sha256 应为 {front.sha256}，实为 {digest}。"
    en = f"The source {front.source} has changed: sha256 {front.sha256} was expected, {digest} was found."
    return [Finding("source_changed", name, Bilingual(zh, en))]


def _less_dropped(text: str, dropped: tuple[Dropped, ...], name: str) -> tuple[str, list[Finding]]:
    """Return the source without what was dropped and without white space, and the drops that do not fit it."""
    lines = text.split("\n")
    wrong: list[Dropped] = []
    for drop in dropped:
        if isinstance(drop, DroppedMark):
            continue
        first, last = drop.lines if isinstance(drop, DroppedLines) else (drop.line, drop.line)
        if not 1 <= first <= last <= len(lines) or (
            isinstance(drop, DroppedPart) and drop.text not in lines[drop.line - 1]
        ):
            wrong.append(drop)
        elif isinstance(drop, DroppedPart):
            lines[drop.line - 1] = lines[drop.line - 1].replace(drop.text, "", 1)
        else:
            lines[first - 1 : last] = [""] * (last - first + 1)
    rest = "\n".join(lines)
    for drop in dropped:
        if isinstance(drop, DroppedMark):
            if rest.count(drop.text) != drop.times:
                wrong.append(drop)
            rest = rest.replace(drop.text, "")
    message = "文件头声明删去的内容与来源不符：{0}。", "A declared drop does not fit the source: {0}."
    return "".join(rest.split()), [
        Finding("drop_wrong", name, Bilingual(message[0].format(drop), message[1].format(drop))) for drop in wrong
    ]


def _plain(markdown: str) -> str:
    """Return the document's own characters in a canonical body, without mark-up and white space."""
    lines = _MARKUP.sub("", markdown).splitlines()
    bare = (_CELL_EDGE.sub("", line).replace("\\|", "|") if line.startswith("|") else line for line in lines)
    return "".join("".join(bare).split())


def _verify_text(expected: str, actual: str, name: str) -> list[Finding]:
    """Return the first place where the two texts part, if they do."""
    if expected == actual:
        return []
    shorter = min(len(expected), len(actual))
    at = next((index for index in range(shorter) if expected[index] != actual[index]), shorter)
    window = slice(max(0, at - _EXCERPT), at + _EXCERPT)
    zh = f"正文与来源不符，第 {at + 1} 字起：来源为“…{expected[window]}…”，文件为“…{actual[window]}…”。"
    en = (
        f"The text parts from its source at character {at + 1}: "
        f"the source has “…{expected[window]}…”, the file “…{actual[window]}…”."
    )
    return [Finding("text_differs", name, Bilingual(zh, en))]
