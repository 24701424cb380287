"""The vector cache: a text is encoded once."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.vectors import VectorCache


def texts(count: int) -> list[str]:
    return [f"条文{number}" for number in range(count)]


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


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_cache_is_made_again(counting, tmp_path: Path, damage: bytes) -> None:
    VectorCache(counting, tmp_path).vectors(texts(3))
    next((tmp_path / "vectors").glob("*.sqlite3")).write_bytes(damage)
    counting.encoded.clear()
    assert VectorCache(counting, tmp_path).vectors(texts(3)).shape == (3, 384)
    assert counting.encoded == texts(3)


def test_each_model_has_its_own_vectors(counting, tmp_path: Path) -> None:
    VectorCache(counting, tmp_path).vectors(texts(2))
    counting.digest = "f" * 64
    counting.encoded.clear()
    VectorCache(counting, tmp_path).vectors(texts(2))
    assert counting.encoded == texts(2)
