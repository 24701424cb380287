"""The vector cache: a text is encoded once, whoever asks, whatever happened to the file."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexUnavailable
from retrieval.vectors import VectorCache, text_digest

ROOT = Path(__file__).parents[2]


def texts(count: int) -> list[str]:
    return [f"条文{number}" for number in range(count)]


def file_of(home: Path) -> Path:
    return next((home / "vectors").glob("*.sqlite3"))


def test_only_new_texts_are_encoded(counting, tmp_path: Path) -> None:
    VectorCache(counting, tmp_path).vectors(texts(5))
    counting.encoded.clear()
    VectorCache(counting, tmp_path).vectors([*texts(5), "新条文"])
    assert counting.encoded == ["新条文"]


def test_vectors_come_in_the_order_of_the_texts(counting, tmp_path: Path) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(texts(3))
    wanted = ["条文2", "新条文", "条文0", "条文2"]
    assert cache.vectors(wanted) == pytest.approx(np.stack([counting.vector(text) for text in wanted]))
    assert cache.vectors([]).shape == (0, 384)


def test_thousands_of_texts_of_any_length_keep_their_order(counting, tmp_path: Path) -> None:
    many = [f"条文{number}" * (number % 5 + 1) for number in range(2100)]
    cache = VectorCache(counting, tmp_path)
    cache.vectors(many[:700])
    assert cache.vectors(many) == pytest.approx(np.stack([counting.vector(text) for text in many]))
    assert len(counting.encoded) == len(set(many))


def test_a_question_and_a_clause_of_the_same_words_have_vectors_of_their_own(counting, tmp_path: Path) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(["班额"])
    cache.vectors(["班额"], side="query")
    cache.vectors(["班额"], side="query")
    assert counting.encoded == ["班额", "班额"]


def test_a_side_cannot_be_written_into_a_text(counting, tmp_path: Path) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(["query\0班额"])
    counting.encoded.clear()
    cache.vectors(["班额"], side="query")
    assert counting.encoded == ["班额"]


def test_few_texts_of_many_are_read_alone(counting, tmp_path: Path) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(texts(2000))
    assert len(cache._read({"0" * 64})) == 0
    assert len(cache._read({text_digest("条文7"), text_digest("条文1999")})) == 2


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_cache_is_made_again(counting, tmp_path: Path, damage: bytes) -> None:
    VectorCache(counting, tmp_path).vectors(texts(3))
    file_of(tmp_path).write_bytes(damage)
    counting.encoded.clear()
    assert VectorCache(counting, tmp_path).vectors(texts(3)).shape == (3, 384)
    assert sorted(counting.encoded) == texts(3)


def test_a_cache_with_noise_in_the_middle_gives_no_wrong_vector(counting, tmp_path: Path, caplog) -> None:
    VectorCache(counting, tmp_path).vectors(texts(300))
    with file_of(tmp_path).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 200_000)
    expected = np.stack([counting.vector(text) for text in texts(300)])
    assert VectorCache(counting, tmp_path).vectors(texts(300)) == pytest.approx(expected)
    assert VectorCache(counting, tmp_path).vectors(texts(300)) == pytest.approx(expected)


@pytest.mark.parametrize("vector", [b"", b"\0" * 1536, np.full(384, np.nan, np.float32).tobytes(), b"\1" * 1535])
def test_what_is_no_unit_vector_is_encoded_again(counting, tmp_path: Path, vector: bytes) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(texts(3))
    with closing(sqlite3.connect(file_of(tmp_path))) as database, database:
        database.execute("UPDATE vectors SET vector = ?", [vector])
    counting.encoded.clear()
    assert cache.vectors(texts(3)) == pytest.approx(np.stack([counting.vector(text) for text in texts(3)]))
    assert sorted(counting.encoded) == texts(3)


def test_a_cache_that_cannot_be_written_is_left_as_it_is(counting, tmp_path: Path) -> None:
    cache = VectorCache(counting, tmp_path)
    cache.vectors(texts(3))
    with closing(sqlite3.connect(file_of(tmp_path))) as database, database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON vectors BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(IndexUnavailable) as caught:
        cache.vectors(texts(4))
    assert str(tmp_path) in caught.value.message.zh and "JUNHENG_HOME" in caught.value.hint.en
    counting.encoded.clear()
    cache.vectors(texts(3))
    assert counting.encoded == []


def test_each_model_has_its_own_vectors(counting, tmp_path: Path) -> None:
    VectorCache(counting, tmp_path).vectors(texts(2))
    counting.digest = "f" * 64
    counting.encoded.clear()
    VectorCache(counting, tmp_path).vectors(texts(2))
    assert sorted(counting.encoded) == texts(2)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
import numpy as np
from retrieval.errors import IndexUnavailable
from retrieval.vectors import VectorCache

class Embedder:
    digest = "d" * 64
    def encode(self, texts, side):
        return np.eye(384, dtype=np.float32)[[int(text) for text in texts]]

first = int(sys.argv[2])
cache = VectorCache(Embedder(), Path(sys.argv[1]))
for start in range(first, first + 200, 10):
    found = cache.vectors([str(n) for n in range(start, start + 20)])
    assert (found.argmax(axis=1) == np.arange(start, start + 20)).all()
"""
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path, str(first)], cwd=ROOT, stderr=subprocess.PIPE)
        for first in (0, 50, 100)
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    with closing(sqlite3.connect(file_of(tmp_path))) as database:
        assert database.execute("SELECT count(*) FROM vectors").fetchone() == (310,)
