"""The receipts in the database, with the clauses that they cite and what the documents were made of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, exists, func, select, update

from assistant.errors import UnknownReceipt
from assistant.kept.database import Database
from assistant.kept.receipts import Receipt, TouchedClause, clause_digest
from assistant.kept.tables import CITED, CORPORA, ENTRIES, RECEIPTS, SHEETS
from assistant.kept.writing import add_new
from calculators.model import Upload
from corpus.documents import Library
from corpus.errors import CorpusError

_RECEIPT = TypeAdapter(Receipt)


class ReceiptRows:
    """The receipts of one database. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: set[str] = set()  # digests whose parts are kept already

    def get(self, id: str) -> Receipt:
        """Return a receipt. Raises UnknownReceipt."""
        with self._database.reading() as connection:
            row = connection.execute(select(RECEIPTS.c.body, RECEIPTS.c.shown).where(RECEIPTS.c.id == id)).first()
        if row is None:
            raise UnknownReceipt(id)
        return _RECEIPT.validate_python({**row.body, "shown": row.shown})

    def count(self) -> int:
        """Return how many receipts are kept; says so where none could be."""
        with self._database.writing() as connection:
            return connection.scalar(select(func.count()).select_from(RECEIPTS)) or 0

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
        body = _RECEIPT.dump_python(replace(receipt, shown=None), mode="json")
        add_new(connection, RECEIPTS, {
            "id": receipt.id, "made": at, "of_sheets": bool(receipt.given.sheets), "body": body, "shown": receipt.shown,
        })  # fmt: skip
        stripped = (RECEIPTS.c.id == receipt.id) & RECEIPTS.c.shown.is_(None)
        connection.execute(update(RECEIPTS).where(stripped).values(shown=receipt.shown))
        add_new(connection, CITED, [
            {"receipt": receipt.id, "document": one.document, "clause": one.clause, "digest": one.digest}
            for one in receipt.cited
        ])  # fmt: skip
        for digest in parts.keys() - self._known:
            add_new(connection, CORPORA, {"digest": digest, "parts": dict(parts[digest]())})

    def know(self, digests: Collection[str]) -> None:
        """Remember that the parts of digests are kept."""
        self._known |= set(digests)


def strip_receipts(connection: Connection, ids: Collection[str]) -> None:
    """Take what came from sheets out of receipts that no session holds any more; what recomputes them stays."""
    held = exists().where(ENTRIES.c.receipt == RECEIPTS.c.id)
    wanted = update(RECEIPTS).where(RECEIPTS.c.id == bindparam("receipt"), RECEIPTS.c.of_sheets, ~held)
    if ids:
        connection.execute(wanted.values(shown=None), [{"receipt": one} for one in sorted(ids)])


def _digest_in(library: Library, document: str, clause: str) -> str | None:
    try:
        return clause_digest(library.clause(document, clause))
    except CorpusError:
        return None
