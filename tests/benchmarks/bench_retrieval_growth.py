"""How retrieval grows: 1,000, 10,000 and 100,000 clauses. `--sizes 1000,10000` for a short run, `--json` for machines.

Each size is built and asked in processes of its own, so that one does not count the memory of another. Of the whole
search the last lines show where the time goes, under the profiler, which makes loops look slower than they are. With
`--home FOLDER` the encoded texts are kept for the next run.
"""

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from growing import REAL, grown_library, grown_vectors, moved

from retrieval.embedding import Embedder, Vectors
from retrieval.passages import records
from retrieval.questions import load_questions
from retrieval.search import ClauseIndex
from retrieval.store import Record, Store, open_store, store_folder
from retrieval.vectors import VectorCache

QUESTIONS = Path(__file__).resolve().parents[1] / "golden" / "dev_questions.jsonl"
SIZES = "1000,10000,100000"
ENCODED = 200  # clauses encoded to tell the time of one
QUERIES, SECONDS, DEPTH, SHOWN = 200, 60, 10, 12

Figures = dict[str, float]


class Given:
    """Vectors by text, made beforehand."""

    def __init__(self, all_records: Sequence[Record], vectors: Vectors) -> None:
        self._rows = {record.text: row for row, record in enumerate(all_records)}
        self._vectors = vectors

    def vectors(self, texts: Sequence[str]) -> Vectors:
        return self._vectors[[self._rows[text] for text in texts]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default=SIZES)
    options.add_argument("--json", action="store_true")
    options.add_argument("--step", choices=["encode", "build", "ask"], help=argparse.SUPPRESS)
    options.add_argument("--home", type=Path)
    asked = options.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    if asked.step:
        steps: dict[str, Callable[[Path, int], object]] = {"encode": encode, "build": build, "ask": ask}
        print(json.dumps(steps[asked.step](asked.home, sizes[0])))
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = str(asked.home or passing)
        found = [*step("encode", folder, REAL), *(row for size in sizes for row in measured(folder, size))]
    print(json.dumps(found, ensure_ascii=False) if asked.json else table(found))


def measured(folder: str, size: int) -> Iterable[dict[str, object]]:
    yield from step("build", folder, size)
    yield from step("ask", folder, size)


def step(name: str, folder: str, size: int) -> list[dict[str, object]]:
    """Do one step in a process of its own and return what it found."""
    arguments = ["--step", name, "--home", folder, "--sizes", str(size)]
    done = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return [{"clauses": size, "step": name, **json.loads(done.stdout)}]


def encode(home: Path, _: int) -> Figures:
    """Encode the texts that all larger sizes use; the time of one is that of the first few hundred."""
    embedder = Embedder(home)
    texts = [record.text for record in records(grown_library(REAL))]
    embedder.encode(texts[:1], "document")  # loads the model
    took = seconds(lambda: embedder.encode(texts[:ENCODED], "document"))
    VectorCache(embedder, home).vectors(texts)
    return {"encoding, ms a clause": 1000 * took / ENCODED}


def build(home: Path, size: int) -> Figures:
    library_records, given = prepared(home, size)
    before = resident()
    took = seconds(lambda: opened(home, library_records, given, anew=True).close())
    folder = store_folder(library_records, Embedder(home).digest, home)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {"store build, s": took, "its memory, MB": resident() - before, "disk, MB": disk / 1e6}


def ask(home: Path, size: int) -> dict[str, object]:
    library = grown_library(size)
    library_records, given = prepared(home, size)
    before = resident()
    kept: list[Store] = []
    took = seconds(lambda: kept.append(opened(home, library_records, given)))
    store = kept[0]
    figures: dict[str, object] = {"opening, s": took, **vector_queries(store, library_records, given)}
    figures["preparing the first time, s"] = seconds(ClauseIndex(library, library_records, home, store).prepare)
    index = ClauseIndex(library, library_records, home, store)
    figures["preparing again, s"] = seconds(index.prepare)
    return {**figures, **whole_searches(index), "memory when asked, MB": resident() - before}


def prepared(home: Path, size: int) -> tuple[tuple[Record, ...], Given]:
    library_records = records(grown_library(size))
    real = VectorCache(Embedder(home), home).vectors([record.text for record in records(grown_library(REAL))])
    return library_records, Given(library_records, grown_vectors(real, size))


def opened(home: Path, library_records: Sequence[Record], given: Given, *, anew: bool = False) -> Store:
    return open_store(library_records, Embedder(home).digest, given, home, anew=anew)


def vector_queries(store: Store, library_records: Sequence[Record], given: Given) -> Figures:
    chance = np.random.default_rng(7)
    vectors = given.vectors([record.text for record in library_records])
    chosen = chance.integers(len(vectors), size=QUERIES)
    queries = moved(vectors[chosen], vectors[:REAL], 0.3, chance)
    places = np.array([record.jurisdiction for record in library_records])

    def asked(filtered: bool) -> tuple[list[float], float]:
        times, right = [], 0.0
        for at, query in zip(chosen, queries, strict=True):
            began = time.perf_counter()
            found = store.nearest(query, [str(places[at])] if filtered else ())
            times.append(1000 * (time.perf_counter() - began))
            exact = vectors @ query if not filtered else vectors[places == places[at]] @ query
            # Clauses of the same words have the same cosine: any of them is right.
            least = np.sort(exact)[-DEPTH] - 1e-4
            right += sum(cosine >= least for cosine in list(found.values())[:DEPTH]) / DEPTH
        return times, right / QUERIES

    figures: Figures = {}
    for name, filtered in (("vectors", False), ("vectors of a place", True)):
        times, recall = asked(filtered)
        figures |= {**percentiles(name, times), f"{name}, recall@{DEPTH}": recall}
    return figures


def whole_searches(index: ClauseIndex) -> dict[str, object]:
    """Ask the development questions, for a minute at most, then some again under the profiler."""
    questions = [question.question for question in load_questions(QUESTIONS)]
    first = seconds(lambda: index.search(questions[0]))
    times: list[float] = []
    for question in questions:
        times.append(1000 * seconds(lambda question=question: index.search(question)))
        if sum(times) > 1000 * SECONDS:
            break
    again = questions[: min(len(times), 20)] if sum(times) <= 1000 * SECONDS else questions[:1]
    with cProfile.Profile() as profile:
        for question in again:
            index.search(question)
    return {
        "first search, s": first,
        "questions": len(times),
        **percentiles("search", times),
        "where the time goes, ms a question": breakdown(profile, len(again)),
    }


def breakdown(profile: cProfile.Profile, questions: int) -> Figures:
    """Return the functions of retrieval that take longest, with all that they call."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own = {
        f"{Path(file).stem}.{name}": 1000 * cumulative / questions
        for (file, _, name), (_, _, _, cumulative, _) in stats.items()
        if Path(file).parent.name == "retrieval"
    }
    return dict(sorted(own.items(), key=lambda pair: -pair[1])[:SHOWN])


def percentiles(name: str, milliseconds: Sequence[float]) -> Figures:
    return {
        f"{name}, p50 ms": float(np.median(milliseconds)),
        f"{name}, p95 ms": float(np.percentile(milliseconds, 95)),
    }


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def table(found: Sequence[dict[str, object]]) -> str:
    """Set the figures as a table: a line a figure, a column a size; then the breakdown of each size."""
    sizes = list(dict.fromkeys(row["clauses"] for row in found if row["step"] != "encode"))
    values = {(name, row["clauses"]): value for row in found for name, value in row.items() if name != "step"}
    names = dict.fromkeys(name for name, _ in values if name not in ("clauses", "encoding, ms a clause"))
    lines = [f"encoding: {values['encoding, ms a clause', REAL]:.1f} ms a clause"]
    lines.append(f"{'clauses':<36}" + "".join(f"{size:>12,}" for size in sizes))
    for name in names:
        cells = [values.get((name, size)) for size in sizes]
        if all(isinstance(cell, float | int) for cell in cells):
            lines.append(
                f"{name:<36}" + "".join(f"{cell:>12.3g}" if cell < 10 else f"{cell:>12,.0f}" for cell in cells)
            )
    for size in sizes:
        parts = values["where the time goes, ms a question", size]
        lines += [f"where the time goes at {size:,} (ms a question, under the profiler)"]
        lines += [f"  {name:<34}{took:>12.1f}" for name, took in parts.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
