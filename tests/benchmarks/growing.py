"""A library as large as wanted: the shipped documents again and again, each for another county and in other words.

The words of a grown document are whole sentences of the shipped clauses, put together anew by a seeded chance, so that
two runs measure the same library.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from corpus.documents import Library, load_library
from corpus.model import Clause, Document
from corpus.places import Place, load_gazetteer
from corpus.spans import spans
from retrieval.embedding import DIMENSIONS, Vectors

REAL = 1_000  # texts up to here are encoded; above, vectors are those of these texts, perturbed
_SEED = 20_231
_NOISE = float(np.sqrt(1 / 0.9**2 - 1))  # length of what is added to a unit vector to leave a cosine of about 0.9


def grown_library(count: int) -> Library:
    """Return a library of exactly `count` clauses; the shipped documents come first, whole or in part."""
    documents: list[Document] = []
    room = count
    for document in _documents():
        documents.append(_cut(document, room))
        room -= len(documents[-1].clauses)
        if not room:
            break
    by_key = {(clause.document, clause.id): clause for document in documents for clause in document.clauses}
    by_name = {name: document for document in documents for name in (document.title, document.number, document.id)}
    return Library(
        tuple(documents),
        tuple(by_key.values()),
        f"grown-{count}",
        {name: one for name, one in by_name.items() if name},
        by_key,
    )


def grown_vectors(real: Vectors, count: int) -> Vectors:
    """Return `count` unit vectors: `real`, then each again moved along the difference of two others.

    Noise in any direction would put the vectors where no text lies, and there the graph search finds few of them.
    """
    vectors = np.empty((count, DIMENSIONS), dtype=np.float32)
    vectors[: len(real)] = real[:count]
    chance = np.random.default_rng(_SEED)
    for start in range(len(real), count, len(real)):
        rows = vectors[start : start + len(real)]
        rows[:] = moved(real[: len(rows)], real, _NOISE, chance)
    return vectors


def moved(vectors: Vectors, real: Vectors, length: float, chance: np.random.Generator) -> Vectors:
    """Return unit vectors near `vectors`: each moved by `length` along the difference of two of the real ones."""
    first, second = (real[chance.integers(len(real), size=len(vectors))] for _ in range(2))
    step = first - second
    step *= length / np.maximum(np.linalg.norm(step, axis=1, keepdims=True), 1e-6)
    near = vectors + step
    return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), dtype=np.float32)


def _documents() -> Iterator[Document]:
    """Yield the shipped documents, then theirs for one county after another, without end of use here."""
    shipped = load_library().documents
    yield from shipped
    sentences = [
        clause.text[start:end] for one in shipped for clause in one.clauses for start, end in spans(clause.text)
    ]
    chance = np.random.default_rng(_SEED)
    taken = {document.jurisdiction for document in shipped}
    for place in load_gazetteer().places:
        if place.level == "county" and place.full_name not in taken:
            for document in shipped:
                yield _reworded(document, place, sentences, chance)


def _reworded(document: Document, place: Place, sentences: list[str], chance: np.random.Generator) -> Document:
    """Return the document with the same numbering, for another place, each sentence another one of the corpus."""
    clauses: list[Clause] = []
    body = ""
    name = f"{document.id}-{place.code}"
    for clause in document.clauses:
        chosen = chance.integers(len(sentences), size=max(1, len(spans(clause.text))))
        text = "".join(sentences[at] for at in chosen)
        start, body = len(body), f"{body}{text}\n"
        clauses.append(replace(clause, document=name, text=text, start=start, end=start + len(text)))
    return replace(
        document,
        id=name,
        title=f"{place.name}{document.title}",
        number=document.number and f"{place.short}政发〔{document.issued[:4]}〕{place.code}号",
        jurisdiction=place.full_name,
        body=body,
        clauses=tuple(clauses),
    )


def _cut(document: Document, most: int) -> Document:
    return document if len(document.clauses) <= most else replace(document, clauses=document.clauses[:most])
