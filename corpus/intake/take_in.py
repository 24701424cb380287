"""From a file that a user brings to a document of the library: what was understood, and what remains doubtful."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from corpus.bilingual import Bilingual
from corpus.canonical import FrontMatter, LeftOutText, write
from corpus.documents import Library, parse_document
from corpus.intake import corrections as checked
from corpus.intake.corrections import Corrections
from corpus.intake.doubts import doubts
from corpus.intake.facts import NONE, Fact, Facts, Read, read_facts, stated
from corpus.intake.identity import document_id
from corpus.intake.localities import Locality
from corpus.intake.model import LeftOut, Received
from corpus.intake.reading import receive, shown_name
from corpus.intake.refusals import empty, too_large
from corpus.intake.related import same_number
from corpus.intake.structure import structured
from corpus.intake.titles import spare_title
from corpus.model import NOT_STATED, Document, DocumentKind

MOST_CLAUSES = 20_000  # each is encoded for the index, at some tens a second


@dataclass(frozen=True, slots=True)
class Intake:
    """A file as understood: its facts, the canonical file and the document that it holds, and what was left out."""

    facts: Facts
    text: str
    document: Document
    warnings: tuple[Bilingual, ...]
    left_out: tuple[LeftOut, ...]


def take_in(data: bytes, name: str, library: Library, corrections: Corrections = Corrections()) -> Intake:
    """Return the file as a document of the library. The same bytes and corrections give the same text.

    Raises UnreadableDocument for a file that cannot be read, WrongCorrection, UnknownPlace or UnknownDocument for a
    correction that cannot be used.
    """
    return take_in_received(receive(data, name), data, name, library, corrections)


def take_in_received(
    received: Received, data: bytes, name: str, library: Library, corrections: Corrections = Corrections()
) -> Intake:
    """Return what was received as a document of the library; see `take_in`."""
    structure = structured(received)
    if not structure.lines:
        raise empty()
    source, digest = shown_name(name) or NOT_STATED, hashlib.sha256(data).hexdigest()
    spare = spare_title(received.title, source)
    read = corrected(read_facts(structure.layout, library, spare), corrections, library)
    facts = _facts(read, digest, library, spare or source.rpartition(".")[0] or source)
    front = FrontMatter(
        id=facts.id,
        title=facts.title.value or source,
        number=facts.number.value,
        issuer=stated(facts.issuer),
        jurisdiction=stated(facts.place),
        kind=cast(DocumentKind, facts.kind.value),
        issued=stated(facts.issued),
        effective=facts.effective.value,
        interprets=facts.interprets.value,
        source=source,
        sha256=digest,
        left_out=_listed(structure.left_out),
        repeats="told_apart",
    )
    text = write(front, iter(structure.lines))
    document = parse_document(text, f"{front.id}.md")
    if len(document.clauses) > MOST_CLAUSES:
        what = Bilingual(f"它有超过 {MOST_CLAUSES} 条条文。", f"it has more than {MOST_CLAUSES} clauses.")
        raise too_large(what)
    return Intake(facts, text, document, doubts(facts, document, structure), structure.left_out)


def corrected(read: Read, corrections: Corrections, library: Library) -> Read:
    """Return the facts, the user's in place of those read. Raises WrongCorrection, UnknownPlace, UnknownDocument."""
    given, words = corrections, Bilingual
    kind = read.kind if given.kind is None else Fact(checked.kind(given.kind), given=True)
    explained = _given(read.interprets, given.interprets, lambda value: checked.explained(value, library))
    explained = explained if kind.value == "interpretation" else NONE
    own = NONE if read.number.value and _is_named(explained.value, read.number.value, library) else read.number
    return Read(
        title=_given(read.title, given.title, checked.title),
        number=_given(own, given.number, checked.number),
        issuer=_given(read.issuer, given.issuer, lambda value: checked.line(value, words("发文机关", "issuer"))),
        locality=read.locality if given.place is None else checked.locality(given.place),
        issued=_given(read.issued, given.issued, lambda value: checked.day(value, words("发文日期", "date of issue"))),
        effective=_given(
            read.effective, given.effective, lambda v: checked.day(v, words("施行日期", "effective date"))
        ),
        kind=kind,
        interprets=explained,
    )


def _is_named(id: str | None, number: str, library: Library) -> bool:
    """Whether a 文号 is that of the document with this id: the page of an interpretation often states it."""
    return id is not None and same_number(number, library.document(id).number)


def _given(read: Fact, given: str | None, check: Callable[[str], str]) -> Fact:
    """The fact as read, or as the user gave it; an empty text is a fact that is not stated."""
    return read if given is None else Fact(check(given) or None, given=True)


def _facts(read: Read, digest: str, library: Library, spare: str) -> Facts:
    title = read.title if read.title.value else Fact(spare)
    place = read.locality.place if read.locality else None
    identity = document_id(
        place=place,
        number=read.number.value,
        title=title.value or spare,
        issued=read.issued.value,
        kind=read.kind.value,
        interprets=read.interprets.value,
        sha256=digest,
        library=library,
    )
    return Facts(
        id=identity,
        title=title,
        number=read.number,
        issuer=read.issuer,
        place=_place(read.locality),
        issued=read.issued,
        effective=read.effective,
        kind=read.kind,
        interprets=read.interprets,
    )


def _place(locality: Locality | None) -> Fact:
    """The place as a fact; one without words was named by the user, none where nobody did."""
    return Fact(locality.place.full_name, locality.quote, given=locality.quote is None) if locality else NONE


def _listed(left_out: Iterable[LeftOut]) -> tuple[LeftOutText, ...]:
    """Return what was left out, each once with how often: a page head stands on every page."""
    times = Counter((one.why, one.text) for one in left_out)
    return tuple(LeftOutText(why=why, text=text, times=count) for (why, text), count in times.items())
