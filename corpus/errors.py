"""The errors of the corpus, and the root of every error that a user may meet.

JunhengError                  what went wrong, and what to do next, in both languages
└── CorpusError
    ├── UnknownDocument       no document of that id or 文号
    ├── UnknownClause         no clause of that id in the document
    ├── UnknownPlace          no place of that name
    ├── MalformedDocument     a canonical file that cannot be read
    ├── UnreadableDocument    a file brought by a user that cannot be read; the message says why and what to do
    │   ├── EmptyDocument         no bytes, or no text
    │   ├── DocumentTooLarge      more bytes, pages, cells, memory or time than a policy document needs
    │   ├── DamagedDocument       cut short, or not what its format demands
    │   ├── ProtectedDocument     a password is set
    │   ├── ScannedDocument       pages that are pictures
    │   ├── GarbledDocument       letters that cannot be told: fonts without a key, an unknown encoding
    │   └── UnsupportedDocument   a format that is not read: .doc, workbooks, pictures, archives
    ├── WrongCorrection       a value that a user gave for a fact of a document and that cannot be one
    ├── MalformedStandard     a standards file with unknown keys, or a quote that its clause does not hold
    ├── NoStandardInForce     no requirement for that indicator, stage, place and year
    ├── DuplicateDocument     a document that is here already, under this or another file
    ├── NotOnShelf            a document that cannot be removed, since it was shipped
    └── ShelfUnavailable      the folder of the users' documents cannot be written
"""

from corpus.bilingual import Bilingual


class JunhengError(Exception):
    """An error with a stable code, a message and a hint in the user's language."""

    code = "error"

    def __init__(self, message: Bilingual, hint: Bilingual = Bilingual("", "")) -> None:
        super().__init__(f"{message.en} {hint.en}".strip())
        self.message = message
        self.hint = hint


class CorpusError(JunhengError):
    """Something in the corpus is missing or malformed."""

    code = "corpus"


class UnknownDocument(CorpusError):
    """No document of that id or 文号."""

    code = "unknown_document"


class UnknownClause(CorpusError):
    """No clause of that id in the document."""

    code = "unknown_clause"


class UnknownPlace(CorpusError):
    """No place of that name."""

    code = "unknown_place"


class MalformedDocument(CorpusError):
    """A canonical file that cannot be read."""

    code = "malformed_document"


class UnreadableDocument(CorpusError):
    """A file brought by a user that cannot be read as a policy document."""

    code = "unreadable_document"


class EmptyDocument(UnreadableDocument):
    """No bytes, or no text."""

    code = "document_empty"


class DocumentTooLarge(UnreadableDocument):
    """More bytes, pages, cells, memory or time than a policy document needs."""

    code = "document_too_large"


class DamagedDocument(UnreadableDocument):
    """Cut short, or not what its format demands."""

    code = "document_damaged"


class ProtectedDocument(UnreadableDocument):
    """A password is set."""

    code = "document_protected"


class ScannedDocument(UnreadableDocument):
    """Pages that are pictures, without letters."""

    code = "document_scanned"


class GarbledDocument(UnreadableDocument):
    """Letters that cannot be told: fonts without a key, an unknown encoding."""

    code = "document_garbled"


class UnsupportedDocument(UnreadableDocument):
    """A format that is not read: .doc, workbooks, pictures, archives."""

    code = "document_unsupported"


class WrongCorrection(CorpusError):
    """A value that a user gave for a fact of a document and that cannot be one: no date, no kind, too long."""

    code = "wrong_correction"


class MalformedStandard(CorpusError):
    """A standards file with unknown keys, or a quote that its clause does not hold."""

    code = "malformed_standard"


class NoStandardInForce(CorpusError):
    """No requirement for that indicator, stage, place and year. Never a default."""

    code = "no_standard_in_force"


class DuplicateDocument(CorpusError):
    """A document that is here already, under this or another file."""

    code = "duplicate_document"


class NotOnShelf(CorpusError):
    """A document that cannot be removed, since it was shipped."""

    code = "not_on_shelf"


class ShelfUnavailable(CorpusError):
    """The folder of the users' documents cannot be written."""

    code = "shelf_unavailable"
