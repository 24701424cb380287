"""The register of known conflicts and doubtful figures: what an answer must show, and never hide.

It is curated by hand; every side is a quotation that stands in its clause, which verify_corpus proves.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.documents import Library, in_force
from corpus.errors import CorpusError
from corpus.folding import fold
from corpus.model import Reference, Suspended
from corpus.records import malformed_standard
from corpus.strict import DuplicateKeyError, load_yaml

ConflictKind = Literal["contradiction", "interpretation", "floor_beside_target"]
"""contradiction: same place and rank; interpretation: a 解读 against its text; floor_beside_target: in one document."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Clauses that differ on one thing. `topics` are the words of which a question must touch one.

    `found` is what the records say, where no person wrote the entry down: records were compared
    (`corpus.contradictions`). It holds figures, and is for lists; an answer quotes the sides.
    """

    kind: ConflictKind
    about: Bilingual
    sides: tuple[Reference, ...]
    topics: tuple[str, ...]
    found: Bilingual | None = None

    def concerns(self, question: str) -> bool:
        """Say whether a question, in Chinese or English, touches the topic."""
        return _touches(question, self.topics)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A passage to be quoted only together with a doubt: a likely extraction error, or a figure easily misread.

    `against` are the words that give rise to the doubt, where they stand elsewhere; `found` as in `Conflict`.
    """

    about: Bilingual
    why: Bilingual
    ref: Reference
    topics: tuple[str, ...]
    against: tuple[Reference, ...] = ()
    found: Bilingual | None = None

    def concerns(self, question: str) -> bool:
        """Say whether a question, in Chinese or English, touches the topic."""
        return _touches(question, self.topics)


@dataclass(frozen=True, slots=True)
class Register:
    """All known conflicts and suspects, in the order of the file."""

    conflicts: tuple[Conflict, ...]
    suspects: tuple[Suspect, ...]
    suspended: tuple[Suspended, ...] = ()

    def conflicts_touching(self, keys: Collection[str]) -> tuple[Conflict, ...]:
        """Return the conflicts with at least one side among the clauses of these keys (document#clause)."""
        return tuple(one for one in self.conflicts if any(_key(side) in keys for side in one.sides))

    def suspects_touching(self, keys: Collection[str]) -> tuple[Suspect, ...]:
        """Return the suspects that stand in one of the clauses of these keys (document#clause)."""
        return tuple(one for one in self.suspects if _key(one.ref) in keys)

    def with_found(self, found: "Register") -> "Register":
        """Return the register with what comparing records has found behind it, less what it says already."""
        conflicts = [one for one in found.conflicts if not self._says(one.sides, one)]
        suspects = [one for one in found.suspects if not self._says((one.ref,), one)]
        return replace(self, conflicts=(*self.conflicts, *conflicts), suspects=(*self.suspects, *suspects))

    def _says(self, refs: Iterable[Reference], found: Conflict | Suspect) -> bool:
        """Say whether one entry is about the same thing, and shows at least two of the clauses that differ on it."""
        keys = {_key(ref) for ref in refs}
        entries: list[tuple[set[str], Conflict | Suspect]] = [
            ({_key(side) for side in one.sides}, one) for one in self.conflicts
        ]
        entries += [({_key(one.ref)}, one) for one in self.suspects]
        named = " ".join((*found.topics, found.found.zh if found.found else found.about.zh))
        return any(len(keys & known) >= min(2, len(keys)) and one.concerns(named) for known, one in entries)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Strict):
    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def bilingual(self) -> Bilingual:
        return Bilingual(self.zh, self.en)


class _Side(_Strict):
    document: str
    clause: str
    quote: Annotated[str, Field(min_length=2)]

    def reference(self) -> Reference:
        return Reference(self.document, self.clause, self.quote)


class _ConflictEntry(_Strict):
    kind: ConflictKind
    about: _Words
    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    sides: Annotated[tuple[_Side, ...], Field(min_length=2)]


class _SuspectEntry(_Strict):
    about: _Words
    why: _Words
    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    passages: Annotated[tuple[_Side, ...], Field(min_length=1)]


class _RegisterFile(_Strict):
    conflicts: tuple[_ConflictEntry, ...]
    suspects: tuple[_SuspectEntry, ...]


def parse_register(text: str, library: Library, name: str = "register.yaml") -> Register:
    """Return the register of a YAML text. Raises MalformedStandard for an unknown key or a clause that is not there."""
    try:
        file = _RegisterFile.model_validate(load_yaml(text))
        conflicts = tuple(
            Conflict(one.kind, one.about.bilingual(), tuple(side.reference() for side in one.sides), one.topics)
            for one in file.conflicts
        )
        suspects = tuple(
            Suspect(one.about.bilingual(), one.why.bilingual(), passage.reference(), one.topics)
            for one in file.suspects
            for passage in one.passages
        )
        for ref in (*(side for one in conflicts for side in one.sides), *(one.ref for one in suspects)):
            if not library.is_replaced(ref.document):
                library.clause(ref.document, ref.clause)
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed_standard(name, Bilingual(str(fault), str(fault))) from fault
    except CorpusError as fault:
        raise malformed_standard(name, fault.message) from fault
    return _in_force(Register(conflicts, suspects), library)


@lru_cache(maxsize=4)
def load_register(library: Library) -> Register:
    """Return the shipped register. Raises MalformedStandard."""
    return parse_register((files("corpus") / "register.yaml").read_text("utf-8"), library)


def _in_force(register: Register, library: Library) -> Register:
    """Return the register without what rests on words that a user's version of a document no longer holds.

    A conflict needs two sides, and is suspended as a whole where only one is left.
    """

    def stands(ref: Reference) -> bool:
        return in_force(library, ref)

    entries = [(one.about, side) for one in register.conflicts for side in one.sides]
    entries += [(one.about, one.ref) for one in register.suspects]
    standing = [replace(one, sides=tuple(filter(stands, one.sides))) for one in register.conflicts]
    return Register(
        tuple(one for one in standing if len(one.sides) > 1),
        tuple(one for one in register.suspects if stands(one.ref)),
        tuple(Suspended(about, ref) for about, ref in entries if not stands(ref)),
    )


def _key(ref: Reference) -> str:
    return f"{ref.document}#{ref.clause}"


def _touches(question: str, topics: tuple[str, ...]) -> bool:
    asked = fold(question)
    return any(fold(topic) in asked for topic in topics)
