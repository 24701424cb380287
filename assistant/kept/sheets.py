"""What is remembered of a session's sheets and their check, beside the bytes: enough to read them again alike."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.check import CheckReport
from assistant.kept.session import Session
from calculators.model import Upload
from corpus.bilingual import Language


@dataclass(frozen=True, slots=True)
class SheetGiven:
    """A file of a session: its name there, the name that it came with where that is another, and its SHA-256."""

    name: str
    sha256: str
    came_as: str | None = None


@dataclass(frozen=True, slots=True)
class CheckGiven:
    """What a check was asked with: county and year where they were given, the language, and the readings by id."""

    county: str | None
    year: int | None
    language: Language
    readings: Mapping[str, str]


def check_given(report: CheckReport) -> CheckGiven:
    """Return what a check was asked with."""
    year = report.year if report.year_source == "asked" else None
    return CheckGiven(report.given, year, report.language, dict(sorted(report.check.choice.named)))


def sheets_given(session: Session) -> tuple[SheetGiven, ...]:
    """Return the files of a session with their digests, which are computed once for each upload."""
    if session.hashed is None or session.hashed[0] is not session.uploads:
        session.hashed = session.uploads, tuple(sha256_of(one) for one in session.uploads)
    return tuple(SheetGiven(one.name, sha256, one.came_as) for one, sha256 in zip(*session.hashed, strict=True))


def sha256_of(upload: Upload) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(upload.content).hexdigest()
