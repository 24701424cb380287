"""The same question and sheet give the same answer, byte for byte, whatever the process, seed, threads or place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.evaluation.rows import sheet_questions
from assistant.service import Assistant
from tests.assistant.answers_in_turn import answers_of

GOLDEN = Path(__file__).parents[1] / "golden"
SECONDS = 600
BATCH = 24


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some questions over sheets and documents, in turns where the row has them."""
    rows = sheet_questions(GOLDEN / "sheet_questions.jsonl")
    chosen = [
        {
            "question": row.question,
            "sheets": [str(GOLDEN / "sheets" / name) for name in row.sheets],
            "turns": [turn.question for turn in row.turns],
        }
        for row in rows[:: max(1, len(rows) // BATCH)]
    ]
    path = tmp_path_factory.mktemp("batch") / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in chosen), "utf-8")
    return path


def answers(home: Path, batch: Path, *, threads: int, warm_up: int, **environment: str) -> list[str]:
    """Answer the batch in a process of its own."""
    program = Path(__file__).with_name("answers_in_turn.py")
    command = [sys.executable, str(program), str(home), str(threads), str(warm_up), str(batch)]
    settings = {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": str(threads), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        command, check=True, capture_output=True, timeout=SECONDS, env=os.environ | settings | environment
    )
    return done.stdout.decode().splitlines()


@pytest.fixture(scope="module")
def plain(assistant: Assistant, batch: Path) -> list[str]:
    """The answers of this process, which has answered what other tests asked before."""
    return list(answers_of(assistant, batch))


@pytest.mark.parametrize(
    ("threads", "warm_up", "environment"),
    [
        (2, 0, {"PYTHONHASHSEED": "1234", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}),
        (1, 30, {"PYTHONHASHSEED": "99", "LANG": "zh_CN.GB18030", "TZ": "America/Los_Angeles"}),
    ],
    ids=["another seed, two threads, another place", "behind thirty other questions"],
)
def test_answers_are_the_same_bytes(
    threads: int, warm_up: int, environment: dict[str, str], plain: list[str], home: Path, batch: Path
) -> None:
    assert len(plain) >= BATCH
    assert answers(home, batch, threads=threads, warm_up=warm_up, **environment) == plain
