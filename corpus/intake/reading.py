"""From the bytes of a file to its paragraphs and tables. The one door: size and format, then a bounded process."""

import json
from pathlib import PurePosixPath
from typing import Any

from corpus.bilingual import Bilingual
from corpus.bounded import Crashed, Exceeded, Limits, run_bounded
from corpus.errors import UnreadableDocument
from corpus.intake import refusals
from corpus.intake.kinds import kind_of
from corpus.intake.letters import seen
from corpus.intake.model import Received
from corpus.intake.packing import unpack

LIMITS = Limits(memory_bytes=1536 * 1024 * 1024, cpu_seconds=60, seconds=120, output_bytes=64 * 1024 * 1024)
_LONGEST_NAME = 80


def receive(data: bytes, name: str) -> Received:
    """Read a file of any format: .docx, .pdf with a text layer, .html, .md or .txt.

    The format is told by the content, then by the name's ending; nothing else of the name is used. Raises
    `UnreadableDocument`, whose class says why, and whose message names the file.
    """
    try:
        return _received(data, kind_of(data, name))
    except UnreadableDocument as refusal:
        raise _named(refusal, shown_name(name)) from refusal


def shown_name(name: str) -> str:
    """Return the base name of a file as it may be shown: no folders, no unseen characters, not endless.

    >>> shown_name("../../etc/通知.docx")
    '通知.docx'
    """
    base = " ".join(seen(PurePosixPath(name.replace("\\", "/")).name).split())
    return base if len(base) <= _LONGEST_NAME else f"{base[:_LONGEST_NAME]}…"


def _received(data: bytes, kind: str) -> Received:
    try:
        found: dict[str, Any] = json.loads(run_bounded("corpus.intake.open_document:open_document", data, LIMITS, kind))
    except Exceeded as fault:
        what = Bilingual("读取它需要过多的内存或时间。", "reading it takes too much memory or time.")
        raise refusals.too_large(what) from fault
    except Crashed as fault:
        raise refusals.damaged(Bilingual("内部结构有误", "its inner structure is wrong")) from fault
    if "received" in found:
        return unpack(found["received"])
    raise refusals.KINDS[found["code"]](Bilingual(*found["message"]), Bilingual(*found["hint"]))


def _named(refusal: UnreadableDocument, name: str) -> UnreadableDocument:
    message = Bilingual(f"{name}：{refusal.message.zh}", f"{name}: {refusal.message.en}")
    return type(refusal)(message, refusal.hint)
