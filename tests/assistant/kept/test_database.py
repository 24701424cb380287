"""The database: private, made on first use, never older than its program knows, and clear when it cannot be used."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

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
    monkeypatch.setattr(tables, "SCHEMA", tables.SCHEMA + 2)
    steps = {1: ("ALTER TABLE corpora ADD COLUMN first TEXT",), 2: ("ALTER TABLE corpora ADD COLUMN second TEXT",)}
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
