"""The database: private, made on first use, never older than its program knows, and clear when it cannot be used."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from assistant.errors import DatabaseUnavailable
from assistant.kept import tables
from assistant.kept.database import Database


@pytest.fixture
def database(address: str, tmp_path: Path):
    database = Database(tmp_path)
    yield database
    database.close()


def test_the_file_and_its_folder_are_for_their_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    database = Database(tmp_path)
    with database.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="a", parts={}))
    files = list((tmp_path / "kept").iterdir())
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600} and files
    assert stat.S_IMODE((tmp_path / "kept").stat().st_mode) == 0o700
    database.close()


def test_nothing_is_made_before_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    Database(tmp_path)
    assert list(tmp_path.iterdir()) == []


WRITES_AND_ENDS = """
import sys
from pathlib import Path
from assistant.kept import tables
from assistant.kept.database import Database
database = Database(Path(sys.argv[1]))
with database.writing() as connection:
    connection.execute(tables.CORPORA.insert().values(digest="theirs", parts={}))
database.close()
"""


def test_the_log_in_use_stays_when_another_process_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a second object of this process has opened the same file."""
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    ours, second = Database(tmp_path), Database(tmp_path)
    with ours.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="ours", parts={}))
    log = tmp_path / "kept" / "junheng.db-wal"
    before = log.stat().st_ino
    with second.reading():
        pass
    subprocess.run([sys.executable, "-c", WRITES_AND_ENDS, str(tmp_path)], check=True, timeout=60)
    assert log.exists() and log.stat().st_ino == before
    with ours.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="later", parts={}))
    with second.reading() as connection:
        found = set(connection.scalars(select(tables.CORPORA.c.digest)))
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    assert (found, sound) == ({"ours", "theirs", "later"}, "ok")
    ours.close()
    second.close()


def test_a_newer_schema_is_refused_with_both_versions(database: Database, address: str, tmp_path: Path) -> None:
    with database.writing() as connection:
        connection.execute(tables.SCHEMA_TABLE.update().values(version=tables.SCHEMA + 1))
    other = Database(tmp_path)
    with pytest.raises(DatabaseUnavailable) as told, other.reading():
        pass
    assert str(tables.SCHEMA + 1) in told.value.message.en and f"{tables.SCHEMA} at most" in told.value.message.en
    assert "升级" in told.value.hint.zh


def test_an_older_schema_is_brought_forward_and_keeps_its_rows(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="a", parts={"one": "1"}))
    known = tables.SCHEMA
    added = ("ALTER TABLE corpora ADD COLUMN first TEXT",), ("ALTER TABLE corpora ADD COLUMN second TEXT",)
    steps = dict(zip((known, known + 1), added, strict=True))
    monkeypatch.setattr(tables, "SCHEMA", known + 2)
    monkeypatch.setattr(tables, "MIGRATIONS", steps)
    later = Database(tmp_path)
    with later.reading() as connection:
        assert connection.execute(text("SELECT digest, first, second FROM corpora")).all() == [("a", None, None)]
        assert connection.execute(text("SELECT version FROM schema_version")).scalar() == tables.SCHEMA
    later.close()


def test_what_is_raised_in_the_middle_of_a_change_leaves_nothing_of_it(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="a", parts={}))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(tables.CORPORA.select()).all() == []


@pytest.mark.parametrize(
    ("url", "named"),
    [("nonsense", "JUNHENG_DATABASE_URL"), ("mysql://a/b", "mysql"), ("sqlite://", "sqlite"), ("postgresql://h", "h")],
)
def test_an_address_that_is_none_is_told_by_name(
    url: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_DATABASE_URL", url)
    with pytest.raises(DatabaseUnavailable) as told, Database(tmp_path).reading():
        pass
    assert named in told.value.message.en + told.value.hint.en


def test_a_server_that_is_away_is_told_without_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("JUNHENG_DATABASE_URL", "postgresql://somebody:s3cret@127.0.0.1:1/junheng")
    with pytest.raises(DatabaseUnavailable) as told, Database(tmp_path).reading():
        pass
    words = f"{told.value.message} {told.value.hint}"
    assert "127.0.0.1" in words and "s3cret" not in words


def test_a_folder_that_is_a_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    (tmp_path / "kept").write_text("")
    with pytest.raises(DatabaseUnavailable) as told, Database(tmp_path).reading():
        pass
    assert "JUNHENG_HOME" in told.value.hint.zh


def test_processes_that_come_first_together_make_the_tables_once(address: str, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from assistant.kept.database import Database\n"
        "from assistant.kept import tables\n"
        "with Database(Path(sys.argv[1])).writing() as connection:\n"
        "    connection.execute(tables.CORPORA.insert().values(digest=sys.argv[2], parts={}))"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(n)]) for n in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    database = Database(tmp_path)
    with database.reading() as connection:
        assert len(connection.execute(tables.CORPORA.select()).all()) == 4
        assert connection.execute(text("SELECT count(*) FROM schema_version")).scalar() == 1
    database.close()


def test_receipts_of_before_they_could_be_proved_are_gone_and_sessions_are_not(
    database: Database, tmp_path: Path
) -> None:
    with database.writing() as connection:
        session = {"key": "k", "state": {}, "revision": 0, "made": 1, "used": 1}
        connection.execute(tables.SESSIONS.insert().values(session))
        connection.execute(text("DROP INDEX receipts_used"))
        connection.execute(text("ALTER TABLE receipts DROP COLUMN used"))
        connection.execute(text("INSERT INTO receipts (id, made, of_sheets, body) VALUES ('a', 1, FALSE, '{}')"))
        connection.execute(text("INSERT INTO cited (receipt, document, clause, digest) VALUES ('a', 'b', 'c', 'd')"))
        connection.execute(tables.SCHEMA_TABLE.update().values(version=1))
    later = Database(tmp_path)
    with later.reading() as connection:
        counts = [connection.execute(text(f"SELECT count(*) FROM {one}")).scalar() for one in ("receipts", "sessions")]
        assert counts == [0, 1] and connection.execute(text("SELECT used FROM receipts")).all() == []
    later.close()


def row(digest: str) -> dict[str, object]:
    return {"digest": digest, "parts": {"who": "清源小学"}}


def digests(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(tables.CORPORA.c.digest).order_by(tables.CORPORA.c.digest)))


def test_what_is_tried_is_written_and_taken_back(database: Database) -> None:
    database.try_writing()
    assert digests(database) == []


FULL = """
import resource, sys
from pathlib import Path
from assistant.errors import DatabaseUnavailable
from assistant.kept.keeping import Keeping
keeping = Keeping(Path(sys.argv[1]))
print(keeping.sessions.count())
most = max(one.stat().st_size for one in (Path(sys.argv[1]) / "kept").iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    print(keeping.told())
except DatabaseUnavailable as error:
    print(error.message.en)
"""


def test_a_disk_without_room_is_told_by_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUNHENG_DATABASE_URL", raising=False)
    done = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    readable, told = done.stdout.splitlines()
    assert readable == "0" and told.startswith("The database") and "cannot be used" in told


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A database that is a file."""
    monkeypatch.delenv("JUNHENG_DATABASE_URL")
    database = Database(tmp_path)
    with database.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(row("a")))
    yield database
    database.close()


def all_bytes(database: Database) -> bytes:
    return b"".join(one.read_bytes() for one in Path(database.name).parent.iterdir())


def test_what_is_deleted_while_somebody_reads_is_wiped_out_by_the_next_change_and_nobody_waits(
    file: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = Database(tmp_path)
    with reader.reading() as reading:
        reading.execute(tables.CORPORA.select()).all()
        with file.writing() as connection:
            connection.execute(tables.CORPORA.delete())
        file.tidy()
        assert "-wal" in caplog.text and json.dumps("清源小学").strip('"').encode() in all_bytes(file)
    with file.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(digest="b", parts={}))
    assert json.dumps("清源小学").strip('"').encode() not in all_bytes(file)
    reader.close()


@pytest.mark.parametrize("gone", ["", "-wal", "-shm"])
def test_a_file_that_is_deleted_while_it_is_used_is_begun_anew(
    file: Database, gone: str, caplog: pytest.LogCaptureFixture
) -> None:
    for one in {"", gone}:
        Path(file.name + one).unlink()
    with file.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(row("b")))
    assert digests(file) == ["b"] and file.name in caplog.text and file.opened == 2
    fresh = Database(Path(file.name).parents[1])
    assert digests(fresh) == ["b"]
    fresh.close()


def test_a_file_that_another_takes_the_place_of_is_opened_anew(file: Database, tmp_path: Path) -> None:
    other = Database(tmp_path / "other")
    with other.writing() as connection:
        connection.execute(tables.CORPORA.insert().values(row("restored")))
    other.close()
    Path(other.name).replace(file.name)
    assert digests(file) == ["restored"]
