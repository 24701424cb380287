"""The receipts in the database, with the clauses that they cite and what the documents were made of."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, Text, exists, func, select, type_coerce, update

from assistant.errors import AlteredReceipt, DamagedRecord, UnknownReceipt
from assistant.kept.damage import RECEIPT, taken_as
from assistant.kept.database import Database
from assistant.kept.receipts import WHOLE, Receipt, TouchedClause, clause_digest, is_sealed, without_words
from assistant.kept.tables import CITED, CORPORA, ENTRIES, RECEIPTS, SHEETS
from assistant.kept.writing import add_new
from calculators.model import Upload
from corpus.documents import Library
from corpus.errors import CorpusError

LEAST_CHARACTERS = 8  # by which a receipt may be called
Stored = Row[Any, Any, Any]
MOST_EXAMINED = 5_000
_RECEIPT, _BODY = TypeAdapter(Receipt), TypeAdapter(dict[str, object])
_HELD = exists().where(ENTRIES.c.receipt == RECEIPTS.c.id)


class ReceiptRows:
    """The receipts of one database. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: set[tuple[int, str]] = set()  # digests whose parts this database, as it is open, has already

    def get(self, id: str) -> Receipt:
        """Return the receipt of an id, or of what one begins with.

        Raises UnknownReceipt, AlteredReceipt, DamagedRecord.
        """
        wanted = select(RECEIPTS.c.id, RECEIPTS.c.body, RECEIPTS.c.shown)
        if LEAST_CHARACTERS <= len(id) < WHOLE:
            wanted = wanted.where(RECEIPTS.c.id >= id, RECEIPTS.c.id < f"{id}g")  # behind every hexadecimal digit
        else:
            wanted = wanted.where(RECEIPTS.c.id == id)
        with self._database.reading() as connection:
            found = connection.execute(wanted.limit(2)).all()
        if len(found) != 1:
            raise UnknownReceipt(id, several=bool(found))
        return _proved(found[0])

    def count(self) -> int:
        """Return how many receipts are kept."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(RECEIPTS)) or 0

    def unsound(self) -> int:
        """Return how many of the latest receipts are damaged, or altered."""
        rows = select(RECEIPTS.c.id, RECEIPTS.c.body, RECEIPTS.c.shown)
        with self._database.reading() as connection:
            ids = connection.scalars(select(RECEIPTS.c.id).order_by(RECEIPTS.c.used.desc()).limit(MOST_EXAMINED)).all()
            return sum(not _is_sound(connection.execute(rows.where(RECEIPTS.c.id == id)).one) for id in ids)

    def made(self, id: str) -> int | None:
        """Return when a receipt was first kept, in seconds since 1970."""
        with self._database.reading() as connection:
            return connection.scalar(select(RECEIPTS.c.made).where(RECEIPTS.c.id == id))

    def touched(self, receipt: Receipt, library: Library) -> tuple[TouchedClause, ...]:
        """Return the clauses of a receipt that are not as they were."""
        with self._database.reading() as connection:
            rows = connection.execute(select(CITED).where(CITED.c.receipt == receipt.id)).all()
        since = {(row.document, row.clause): row.touched for row in rows}
        found = ((one, _digest_in(library, one.document, one.clause)) for one in receipt.cited)
        return tuple(
            TouchedClause(one, now is None, since.get((one.document, one.clause)))
            for one, now in found
            if now != one.digest
        )

    def mark(self, document: str, library: Library, at: int) -> int:
        """Mark the receipts that cite clauses of a document which have changed; return how many are marked.

        A clause that reads as it did then is not marked any more.
        """
        of_document = CITED.c.document == document
        with self._database.writing() as connection:
            known = connection.execute(select(CITED.c.clause, CITED.c.digest).where(of_document).distinct()).all()
            for clause, digest in known:
                same = _digest_in(library, document, clause) == digest
                wanted = update(CITED).where(of_document, CITED.c.clause == clause, CITED.c.digest == digest)
                wanted = wanted.where(CITED.c.touched.is_not(None) if same else CITED.c.touched.is_(None))
                connection.execute(wanted.values(touched=None if same else at))
            marked = select(CITED.c.receipt).where(of_document, CITED.c.touched.is_not(None)).distinct()
            return len(connection.scalars(marked).all())

    def would_mark(self, document: str, library: Library) -> int:
        """Return how many receipts cite clauses of a document that `library` does not have as they were."""
        wanted = select(CITED.c.receipt, CITED.c.clause, CITED.c.digest).where(CITED.c.document == document)
        with self._database.reading() as connection:
            cited = connection.execute(wanted).all()
        return len({receipt for receipt, clause, digest in cited if _digest_in(library, document, clause) != digest})

    def parts(self, digest: str) -> Mapping[str, str] | None:
        """Return what a digest of the documents or of the standards stands for: the digest of each part."""
        with self._database.reading() as connection:
            return connection.scalar(select(CORPORA.c.parts).where(CORPORA.c.digest == digest))

    def sheet(self, sha256: str, name: str, came_as: str | None) -> Upload | None:
        """Return a sheet that some session still holds."""
        with self._database.reading() as connection:
            content = connection.scalar(select(SHEETS.c.content).where(SHEETS.c.sha256 == sha256))
        return None if content is None else Upload(name, bytes(content), came_as)

    def add(
        self, connection: Connection, receipt: Receipt, at: int, parts: Mapping[str, Callable[[], Mapping[str, str]]]
    ) -> None:
        """Keep a receipt; one of that id is here once. `parts` give, by digest, what the documents were made of."""
        here = RECEIPTS.c.id == receipt.id
        values = {"body": _body(receipt), "shown": receipt.shown}
        if connection.execute(update(RECEIPTS).where(here).values(used=at)).rowcount:
            connection.execute(update(RECEIPTS).where(here, RECEIPTS.c.shown.is_(None)).values(values))
        else:
            of_sheets = bool(receipt.given.sheets)
            row = {"id": receipt.id, "made": at, "used": at, "of_sheets": of_sheets, **values}
            add_new(connection, RECEIPTS, row)
        add_new(connection, CITED, [
            {"receipt": receipt.id, "document": one.document, "clause": one.clause, "digest": one.digest}
            for one in receipt.cited
        ])  # fmt: skip
        for digest in self._unknown(parts):
            add_new(connection, CORPORA, {"digest": digest, "parts": dict(parts[digest]())})

    def know(self, digests: Collection[str]) -> None:
        """Remember that the parts of digests are kept."""
        self._known |= {(self._database.opened, one) for one in digests}

    def sweep(self, before: int) -> int:
        """Strip the receipts about sheets that no session holds, and whose answer was last given before that moment.

        Return how many there were.
        """
        old = (RECEIPTS.c.of_sheets, RECEIPTS.c.used < before, RECEIPTS.c.shown.is_not(None), ~_HELD)
        with self._database.reading() as connection:
            ids = connection.scalars(select(RECEIPTS.c.id).where(*old)).all()
        if ids:
            with self._database.writing() as connection:
                strip_receipts(connection, ids)
            self._database.tidy()
        return len(ids)

    def _unknown(self, digests: Iterable[str]) -> list[str]:
        return [one for one in digests if (self._database.opened, one) not in self._known]


def strip_receipts(connection: Connection, ids: Iterable[str]) -> None:
    """Take the words out of receipts that no session holds any more: what came from a conversation, or its sheets."""
    for id in sorted(ids):
        here = (RECEIPTS.c.id == id, RECEIPTS.c.shown.is_not(None), ~_HELD)
        body = connection.scalar(select(type_coerce(RECEIPTS.c.body, Text)).where(*here))
        if body is not None:
            connection.execute(update(RECEIPTS).where(*here).values(body=_stripped(body), shown=None))


def _stripped(body: str) -> dict[str, object]:
    """Return the body of a receipt without its words; nothing of one that is damaged, of which all might be words."""
    try:
        receipt = _RECEIPT.validate_python({**_BODY.validate_json(body), "shown": None})
    except ValidationError:
        return {}
    return _body(without_words(receipt))


def _body(receipt: Receipt) -> dict[str, object]:
    body = _BODY.validate_python(_RECEIPT.dump_python(receipt, mode="json"))
    return {name: value for name, value in body.items() if name != "shown"}


def _proved(row: Stored) -> Receipt:
    """Return a receipt that is what its id was made from. Raises AlteredReceipt or DamagedRecord."""
    receipt = taken_as(_RECEIPT, taken_as(_BODY, row.body, RECEIPT) | {"shown": row.shown}, RECEIPT)
    if not is_sealed(row.id, row.body, row.shown):
        raise AlteredReceipt(row.id)
    return receipt


def _is_sound(row: Callable[[], Stored]) -> bool:
    try:
        _proved(row())
    except (AlteredReceipt, DamagedRecord):
        return False
    return True


def _digest_in(library: Library, document: str, clause: str) -> str | None:
    try:
        return clause_digest(library.clause(document, clause))
    except CorpusError:
        return None
