"""What a user says of a document in place of what was read: checked, since it decides which questions it answers."""

from dataclasses import dataclass
from datetime import date

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.errors import WrongCorrection
from corpus.intake.localities import Locality
from corpus.intake.marks import own_number
from corpus.places import load_gazetteer

KINDS = ("normative", "interpretation")
_LONGEST = 200  # characters


@dataclass(frozen=True, slots=True)
class Corrections:
    """Values that replace what was detected; None leaves it, an empty text says that the document states none.

    Dates are YYYY-MM-DD, `interprets` is the id, 文号 or title of a document of the library.
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    place: str | None = None
    issued: str | None = None
    effective: str | None = None
    kind: str | None = None
    interprets: str | None = None


def line(value: str, field: Bilingual) -> str:
    """Return the value without white space around it. Raises WrongCorrection if it is too long or not one line."""
    text = value.strip()
    if len(text) > _LONGEST or not (text.isprintable() or "\u3000" in text):
        raise _wrong(
            field, value, Bilingual(f"不超过{_LONGEST}字的一行文字", f"one line of at most {_LONGEST} characters")
        )
    return text


def title(value: str) -> str:
    """Return the title. Raises WrongCorrection if it is empty."""
    text = line(value, Bilingual("标题", "title"))
    if not text:
        raise _wrong(Bilingual("标题", "title"), value, Bilingual("文件的标题", "the title of the document"))
    return text


def number(value: str) -> str:
    """Return the 文号, in its usual brackets where it is one. Raises WrongCorrection if it is too long."""
    text = line(value, Bilingual("文号", "number"))
    return own_number(text) or text


def day(value: str, field: Bilingual) -> str:
    """Return the date if it is a real one, or an empty text. Raises WrongCorrection."""
    text = value.strip()
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise ValueError(text)
    except ValueError as fault:
        expected = Bilingual("真实存在的日期，例如 2024-03-05", "a real date such as 2024-03-05")
        raise _wrong(field, value, expected) from fault
    return text


def kind(value: str) -> str:
    """Return the kind. Raises WrongCorrection if it is none of the two."""
    if value.strip() not in KINDS:
        expected = Bilingual("normative（规范性文件）或 interpretation（解读）", "normative or interpretation")
        raise _wrong(Bilingual("类别", "kind"), value, expected)
    return value.strip()


def locality(value: str) -> Locality | None:
    """Return the place of that name, None for an empty text. Raises UnknownPlace."""
    return Locality(load_gazetteer().named(value.strip()), None) if value.strip() else None


def explained(value: str, library: Library) -> str:
    """Return the id of the document that is explained, or an empty text. Raises UnknownDocument."""
    return library.document(value.strip()).id if value.strip() else ""


def _wrong(field: Bilingual, value: str, expected: Bilingual) -> WrongCorrection:
    shown = value.strip()[:40]
    return WrongCorrection(
        Bilingual(f"{field.zh}“{shown}”不能采用。", f"The {field.en} “{shown}” cannot be used."),
        Bilingual(f"请填写{expected.zh}。", f"Give {expected.en}."),
    )
