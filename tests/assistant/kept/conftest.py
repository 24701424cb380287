"""The two kinds of database: a file in the data folder, and a real PostgreSQL server where one is installed."""

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant

PLACES = (Path("/usr/local/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
NOBODY = "nobody"


def program(name: str) -> Path | None:
    return next((one for folder in PLACES if os.access(one := (folder / name).resolve(), os.X_OK)), None)


def as_nobody(*command: str) -> list[str]:
    """PostgreSQL does not run as root."""
    return ["setpriv", f"--reuid={NOBODY}", "--clear-groups", *command] if os.geteuid() == 0 else list(command)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that is ours alone, on loopback, without its databases."""
    initdb, control = program("initdb") or beside("postgres", "initdb"), program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("PostgreSQL is not installed: apt-get install -y postgresql")
    pytest.importorskip("psycopg", reason="pip install 'junheng[postgres]'")
    folder = Path("/tmp") / f"junheng-postgres-{os.getpid()}"  # a short path, which a socket needs, open to nobody
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, NOBODY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    made = ["-D", str(folder / "data"), "-A", "trust", "-U", "junheng", "--no-sync"]
    quiet = {"check": True, "cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run(as_nobody(str(initdb), *made), **quiet)
        subprocess.run(as_nobody(str(control), "-D", str(folder / "data"), "-o", settings, "-w", "start"), **quiet)
        yield f"postgresql://junheng@127.0.0.1:{port}"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            subprocess.run(as_nobody(str(control), "-D", str(folder / "data"), "-m", "immediate", "stop"), **quiet)
        shutil.rmtree(folder, ignore_errors=True)


def beside(name: str, other: str) -> Path | None:
    known = program(name)
    return known.with_name(other) if known and known.with_name(other).exists() else None


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, which the environment names."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'kept' / 'own.db'}"
    else:
        url = f"{request.getfixturevalue('server')}/{new_database(request.getfixturevalue('server'))}"
    monkeypatch.setenv("JUNHENG_DATABASE_URL", url)
    return url


def new_database(server: str) -> str:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        number = connection.execute("SELECT count(*) FROM pg_database").fetchone()
        name = f"own{number[0] if number else 0}"
        connection.execute(f"CREATE DATABASE {name}")
    return name


@pytest.fixture
def own(address: str, own_home: Path) -> Iterator[Assistant]:
    """An assistant with a database of its own."""
    assistant = Assistant(own_home)
    yield assistant
    assistant.kept.database.close()


@pytest.fixture
def again(own: Assistant) -> Iterator[Assistant]:
    """The same data folder and database, as another process opens them."""
    assistant = Assistant(own.home)
    yield assistant
    assistant.kept.database.close()
