"""The users' documents as every face sees them: what a file would become, then added or removed.

Nothing is written before `add`. A proposal need not be kept: the same bytes with the same corrections give the same
document.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.tools import Tools
from assistant.view import record_label
from calculators.model import Upload
from corpus.bilingual import Bilingual
from corpus.brought import MAX_BYTES as MAX_STANDARDS_BYTES
from corpus.brought import BroughtStandards, brought_name, check_brought, pinned
from corpus.changes import Change, Touched, changes, touched
from corpus.documents import Library, parse_document
from corpus.errors import DuplicateDocument, NotOnShelf
from corpus.model import Document, Origin, Suspended
from corpus.records import malformed_standard, parse_standards
from corpus.register import Conflict, Suspect
from corpus.shelf import Contents, Shelf
from corpus.standards import load_standards
from corpus.written import Record

if TYPE_CHECKING:
    from corpus.intake.corrections import Corrections
    from corpus.intake.take_in import Intake


_HERE_ALREADY: dict[Origin, Bilingual] = {
    "shipped": Bilingual(
        "它随系统提供，无需添加，可以直接提问；如有修订后的版本，请添加该版本，它会取代这份。",
        "It is shipped and need not be added: ask about it now. A revised version, once added, takes its place.",
    ),
    "user": Bilingual(
        "无需再次添加；要更正其信息，请先移除再添加。",
        "It need not be added again; to correct what is said of it, remove it and add it again.",
    ),
}
FACTS = ("title", "number", "issuer", "place", "issued", "effective", "kind", "interprets")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a document as understood, and the words that it was read from, where it was read and not given."""

    name: str
    value: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would become: the document as understood, and what its coming changes.

    `replaces` is the document whose place it takes; `changes`, `touched` and `suspended` are empty without one.
    """

    intake: "Intake"
    document: Document
    replaces: Document | None
    changes: tuple[Change, ...]
    touched: tuple[Touched, ...]
    suspended: tuple[Suspended, ...]

    @property
    def text(self) -> str:
        """The canonical file that is put on the shelf."""
        return self.intake.text

    @property
    def seen(self) -> str:
        """What somebody who agreed must have seen: which version of which document gives way."""
        return f"{self.replaces.id}-{self.replaces.sha256[:16]}" if self.replaces else ""


class Bookshelf:
    """Adds and removes users' documents. Safe to use from several threads and processes."""

    def __init__(
        self, home: Path, tools: Callable[[], Tools], changed: Callable[[str, Library], object] = lambda *_: None
    ) -> None:
        """Work on the shelf in `home`; `tools` gives the tools over the corpus as it stands.

        `changed` is told the id of a document that was added, replaced or removed, and the library after it.
        """
        self._shelf = Shelf(home)
        self._tools = tools
        self._changed = changed

    def propose(self, upload: Upload, corrections: "Corrections | None" = None) -> Proposal:
        """Return what a file would become. Writes nothing.

        Raises UnreadableDocument, DuplicateDocument, or the error of a correction that cannot be.
        """
        from corpus.intake.corrections import Corrections
        from corpus.intake.take_in import take_in  # loads readers of file formats

        tools = self._tools()
        intake = take_in(upload.content, upload.name, tools.library, corrections or Corrections())
        document = parse_document(intake.text, f"{intake.document.id}.md", "user")
        refuse_duplicate(document, tools.library)
        replaced = next((one for one in tools.library.documents if one.id == document.id), None)
        if replaced is None:
            return Proposal(intake, document, None, (), (), ())
        records = touched(replaced, document, load_standards(tools.library), tools.curated)
        after = tools.with_document(document)
        resting = tuple(_will_rest(document, tools))
        gone = (*suspended(after), *(Suspended(record_label(one), one.ref) for one in resting))
        records = (*(Touched(one, one.ref, stands=False) for one in resting), *records)
        return Proposal(intake, document, replaced, changes(replaced, document), records, gone)

    def add(self, proposal: Proposal, content: bytes) -> None:
        """Put a proposed document's clauses into the index, and it on the shelf with the bytes that it was read from.

        Raises DuplicateDocument where somebody was faster, ShelfUnavailable or IndexUnavailable; nothing is added then.
        """
        tools = self._tools()
        refuse_duplicate(proposal.document, tools.library)
        _ = tools.with_document(proposal.document).index  # built before anybody can ask: nobody need wait for it
        self._shelf.add(proposal, content, lambda library: refuse_duplicate(proposal.document, library))
        self._changed(proposal.document.id, self._tools().library)

    def propose_standards(self, upload: Upload) -> BroughtStandards:
        """Return the standards that a YAML file would add. Writes nothing.

        Raises MalformedStandard, which names the entry and says what is expected, or UnknownDocument.
        """
        shelf, text = self._tools().shelf, text_of_standards(upload)
        name = brought_name(shelf.library.document(parse_standards(text, upload.name).document))
        noted = pinned(text, upload.name, shelf.library)
        return replace(_checked(noted, upload.name, shelf, name), name=name)

    def add_standards(self, proposal: BroughtStandards) -> None:
        """Put proposed standards on the shelf, in place of those of the same document.

        Raises MalformedStandard where the shelf has changed so that they no longer hold, or ShelfUnavailable.
        """

        def check(shelf: Contents) -> None:
            _checked(proposal.text, proposal.name, shelf, proposal.name)

        self._shelf.add_standards(proposal.name, proposal.text, check)

    def remove(self, name: str) -> Document | None:
        """Take a document (id, 文号 or title) or a standards file (its name) off the shelf.

        Return what stands in the place of a document now: the shipped one.

        Raises UnknownDocument, NotOnShelf for a shipped document, or ShelfUnavailable.
        """
        tools = self._tools()
        files = {one.id for one in tools.shelf.damaged} | {one.name for one in tools.shelf.standards}
        id = name if name in files else removable(name, tools.library).id
        self._shelf.remove(id)
        tools = self._tools()
        self._changed(id, tools.library)
        _ = tools.index
        return next((one for one in tools.library.documents if one.id == id), None)


def text_of_standards(upload: Upload) -> str:
    """Return a standards file as text. Raises MalformedStandard."""
    if len(upload.content) > MAX_STANDARDS_BYTES:
        limit = MAX_STANDARDS_BYTES // 1024
        raise malformed_standard(upload.name, Bilingual(f"超过 {limit} KB", f"it is larger than {limit} KB"))
    try:
        return upload.content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise malformed_standard(upload.name, Bilingual("不是 UTF-8 文本", "it is not text in UTF-8")) from fault


def _will_rest(document: Document, tools: Tools) -> Iterator[Record]:
    """Yield the users' records that rest once a document is there, since nobody has read them against it."""
    after = {one.name for one in tools.with_document(document).shelf.standards if one.rests}
    yield from (record for one in tools.shelf.standards if one.name in after for record in one.records)


def _checked(text: str, told_as: str, shelf: Contents, name: str) -> BroughtStandards:
    """Return a standards file that would be in force as `name`. Raises MalformedStandard, which names it `told_as`."""
    others = [one for one in shelf.standards if one.name != name]
    found = check_brought(text, told_as, shelf.library, others)
    if found.rests:
        raise malformed_standard(told_as, found.rests)
    return found


def fact_rows(intake: "Intake") -> tuple[FactRow, ...]:
    """Return the facts of a document as understood, in the order that people read them."""
    facts = {name: getattr(intake.facts, name) for name in FACTS}
    return tuple(FactRow(name, fact.value, fact.quote) for name, fact in facts.items())


def about(one: Touched) -> Bilingual:
    """Return what a touched record is about."""
    record = one.record
    return record.about if isinstance(record, Conflict | Suspect | Suspended) else record_label(record)


def removable(name: str, library: Library) -> Document:
    """Return the document of that name. Raises UnknownDocument, or NotOnShelf for one that was shipped."""
    document = library.document(name)
    if document.origin == "user":
        return document
    raise NotOnShelf(
        Bilingual(
            f"“{document.name}”是随系统提供的文件，不能移除。", f"“{document.name}” was shipped and cannot be removed."
        ),
        Bilingual(
            "只能移除自己添加的文件；如需更新，请添加新版本，它会取代旧版本。",
            "Only documents that were added can be; to update it, add the new version, which takes its place.",
        ),
    )


def refuse_duplicate(document: Document, library: Library) -> None:
    """Raise DuplicateDocument, which names the document, where one of the same file or the same words is here."""
    for one in library.documents:
        if one.sha256 == document.sha256:
            raise _duplicate(one, Bilingual("这个文件", "This file"))
        if _words(one) == _words(document):
            raise _duplicate(one, Bilingual("与这个文件文字相同的文件", "A document with the same words"))


def suspended(tools: Tools) -> tuple[Suspended, ...]:
    """Return what is not in force since a user's version of a document no longer holds its words, named for people."""
    requirements = tuple(Suspended(record_label(one), one.ref) for one in tools.standards.suspended)
    return requirements + tools.register.suspended


def _duplicate(document: Document, what: Bilingual) -> DuplicateDocument:
    name = document.name
    return DuplicateDocument(
        Bilingual(
            f"{what.zh}已经在库中：{name}（{document.id}）。", f"{what.en} is here already: {name} ({document.id})."
        ),
        _HERE_ALREADY[document.origin],
    )


def _words(document: Document) -> str:
    return "".join(document.body.split())
