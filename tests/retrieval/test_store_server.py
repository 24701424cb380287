"""The Chroma server: a real one on a free port of this machine, stopped, started again, emptied and lied to."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import chromadb
import pytest
from chromadb.api import ClientAPI
from chromadb.config import Settings

from retrieval.chroma import Record, open_server
from retrieval.errors import IndexUnavailable
from retrieval.store import Store, is_complete, open_store, store_folder
from retrieval.vectors import VectorCache

MODEL = "b" * 64
PLACES = ("甲省乙市", "甲省丙市")


class Server:
    """`chroma run` over a folder; it may be stopped and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        chroma = Path(sys.executable).with_name("chroma")
        self.process = subprocess.Popen(
            [chroma, "run", "--path", self.folder, "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
        )  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    folder = tmp_path / "server"
    folder.mkdir()
    made = Server(folder)
    made.start()
    monkeypatch.setenv("CHROMA_URL", made.url)
    yield made
    made.kill()


def records(count: int = 40) -> list[Record]:
    return [Record(f"doc#{n}", f"条文{n}", "doc", PLACES[n % 2], "normative") for n in range(count)]


def opened(counting, home: Path, count: int = 40, *, anew: bool = False) -> Store:
    return open_store(records(count), MODEL, VectorCache(counting, home), home, anew=anew)


def collections(server: Server) -> dict[str, dict[str, object]]:
    with closing(open_server(server.url)) as database:
        return {table.name: dict(table.marks) for table in database.tables()}


def test_the_clauses_stand_on_the_server_and_are_found(server, counting, tmp_path: Path) -> None:
    folder = store_folder(records(), MODEL, tmp_path)
    assert not is_complete(folder)
    store = opened(counting, tmp_path)
    found = store.nearest(counting.vector("条文7"))
    assert next(iter(found)) == "doc#7" and len(found) == 40
    assert set(store.nearest(counting.vector("条文7"), [PLACES[1]])) == {f"doc#{n}" for n in range(1, 40, 2)}
    assert is_complete(folder) and not list(tmp_path.glob("index/*/store-*"))
    assert [name.startswith(f"junheng-{folder.name}-") for name in collections(server)] == [True]


def test_a_fresh_collection_is_used_by_another_machine(server, counting, tmp_path: Path) -> None:
    opened(counting, tmp_path / "one")
    before = collections(server)
    assert next(iter(opened(counting, tmp_path / "two").nearest(counting.vector("条文7")))) == "doc#7"
    assert collections(server) == before


def test_a_server_that_is_killed_is_named_and_answers_when_it_is_back(server, counting, tmp_path: Path) -> None:
    store = opened(counting, tmp_path)
    server.kill()
    for ask in (lambda: store.nearest(counting.vector("条文7")), lambda: opened(counting, tmp_path)):
        with pytest.raises(IndexUnavailable) as caught:
            ask()
        assert server.url in caught.value.message.zh and server.url in caught.value.message.en
        assert "CHROMA_URL" in caught.value.hint.en
    server.start()
    assert next(iter(store.nearest(counting.vector("条文7")))) == "doc#7"
    assert next(iter(opened(counting, tmp_path).nearest(counting.vector("条文8")))) == "doc#8"


@contextmanager
def raw(server: Server) -> Iterator[ClientAPI]:
    """A client of somebody else's, past our own code."""
    settings = Settings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0)
    client = chromadb.HttpClient(host="127.0.0.1", port=server.port, settings=settings)
    yield client
    client.close()


def emptied(server: Server) -> None:
    with raw(server) as client:
        for collection in client.list_collections():
            collection.delete(ids=[f"doc#{n}" for n in range(40)])


def half_emptied(server: Server) -> None:
    with raw(server) as client:
        for collection in client.list_collections():
            collection.delete(ids=[f"doc#{n}" for n in range(5)])


def falsified(server: Server) -> None:
    with raw(server) as client:
        for collection in client.list_collections():
            collection.update(ids=["doc#0", "doc#39"], embeddings=[[1.0] + [0.0] * 383] * 2)


def deleted(server: Server) -> None:
    with raw(server) as client:
        for collection in client.list_collections():
            client.delete_collection(collection.name)


@pytest.mark.parametrize("damage", [emptied, half_emptied, falsified, deleted])
def test_a_damaged_collection_is_made_anew_and_said(server, counting, tmp_path: Path, caplog, damage) -> None:
    opened(counting, tmp_path)
    damage(server)
    counting.encoded.clear()
    caplog.clear()
    found = opened(counting, tmp_path).nearest(counting.vector("条文3"))
    assert next(iter(found)) == "doc#3" and len(found) == 40
    assert counting.encoded == []
    assert "正在建立条文索引" in caplog.text and "Building the clause index" in caplog.text


def test_an_open_store_lives_through_the_loss_of_its_collection(server, counting, tmp_path: Path) -> None:
    store = opened(counting, tmp_path)
    deleted(server)
    assert next(iter(store.nearest(counting.vector("条文3")))) == "doc#3"


def test_a_half_built_collection_is_never_read_and_goes_after_a_day(server, counting, tmp_path: Path) -> None:
    name = store_folder(records(), MODEL, tmp_path).name
    with closing(open_server(server.url)) as database:
        for begun, mark in ((time.time(), "young"), (time.time() - 90_000, "old")):
            table = database.create(f"junheng-{name}-{mark}", {"index": name, "records": 40, "begun": begun})
            table.add(records()[:20], counting.encode([one.text for one in records()[:20]], "document"))
        database.create("somebody-elses", {"begun": 1.0})
    assert len(opened(counting, tmp_path).nearest(counting.vector("条文3"))) == 40
    left = collections(server)
    assert f"junheng-{name}-young" in left and f"junheng-{name}-old" not in left and "somebody-elses" in left


def test_a_rebuild_leaves_the_readers_of_the_one_before_alone(server, counting, tmp_path: Path) -> None:
    reader = opened(counting, tmp_path)
    opened(counting, tmp_path, anew=True)
    assert next(iter(reader.nearest(counting.vector("条文3")))) == "doc#3"
    assert sum("whole" in marks for marks in collections(server).values()) == 2


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1:1", "127.0.0.1:8000", "http://", "http://127.0.0.1:99999", "http://127.0.0.1:1/path", "http://[::1"],
)  # fmt: skip
def test_what_is_no_address_is_said(counting, tmp_path: Path, monkeypatch, url: str) -> None:
    monkeypatch.setenv("CHROMA_URL", url)
    with pytest.raises(IndexUnavailable) as caught:
        opened(counting, tmp_path)
    assert "http://host:port" in caught.value.hint.en


def test_credentials_are_never_shown(counting, tmp_path: Path, monkeypatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    monkeypatch.setenv("CHROMA_URL", f"http://user:geheim@127.0.0.1:{port}")
    with pytest.raises(IndexUnavailable) as caught:
        opened(counting, tmp_path)
    said = f"{caught.value} {caught.value.message.zh} {caught.value.hint.zh}"
    assert f"http://127.0.0.1:{port}" in said and "geheim" not in said and "user" not in said
