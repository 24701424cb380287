"""How long a warm answer takes: from clauses, over 300 schools, and at the end of a long session against its start.

Run by `make bench`; it prints figures and asserts nothing.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from assistant.evaluation.rows import answer_questions
from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.model import Upload

sys.path.insert(0, str(Path(__file__).parent))
from bench_sheets import grown_survey

GOLDEN = Path(__file__).parents[1] / "golden"
SCHOOLS, TURNS, SIDE = 300, 200, 50
OVER_A_SHEET = (
    "我们县的音乐、美术专用教室达标吗？", "哪些小学骨干教师不够？", "小学差异系数达标吗", "康美小学达标吗",
    "Which schools exceed the size limit?", "小学生均设备值最差的五所", "总体情况怎么样",
    "康美小学的骨干教师数怎么算出来的", "初中体育场馆面积的差异系数主要是哪所学校造成的", "还有哪些项目没定论",
)  # fmt: skip
IN_TURNS = (
    "小学骨干教师达标吗",
    "那初中呢？",
    "小学生均设备值最差的五所",
    "第二所学校为什么不达标",
    "音乐教室要多大",
    "我们达标吗",
)


def timed(assistant: Assistant, questions: Iterable[str], session: Session | None) -> list[float]:
    """Ask each question; return how long each took, in milliseconds."""
    took = []
    for question in questions:
        start = time.perf_counter()
        assistant.ask(question, session=session or Session())
        took.append(1000 * (time.perf_counter() - start))
    return took


def show(what: str, took: list[float]) -> None:
    half, most = np.percentile(took, (50, 95))
    sys.stdout.write(
        f"{what:<34}{len(took):>5} questions   p50 {half:6.0f} ms   p95 {most:6.0f} ms   worst {max(took):6.0f} ms\n"
    )


def memory() -> float:
    """Return the memory in use now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def with_sheet(assistant: Assistant) -> Session:
    """Open a session with a sheet of so many schools."""
    session = Session()
    assistant.check([Upload("grown.xlsx", grown_survey(SCHOOLS))], session=session)
    return session


def long_session(assistant: Assistant) -> None:
    """Print the first and the last turns of a long session, and what it takes of memory."""
    session = with_sheet(assistant)
    timed(assistant, IN_TURNS, session)
    before = memory()
    took = timed(assistant, islice(cycle(IN_TURNS), TURNS), session)
    show(f"the first {SIDE} turns of {TURNS}", took[:SIDE])
    show(f"the last {SIDE} turns of {TURNS}", took[-SIDE:])
    sys.stdout.write(f"{'memory over the session':<34}{memory() - before:+8.1f} MB, {memory():.0f} MB in use\n")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder))
        clauses = [one.question for one in answer_questions(GOLDEN / "dev_questions.jsonl")]
        timed(assistant, clauses[:3], None)
        show("from clauses", timed(assistant, clauses * 2, None))
        session = with_sheet(assistant)
        timed(assistant, OVER_A_SHEET, session)
        show(f"over a sheet of {SCHOOLS} schools", timed(assistant, OVER_A_SHEET * 5, session))
        long_session(assistant)


if __name__ == "__main__":
    main()
