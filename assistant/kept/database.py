"""The database: SQLite in the data folder, or what `JUNHENG_DATABASE_URL` names. Many processes may use it at once."""

import contextlib
import logging
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.errors import DatabaseUnavailable
from assistant.kept import tables
from assistant.kept.sqlite_file import (
    TIDY_SECONDS,
    Identity,
    beside,
    file_engine,
    identity,
    nothing_held_back,
    remove_left,
    wiped,
)
from assistant.settings import environment_language
from corpus.bilingual import Bilingual

FILE = "junheng.db"
POSTGRES = "postgresql+psycopg"
_LOCK = 6_041_713_905  # any number, the same in every process: who holds it makes tables, or takes sheets away
_TRIED_CHARACTERS = 200_000  # as long as the longest answers are
_log = logging.getLogger(__name__)
_DRIVER_HINT = Bilingual(
    "请安装：pip install 'junheng[postgres]'。", "Install it with pip install 'junheng[postgres]'."
)
_URL_HINT = Bilingual(
    "JUNHENG_DATABASE_URL 应为 postgresql://用户:口令@主机/库名，或 sqlite:////路径/文件.db。",
    "JUNHENG_DATABASE_URL must be postgresql://USER:PASSWORD@HOST/NAME or sqlite:////PATH/FILE.db.",
)


class Database:
    """What opens when it is first used, makes its tables, and says clearly when it cannot."""

    def __init__(self, home: Path) -> None:
        """Use the database of the settings; a file of `home` where they name none."""
        self._url = _url(home)
        self._opening = threading.Lock()
        self._engine: Engine | None = None
        self._file: Identity | None = None
        self._beside: Mapping[Path, Identity | None] = {}
        self._untidy = False
        self.opened = 0  # how often: what was known of another file's contents is not true of this one

    @property
    def name(self) -> str:
        """Where it is, without a password."""
        return self._url.database or "" if self._is_file else self._url.render_as_string(hide_password=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database. Raises DatabaseUnavailable."""
        with self._told(), self._opened().connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, *, alone: bool = False) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all where something is raised.

        `alone`: no other change that asks for it happens at the same time. Raises DatabaseUnavailable.
        """
        with self._told(), self._opened().connect().execution_options(writing=True) as connection, connection.begin():
            if alone:
                _wait_alone(connection)
            yield connection
        if self._untidy:
            self._wipe(0.0)

    def tidy(self) -> None:
        """Leave nothing of what was deleted in the files beside an SQLite file. Raises DatabaseUnavailable.

        Where somebody reads an older state just now, the log says so, and the next change tries again: nobody waits.
        """
        if self._is_file:
            self._wipe(TIDY_SECONDS)
            if self._untidy:
                _told_in_log(
                    f"已删除的数据还在 {self.name}-wal 中：另有读者正在使用。下次写入时再清除。",
                    f"What was deleted is still in {self.name}-wal, in use by a reader. The next change wipes it out.",
                )

    def try_writing(self) -> None:
        """Write as much as a long answer, and take it back. Raises DatabaseUnavailable where that cannot be."""
        row = {"digest": f"tried-{uuid.uuid4().hex}", "parts": "x" * _TRIED_CHARACTERS}
        with self._told(), self._opened().connect().execution_options(writing=True) as connection:
            with nothing_held_back(connection) if self._is_file else contextlib.nullcontext():
                connection.execute(insert(tables.CORPORA).values(row))
            connection.rollback()

    def close(self) -> None:
        """Close every connection; the next use opens it again."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    @property
    def _is_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _opened(self) -> Engine:
        with self._opening:
            self._leave_what_is_gone()
            if self._engine is None:
                engine = _engine(self._url)
                try:
                    _prepare(engine)
                except BaseException:
                    engine.dispose()
                    raise
                self._engine, self._file, self.opened = engine, self._identity(), self.opened + 1
                self._beside = beside(Path(self.name)) if self._is_file else {}
            return self._engine

    def _leave_what_is_gone(self) -> None:
        """Begin anew where the file was deleted or replaced: what is written to it would be lost unseen."""
        if self._engine is not None and self._identity() != self._file:
            _told_in_log(
                f"数据库文件 {self.name} 在运行中被删除或替换，现在重新打开；其中的回执和会话可能已丢失。",
                f"The file {self.name} was deleted or replaced; it is opened anew, without what stood in it.",
            )
            self._engine.dispose()
            self._engine = None
            remove_left(self._beside)

    def _identity(self) -> tuple[int, int] | None:
        return identity(Path(self.name)) if self._is_file else None

    def _wipe(self, wait: float) -> None:
        with self._told():
            self._untidy = not wiped(self._opened(), wait)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise _unavailable(self.name, error, is_file=self._is_file) from error


def _url(home: Path) -> URL:
    given = os.environ.get("JUNHENG_DATABASE_URL", "").strip()
    if not given:
        return URL.create("sqlite", database=str(home / "kept" / FILE))
    try:
        url = make_url(given)
    except ArgumentError as error:
        what = Bilingual("JUNHENG_DATABASE_URL 不是数据库地址。", "JUNHENG_DATABASE_URL is no address of a database.")
        raise DatabaseUnavailable(what, _URL_HINT) from error
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername=POSTGRES)
    if url.drivername not in {POSTGRES, "sqlite"} or not url.database:
        zh = f"JUNHENG_DATABASE_URL 的数据库类型 {url.drivername} 不支持，或没有写明库名。"
        en = f"JUNHENG_DATABASE_URL names {url.drivername}, which is not supported, or no database of it."
        raise DatabaseUnavailable(Bilingual(zh, en), _URL_HINT)
    return url


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return file_engine(url, Path(url.database or ""))
        return create_engine(url, pool_pre_ping=True, pool_size=8, connect_args={"connect_timeout": 10})
    except (NoSuchModuleError, ImportError) as error:
        raise DatabaseUnavailable(
            Bilingual("没有安装 PostgreSQL 的驱动 psycopg。", "psycopg, the driver for PostgreSQL, is not installed."),
            _DRIVER_HINT,
        ) from error


def _prepare(engine: Engine) -> None:
    """Make the tables where there are none, and bring older ones forward. Raises DatabaseUnavailable for newer ones."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        _wait_alone(connection)
        known = _version(connection)
        if known is None:
            tables.METADATA.create_all(connection)
            connection.execute(insert(tables.SCHEMA_TABLE).values(version=tables.SCHEMA))
        elif known > tables.SCHEMA:
            raise _too_new(known)
        else:
            _migrate(connection, known)


def _version(connection: Connection) -> int | None:
    if not inspect(connection).has_table(tables.SCHEMA_TABLE.name):
        return None
    return connection.scalar(select(tables.SCHEMA_TABLE.c.version))


def _migrate(connection: Connection, known: int) -> None:
    if known == tables.SCHEMA:
        return
    tables.METADATA.create_all(connection)
    for version in range(known, tables.SCHEMA):
        for statement in tables.MIGRATIONS[version]:
            connection.execute(text(statement))
    connection.execute(update(tables.SCHEMA_TABLE).values(version=tables.SCHEMA))


def _wait_alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # a writer of SQLite is always alone
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _told_in_log(zh: str, en: str) -> None:
    _log.warning("%s", Bilingual(zh, en).say(environment_language()))


def _too_new(version: int) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        Bilingual(
            f"数据库的结构版本为 {version}，比本程序所知的 {tables.SCHEMA} 新。",
            f"The database has schema version {version}; this program knows {tables.SCHEMA} at most.",
        ),
        Bilingual(
            "请升级 junheng，或用 JUNHENG_DATABASE_URL 指定另一个数据库。",
            "Upgrade junheng, or name another database in JUNHENG_DATABASE_URL.",
        ),
    )


def _unavailable(name: str, error: Exception, *, is_file: bool) -> DatabaseUnavailable:
    """Return the error for a database that cannot be used; what its driver says may hold what was to be stored."""
    cause = getattr(error, "orig", None) or error
    why = " ".join(str(getattr(cause, "strerror", None) or cause).split())[:200]
    hint = (
        Bilingual(
            "请检查目录的权限和剩余空间，或用 JUNHENG_HOME 指定另一个目录。",
            "See that the folder can be written and has room, or name another in JUNHENG_HOME.",
        )
        if is_file
        else Bilingual(
            "请检查数据库服务和 JUNHENG_DATABASE_URL。", "See that the server runs and JUNHENG_DATABASE_URL is right."
        )
    )
    return DatabaseUnavailable(
        Bilingual(f"数据库 {name} 不可用（{why}）。", f"The database {name} cannot be used ({why})."), hint
    )
