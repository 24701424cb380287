"""The errors of the corpus, and the root of every error that a user may meet.

JunhengError                  what went wrong, and what to do next, in both languages
└── CorpusError
    ├── UnknownDocument       no document of that id or 文号
    ├── UnknownClause         no clause of that id in the document
    ├── UnknownPlace          no place of that name
    ├── MalformedDocument     a canonical file that cannot be read
    ├── MalformedStandard     a standards file with unknown keys, or a quote that its clause does not hold
    └── NoStandardInForce     no requirement for that indicator, stage, place and year
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


class MalformedStandard(CorpusError):
    """A standards file with unknown keys, or a quote that its clause does not hold."""

    code = "malformed_standard"


class NoStandardInForce(CorpusError):
    """No requirement for that indicator, stage, place and year. Never a default."""

    code = "no_standard_in_force"
