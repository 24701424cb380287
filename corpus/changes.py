"""What a new version of a document changes: clause by clause, and which records rest on words that it touches."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.documents import still_says
from corpus.model import Clause, Document, Reference, Suspended
from corpus.register import Conflict, Register, Suspect
from corpus.standards import Standards
from corpus.written import Record

ChangeKind = Literal["added", "removed", "changed", "moved"]
PieceKind = Literal["same", "old", "new"]
Entry = Record | Conflict | Suspect | Suspended

_WORD = re.compile(r"\s*(?:[A-Za-z]+|\d+(?:\.\d+)?|\S)\s*")  # with the white space around, which is not compared
_MOST_WORDS = 3_000  # of a clause; beyond it a comparison takes seconds and shows nothing that people can read


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a clause that both versions have, or only the old or the new one."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not as it was. Moved: the same text under another id."""

    kind: ChangeKind
    old: Clause | None
    new: Clause | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words of both versions, in the order of reading."""
        return words_changed(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True)
class Touched:
    """A record whose clause changes. `stands` says whether its words are still there, so that it stays in force."""

    record: Entry
    ref: Reference
    stands: bool


def changes(old: Document, new: Document) -> tuple[Change, ...]:
    """Return the clauses that differ, in the order of the new version, those removed last.

    Clauses are the same one by their id first, then by their text; white space does not count.
    """
    before = {clause.id: clause for clause in old.clauses}
    after = {clause.id: clause for clause in new.clauses}
    same = {id for id in before.keys() & after.keys() if _plain(before[id]) == _plain(after[id])}
    moved = _moved([before[id] for id in before if id not in same], [after[id] for id in after if id not in same])
    gone = {one.id for one in moved.values()}
    found = []
    for id, clause in after.items():
        if id in moved:
            found.append(Change("moved", moved[id], clause))
        elif id not in same:
            earlier = before[id] if id in before and id not in gone else None
            found.append(Change("changed" if earlier else "added", earlier, clause))
    kept = same | gone | {one.old.id for one in found if one.old}
    return (*found, *(Change("removed", before[id], None) for id in before if id not in kept))


def touched(old: Document, new: Document, standards: Standards, register: Register) -> tuple[Touched, ...]:
    """Return the records of `old` whose clause is not the same in `new`; those that lose their words first."""
    before = {clause.id: clause.text for clause in old.clauses}
    after = {clause.id: clause.text for clause in new.clauses}
    found = [
        Touched(record, ref, still_says(ref, after.get(ref.clause, "")))
        for record, ref in _records(standards, register)
        if ref.document == old.id and after.get(ref.clause) != before.get(ref.clause)
    ]
    return tuple(sorted(found, key=lambda one: one.stands))


def words_changed(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as one run of pieces; white space that alone differs is the new text's.

    >>> [(piece.kind, piece.text) for piece in words_changed("不超过45人。", "不超过40人。")]
    [('same', '不超过'), ('old', '45'), ('new', '40'), ('same', '人。')]
    """
    a, b = _WORD.findall(old), _WORD.findall(new)
    if max(len(a), len(b)) > _MOST_WORDS:
        return tuple(Piece(kind, text) for kind, text in _whole(old, new) if text)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, [word.strip() for word in a], [word.strip() for word in b], autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(b[b1:b2])))
            continue
        pieces += [Piece("old", "".join(a[a1:a2]))] * (a1 < a2) + [Piece("new", "".join(b[b1:b2]))] * (b1 < b2)
    return tuple(pieces)


def _whole(old: str, new: str) -> Sequence[tuple[PieceKind, str]]:
    return [("same", old)] if old == new else [("old", old), ("new", new)]


def _moved(before: Iterable[Clause], after: Iterable[Clause]) -> dict[str, Clause]:
    """Return the earlier clause of each id under which the same text stands now; each is used once."""
    waiting: dict[str, list[Clause]] = {}
    for clause in before:
        waiting.setdefault(_plain(clause), []).append(clause)
    return {clause.id: known.pop(0) for clause in after if (known := waiting.get(_plain(clause)))}


def _records(standards: Standards, register: Register) -> Iterable[tuple[Entry, Reference]]:
    yield from ((one, one.ref) for one in (*standards.records, *standards.suspended))
    yield from ((one, side) for one in register.conflicts for side in one.sides)
    yield from ((one, one.ref) for one in register.suspects)
    yield from ((one, one.ref) for one in register.suspended)


def _plain(clause: Clause) -> str:
    return "".join(clause.text.split())
