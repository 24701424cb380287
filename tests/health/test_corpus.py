"""The canonical texts are the documents' own characters, and verify_corpus would notice if they were not."""

import hashlib
import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest
import yaml

from corpus.documents import canonical_texts, load_library, parse_document
from corpus.verify import verify_corpus, verify_document

TEXTS = canonical_texts()
SOURCES = {
    file.name: file.read_bytes() for file in (files("corpus") / "sources").iterdir() if file.name.endswith(".txt")
}


def front_and_body(name: str) -> tuple[dict, str]:
    _, front, body = TEXTS[name].split("---\n", 2)
    return yaml.safe_load(front), body


def source_characters(front: dict) -> str:
    """The source less exactly what the front matter says was dropped, white space aside."""
    lines = SOURCES[front["source"]].decode("utf-8").split("\n")
    for drop in front.get("dropped", []):
        if "lines" in drop:
            first, last = drop["lines"]
            lines[first - 1 : last] = [""] * (last - first + 1)
        elif "line" in drop:
            assert drop["text"] in lines[drop["line"] - 1]
            lines[drop["line"] - 1] = lines[drop["line"] - 1].replace(drop["text"], "", 1)
    text = "\n".join(lines)
    for drop in front.get("dropped", []):
        if "times" in drop:
            assert text.count(drop["text"]) == drop["times"]
            text = text.replace(drop["text"], "")
    return "".join(text.split())


def canonical_characters(body: str) -> str:
    kept = [line for line in body.splitlines() if not line.startswith(":::") and set(line) - set("|- ")]
    return "".join("".join(re.sub(r"^#+ ", "", line).replace("|", "") for line in kept).split())


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_canonical_text_is_the_source_less_what_was_dropped(name: str) -> None:
    front, body = front_and_body(name)
    assert hashlib.sha256(SOURCES[front["source"]]).hexdigest() == front["sha256"]
    assert canonical_characters(body) == source_characters(front)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_character_lies_in_a_clause_or_a_heading(name: str) -> None:
    document = parse_document(TEXTS[name], name)
    _, body = front_and_body(name)
    covered = {index for clause in document.clauses for index in range(clause.start, clause.end)}
    left = "".join(sign for index, sign in enumerate(document.body) if index not in covered)
    headings = [line.lstrip("# ") for line in body.splitlines() if line.startswith("#")]
    rows = [line.strip("| ").split(" | ") for line in body.splitlines() if line.startswith("| ")]
    heads = [*(rows[0] if rows else []), *(row[0] for row in rows[2:] if re.match(".、", row[0]))]
    assert not Counter("".join(left.split())) - Counter("".join("".join(headings + heads).split()))


def test_every_source_has_its_document() -> None:
    assert {document.source for document in load_library().documents} == set(SOURCES)


def test_a_clause_is_a_span_of_its_document() -> None:
    for document in load_library().documents:
        assert all(document.body[clause.start : clause.end] == clause.text for clause in document.clauses)


def test_spans_overlap_only_where_a_cell_lies_in_its_row() -> None:
    for document in load_library().documents:
        for left, right in pairwise(document.clauses):
            assert left.end <= right.start or (left.start <= right.start and right.end <= left.end)


def test_the_shipped_corpus_has_no_finding() -> None:
    assert verify_corpus() == ()


NAME = "yueqing-2023-39.md"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("不小于96平方米", "不小于69平方米", "text_differs"),
        ("- why: 续页表头\n  lines:\n  - 131\n  - 131\n", "", "text_differs"),
        ("（三）营造良好氛围。", "（三）营造氛围。", "text_differs"),
        ("  times: 2\n", "  times: 3\n", "drop_wrong"),
        ("  line: 143\n", "  line: 144\n", "drop_wrong"),
        ("  - 131\n  - 131\n", "  - 131\n  - 9131\n", "drop_wrong"),
        ("sha256: 2", "sha256: 3", "source_changed"),
        ("source: yueqing-2023-39.txt", "source: lost.txt", "source_missing"),
        ("kind: normative", "kind: rumour", "malformed"),
    ],
)
def test_a_change_is_found(before: str, after: str, code: str) -> None:
    changed = TEXTS[NAME].replace(before, after, 1)
    assert changed != TEXTS[NAME]
    codes = [finding.code for finding in verify_document(changed, NAME, SOURCES)]
    assert code in codes


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_lost_paragraph_is_found(name: str) -> None:
    lines = TEXTS[name].splitlines(keepends=True)
    longest = max(range(len(lines)), key=lambda index: len(lines[index]))
    (finding,) = verify_document("".join(lines[:longest] + lines[longest + 1 :]), name, SOURCES)
    assert finding.code == "text_differs"
    assert "".join(lines[longest].strip("| ").split())[:6] in finding.message.zh


def test_a_changed_source_is_found() -> None:
    changed = SOURCES | {"yueqing-2023-39.txt": SOURCES["yueqing-2023-39.txt"].replace(b"96", b"69")}
    codes = {finding.code for finding in verify_document(TEXTS[NAME], NAME, changed)}
    assert codes == {"source_changed", "text_differs"}
