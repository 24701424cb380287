"""Prints answers as JSON lines, for a process of its own: arguments are the data folder, warm-up turns, and a file.

Rows of the file: {"question", "sheets": [paths], "turns": [questions]}.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import torch

from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.model import Upload


def main(home: str, threads: str, warm_up: str, rows: str) -> None:
    """Answer every row in a session of its own, behind so many other questions."""
    torch.set_num_threads(int(threads))
    assistant = Assistant.open(Path(home))
    for number in range(int(warm_up)):
        assistant.ask(f"第{number}所学校的音乐教室要多大", session=Session())
    for answer in answers_of(assistant, Path(rows)):
        sys.stdout.write(answer + "\n")


def answers_of(assistant: Assistant, rows: Path) -> Iterator[str]:
    """Yield the answers to every row, each row in a session of its own, as JSON."""
    for line in rows.read_text("utf-8").splitlines():
        row = json.loads(line)
        session, uploads = Session(), [Upload(Path(name).name, Path(name).read_bytes()) for name in row["sheets"]]
        for turn in (*row["turns"], row["question"]):
            answer = assistant.ask(turn, session=session, uploads=uploads)
            uploads = []
            yield json.dumps(answer.as_json(), ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
