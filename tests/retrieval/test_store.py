"""The Chroma store: fresh, stale, damaged, written by two at once."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings

from retrieval.errors import IndexUnavailable
from retrieval.store import Record, Store, open_store
from retrieval.vectors import VectorCache

MODEL = "a" * 64


def records(count: int = 40) -> list[Record]:
    places = ("甲省乙市", "甲省丙市")
    return [Record(f"doc#{n}", f"条文{n}", "doc", places[n % 2], "normative") for n in range(count)]


def opened(embedder, home: Path, count: int = 40) -> Store:
    return open_store(records(count), MODEL, VectorCache(embedder, home), home)


def test_the_nearest_clause_comes_first(counting, tmp_path: Path) -> None:
    found = opened(counting, tmp_path).nearest(counting.vector("条文7"))
    assert next(iter(found)) == "doc#7"
    assert found["doc#7"] == pytest.approx(1, abs=1e-4)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert len(found) == 40


def test_cosines_equal_the_exact_ones(counting, tmp_path: Path) -> None:
    found = opened(counting, tmp_path).nearest(counting.vector("问题"))
    exact = {f"doc#{n}": float(counting.vector("问题") @ counting.vector(f"条文{n}")) for n in range(40)}
    assert found == pytest.approx(exact, abs=1e-4)


def test_places_limit_the_clauses(counting, tmp_path: Path) -> None:
    store = opened(counting, tmp_path)
    assert set(store.nearest(counting.vector("条文7"), ["甲省乙市"])) == {f"doc#{n}" for n in range(0, 40, 2)}
    assert store.nearest(counting.vector("条文7"), ["没有的地方"]) == {}


def test_a_fresh_store_encodes_nothing(counting, tmp_path: Path) -> None:
    opened(counting, tmp_path)
    counting.encoded.clear()
    opened(counting, tmp_path)
    assert counting.encoded == []
    assert len(list(tmp_path.glob("index/*/store-*"))) == 1


def test_a_changed_clause_makes_a_new_store_and_encodes_only_itself(counting, tmp_path: Path) -> None:
    opened(counting, tmp_path, 40)
    counting.encoded.clear()
    store = opened(counting, tmp_path, 41)
    assert counting.encoded == ["条文40"]
    assert next(iter(store.nearest(counting.vector("条文40")))) == "doc#40"
    assert len(list(tmp_path.glob("index/*/complete.json"))) == 2


LARGE = 1200  # clauses; from a thousand on Chroma writes vector files


def without_marker(store: Path) -> None:
    (store.parent / "complete.json").unlink()


def with_half_a_marker(store: Path) -> None:
    (store.parent / "complete.json").write_text('{"store":')


def with_a_marker_of_another_store(store: Path) -> None:
    renamed(store, "store-0123abcd")


def with_a_marker_that_leads_outside(store: Path) -> None:
    renamed(store, "../../vectors")


def renamed(store: Path, name: str) -> None:
    marker = store.parent / "complete.json"
    marker.write_text(marker.read_text("utf-8").replace(store.name, name), "utf-8")


def without_vectors(store: Path) -> None:
    for folder in (path for path in store.iterdir() if path.is_dir()):
        shutil.rmtree(folder)


def with_vectors_cut_short(store: Path) -> None:
    file = next(store.glob("*/data_level0.bin"))
    file.write_bytes(file.read_bytes()[:100_000])


def with_other_bytes_in_the_vectors(store: Path) -> None:
    with next(store.glob("*/data_level0.bin")).open("r+b") as file:
        file.seek(500_000)
        file.write(b"\xff" * 10_000)


def with_an_empty_graph(store: Path) -> None:
    next(store.glob("*/header.bin")).write_bytes(b"")


def without_database(store: Path) -> None:
    (store / "chroma.sqlite3").unlink()


def with_an_empty_database(store: Path) -> None:
    (store / "chroma.sqlite3").write_bytes(b"")


def with_a_broken_database(store: Path) -> None:
    (store / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def with_a_database_cut_short(store: Path) -> None:
    file = store / "chroma.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def with_noise_in_the_database(store: Path) -> None:
    with (store / "chroma.sqlite3").open("r+b") as file:
        file.seek(20_000)
        file.write(b"\x5a" * 60_000)


def with_too_few_records(store: Path) -> None:
    with closing(chromadb.PersistentClient(str(store), Settings(anonymized_telemetry=False))) as client:
        client.get_collection("clauses", embedding_function=None).delete(ids=["doc#5", "doc#6"])


def without_anything(store: Path) -> None:
    shutil.rmtree(store)


@pytest.fixture
def whole(counting, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a large index, closed, to be copied; made once."""
    home = tmp_path_factory.getbasetemp() / "whole"
    if not home.exists():
        opened(counting, home, LARGE).close()
        counting.encoded.clear()
    return home


@pytest.mark.parametrize(
    "damage",
    [
        without_marker,
        with_half_a_marker,
        with_a_marker_of_another_store,
        with_a_marker_that_leads_outside,
        without_vectors,
        with_vectors_cut_short,
        with_other_bytes_in_the_vectors,
        with_an_empty_graph,
        without_database,
        with_an_empty_database,
        with_a_broken_database,
        with_a_database_cut_short,
        with_noise_in_the_database,
        with_too_few_records,
        without_anything,
    ],
)
def test_a_damaged_store_is_built_again_and_said(
    counting, whole: Path, tmp_path: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    # Another path, since Chroma keeps the stores of a process in memory by their path.
    shutil.copytree(whole, tmp_path / "two")
    damage(next(tmp_path.glob("two/index/*/store-????????")))
    caplog.clear()
    found = opened(counting, tmp_path / "two", LARGE).nearest(counting.vector("条文3"))
    assert next(iter(found)) == "doc#3" and len(found) == 300
    assert counting.encoded == []
    said = "there is none" if damage is without_marker else "the one there is damaged"
    assert len(caplog.records) == 1 and said in caplog.text and "正在建立条文索引" in caplog.text
    assert len(list(tmp_path.glob("two/index/*/store-*"))) == 1, "the damaged one is cleared away"
    caplog.clear()
    opened(counting, tmp_path / "two", LARGE)
    assert caplog.text == "", "it is sound now"


def test_an_open_store_lives_through_the_loss_of_its_files(counting, tmp_path: Path) -> None:
    store = opened(counting, tmp_path)
    shutil.rmtree(tmp_path / "index")
    for n in range(3):
        assert next(iter(store.nearest(counting.vector(f"条文{n}")))) == f"doc#{n}"
        assert next(iter(store.nearest(counting.vector(f"条文{n}"), [("甲省乙市", "甲省丙市")[n % 2]]))) == f"doc#{n}"


def test_threads_that_lose_their_store_together_all_get_right_answers(counting, tmp_path: Path) -> None:
    store = opened(counting, tmp_path)
    shutil.rmtree(tmp_path / "index")
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda n: next(iter(store.nearest(counting.vector(f"条文{n}")))), range(40)))
    assert first == [f"doc#{n}" for n in range(40)]


def test_places_with_many_clauses_are_left_to_chroma_with_the_same_result(
    counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(counting, tmp_path)
    exact = store.nearest(counting.vector("问题"), ["甲省乙市"])
    monkeypatch.setattr("retrieval.nearest._EXACT_ROWS", 10)
    assert store.nearest(counting.vector("问题"), ["甲省乙市"]) == pytest.approx(exact, abs=1e-4)
    assert store.nearest(counting.vector("问题"), ["没有的地方"]) == {}


def test_places_are_answered_rightly_while_few_of_their_vectors_are_kept(
    counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retrieval.nearest._KEPT_ROWS", 20)
    store = opened(counting, tmp_path)
    for n in (0, 1, 2, 3, 5, 7):
        found = store.nearest(counting.vector(f"条文{n}"), [("甲省乙市", "甲省丙市")[n % 2]])
        assert next(iter(found)) == f"doc#{n}" and len(found) == 20


def test_old_stores_go_after_a_day_when_nobody_reads_them(counting, tmp_path: Path) -> None:
    reader = opened(counting, tmp_path, 10)
    old = next(tmp_path.glob("index/*-*"))
    opened(counting, tmp_path, 11)
    os.utime(old, (time.time() - 90_000,) * 2)
    opened(counting, tmp_path, 12)
    assert next(iter(reader.nearest(counting.vector("条文7")))) == "doc#7" and old.is_dir()
    reader.close()
    os.utime(old, (time.time() - 90_000,) * 2)
    opened(counting, tmp_path, 13)
    assert not old.exists()
    assert len(list(tmp_path.glob("index/*/complete.json"))) == 3


def test_two_processes_that_build_at_once_agree(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
import numpy as np
from retrieval.store import Record, open_store

chance = np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32)
unit = chance / np.linalg.norm(chance, axis=1, keepdims=True)

class Vectors:
    def vectors(self, texts):
        return unit[[int(text) for text in texts]]

records = [Record(f"doc#{{n}}", str(n), "doc", "甲省乙市", "normative") for n in range(200)]
store = open_store(records, {MODEL!r}, Vectors(), Path({str(tmp_path)!r}))
print(next(iter(store.nearest(unit[150]))))
"""
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [out.strip() for out, _ in said] == ["doc#150"] * 2, said
    assert len(list(tmp_path.glob("index/*/store-*"))) == 1


def test_a_home_that_cannot_be_written_is_said(counting, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnavailable) as caught:
        open_store(records(), MODEL, VectorCache(counting, tmp_path / "file"), tmp_path / "file")
    assert "JUNHENG_HOME" in caught.value.hint.en
