"""The Chroma store: fresh, stale, damaged, written by two at once."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

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


def without_marker(store: Path) -> None:
    (store.parent / "complete.json").unlink()


def with_half_a_marker(store: Path) -> None:
    (store.parent / "complete.json").write_text('{"store":')


def without_vectors(store: Path) -> None:
    for folder in (path for path in store.iterdir() if path.is_dir()):
        shutil.rmtree(folder)


def without_database(store: Path) -> None:
    (store / "chroma.sqlite3").unlink()


def with_an_empty_database(store: Path) -> None:
    (store / "chroma.sqlite3").write_bytes(b"")


def with_a_broken_database(store: Path) -> None:
    (store / "chroma.sqlite3").write_bytes(b"no database" * 1000)


def without_anything(store: Path) -> None:
    shutil.rmtree(store)


@pytest.mark.parametrize(
    "damage",
    [
        without_marker,
        with_half_a_marker,
        without_vectors,
        without_database,
        with_an_empty_database,
        with_a_broken_database,
        without_anything,
    ],
)
def test_a_damaged_store_is_built_again(counting, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    opened(counting, tmp_path / "one")
    # Another path, since Chroma keeps the stores of a process in memory by their path.
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    damage(next(tmp_path.glob("two/index/*/store-*")))
    counting.encoded.clear()
    found = opened(counting, tmp_path / "two").nearest(counting.vector("条文3"))
    assert next(iter(found)) == "doc#3" and len(found) == 40
    assert counting.encoded == []


def test_old_stores_go_after_a_day_and_the_current_one_stays(counting, tmp_path: Path) -> None:
    opened(counting, tmp_path, 10)
    old = next(tmp_path.glob("index/*-*"))
    opened(counting, tmp_path, 11)
    assert old.is_dir()
    os.utime(old, (time.time() - 90_000,) * 2)
    opened(counting, tmp_path, 12)
    assert not old.exists()
    assert len(list(tmp_path.glob("index/*/complete.json"))) == 2


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
