"""One real index for all retrieval tests, and a small encoder for those that need no meaning."""

from pathlib import Path

import numpy as np
import pytest

from corpus.documents import Library, load_library
from retrieval.embedding import DIMENSIONS, Embedder, Side, Vectors
from retrieval.search import ClauseIndex, open_index
from retrieval.vectors import text_digest


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def embedder(home: Path) -> Embedder:
    return Embedder(home)


@pytest.fixture(scope="session")
def index(library: Library, home: Path) -> ClauseIndex:
    return open_index(library, home)


class CountingEmbedder(Embedder):
    """Makes vectors by chance from the text itself, and remembers what it was asked to encode."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.encoded: list[str] = []

    def encode(self, texts: list[str], side: Side) -> Vectors:
        self.encoded.extend(texts)
        return np.stack([self.vector(text) for text in texts])

    @staticmethod
    def vector(text: str) -> Vectors:
        chance = np.random.default_rng(int(text_digest(text)[:8], 16))
        vector = chance.normal(size=DIMENSIONS).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
def counting(tmp_path: Path) -> CountingEmbedder:
    return CountingEmbedder(tmp_path)
