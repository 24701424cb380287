"""Times and hit rates of retrieval on this machine: python tests/benchmarks/bench_retrieval.py [HOME]."""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from corpus.documents import load_library
from retrieval.evaluate import evaluate
from retrieval.questions import load_questions
from retrieval.search import ClauseIndex, open_index

TESTS = Path(__file__).resolve().parents[1]
FILES = (TESTS / "retrieval" / "questions.jsonl", TESTS / "golden" / "dev_questions.jsonl")


def timed_opening(home: Path, what: str) -> ClauseIndex:
    library = load_library()
    began = time.perf_counter()
    index = open_index(library, home)
    print(f"{what}: {time.perf_counter() - began:.2f} s for {len(library.clauses)} clauses")
    return index


def time_questions(index: ClauseIndex, questions: list[str]) -> None:
    index.search(questions[0])
    times = []
    for question in questions:
        began = time.perf_counter()
        index.search(question)
        times.append(1000 * (time.perf_counter() - began))
    print(f"warm search: median {np.median(times):.0f} ms, p95 {np.percentile(times, 95):.0f} ms")


def main(home: Path) -> None:
    timed_opening(home, "first opening")
    index = timed_opening(home, "fresh opening")
    time_questions(index, [question.question for question in load_questions(FILES[0])])
    for path in FILES:
        report = evaluate(index, load_library(), load_questions(path))
        print(f"{path.name}: {report.questions} questions")
        for figures in report.methods:
            print(f"  {figures.method:8} {figures.hit_at_1:.3f} / {figures.hit_at_5:.3f} / {figures.mrr:.3f}")
        print(f"  answered {report.abstention.answered:.3f}, abstained {report.abstention.abstained:.3f}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder))
