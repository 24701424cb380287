"""Fits the weights of retrieval.confidence on the development questions: python tests/benchmarks/fit_retrieval.py

Prints them, and what they give on questions left out in turn (five parts). The questions held back are not read.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.settings import data_home
from corpus.documents import load_library
from retrieval.confidence import Evidence
from retrieval.questions import load_questions
from retrieval.search import ClauseIndex, open_index

TESTS = Path(__file__).resolve().parents[1]
FILES = ("golden/dev_questions.jsonl", "golden/clause_questions.jsonl", "retrieval/questions.jsonl")
FULL = ("covered", "cosine", "english", "meaning", "words")
OWN = ("covered", "cosine", "english")


def main() -> None:
    """Fit both regressions: for clauses with plain questions, and for those without."""
    index = open_index(load_library(), data_home())
    found = list(examples(index))
    print(f"{len(found)} questions, {sum(answerable for _, answerable in found)} of them answerable")
    for names in (FULL, OWN):
        fit(names, found)


def examples(index: ClauseIndex) -> Iterator[tuple[Evidence, bool]]:
    """Yield the evidence of each question that the regression decides, and whether there is an answer."""
    for question in (one for name in FILES for one in load_questions(TESTS / name)):
        if question.answerable is None:
            continue
        evidence = index.evidence(question.question)
        if evidence is not None:
            yield evidence, question.answerable


def fit(names: tuple[str, ...], found: list[tuple[Evidence, bool]]) -> None:
    """Print the weights of one regression, and its figures."""
    x = np.array([values(evidence, names) for evidence, _ in found])
    y = np.array([answerable for _, answerable in found])
    spread = x.std(axis=0)
    model = LogisticRegression(class_weight="balanced").fit(x / spread, y)
    weights = model.coef_[0] / spread
    print(
        f"base {model.intercept_[0]:.2f}",
        *(f"{name} {weight:.2f}" for name, weight in zip(names, weights, strict=True)),
    )
    parts = StratifiedKFold(5, shuffle=True, random_state=0)
    p = cross_val_predict(LogisticRegression(class_weight="balanced"), x / spread, y, cv=parts, method="predict_proba")
    print(f"  AUC {roc_auc_score(y, p[:, 1]):.3f}")
    for line in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        refused = p[:, 1] < line
        print(f"  below {line}: wrongly refused {refused[y].mean():.3f}, rightly refused {refused[~y].mean():.3f}")


def values(evidence: Evidence, names: tuple[str, ...]) -> list[float]:
    """Return the evidence as a row of numbers."""
    likeness = evidence.likeness
    assert likeness is not None  # every shipped clause has plain questions
    known = {
        "covered": evidence.covered, "cosine": evidence.cosine, "english": float(evidence.english),
        "meaning": likeness.meaning, "words": likeness.words,
    }  # fmt: skip
    return [known[name] for name in names]


if __name__ == "__main__":
    main()
