"""The shipped model: real vectors, made offline, unpacked once."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import DIMENSIONS, WEIGHTS, Embedder, model_digest
from retrieval.errors import ModelDamaged


def test_vectors_are_unit_vectors_of_the_stated_size(embedder: Embedder) -> None:
    vectors = embedder.encode(["音乐教室要多大", "班额"], "query")
    assert vectors.shape == (2, DIMENSIONS) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.parametrize("question", ["音乐教室要多大", "How big must a music room be?"])
def test_a_question_is_nearer_to_its_clause_than_to_others(embedder: Embedder, question: str) -> None:
    clauses = ["每间音乐专用教室面积不小于96平方米", "教师5年360学时培训完成率达到100%", "明天天气晴"]
    cosines = embedder.encode([question], "query") @ embedder.encode(clauses, "document").T
    assert cosines.argmax() == 0


def test_questions_and_clauses_have_their_own_prompt(embedder: Embedder) -> None:
    assert embedder.encode(["班额"], "query")[0] @ embedder.encode(["班额"], "document")[0] < 0.999


def test_the_weights_are_unpacked_once(embedder: Embedder, home: Path) -> None:
    embedder.encode(["班额"], "query")
    unpacked = home / "models" / f"e5-{embedder.digest[:16]}"
    before = (unpacked / "model.safetensors").stat().st_mtime_ns
    Embedder(home).encode(["班额"], "query")
    assert (unpacked / "model.safetensors").stat().st_mtime_ns == before
    assert [path.name for path in unpacked.parent.iterdir() if path.is_dir()] == [unpacked.name]


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    for name in ("model.npz", "tokenizer.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    assert model_digest(tmp_path) == model_digest()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "model.npz").write_bytes((tmp_path / "model.npz").read_bytes())
    (tmp_path / "other" / "tokenizer.json").write_text("{}")
    assert model_digest(tmp_path / "other") != model_digest()


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match=r"model\.npz"):
        Embedder(tmp_path, tmp_path)


def test_weights_that_are_no_weights_are_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", dims=np.array([384, 1, 12, 1536, 10, 512, 2]))
    (tmp_path / "tokenizer.json").write_bytes((WEIGHTS / "tokenizer.json").read_bytes())
    with pytest.raises(ModelDamaged):
        Embedder(tmp_path, tmp_path).encode(["班额"], "query")
    assert not list((tmp_path / "models").glob("e5-*/"))


def test_it_works_without_a_network(home: Path, embedder: Embedder) -> None:
    embedder.encode(["班额"], "query")
    code = f"""
import socket
def refuse(*_, **__): raise AssertionError("a request left the machine")
socket.socket.connect = socket.getaddrinfo = refuse
from pathlib import Path
from retrieval.embedding import Embedder
print(Embedder(Path({str(home)!r})).encode(["班额"], "query").shape)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(1, 384)", done.stderr
