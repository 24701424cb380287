"""What a language model makes of the question sets beside the built-in engine, and what one that is down delays.

Run it for an endpoint: `python tests/benchmarks/bench_model.py --url http://127.0.0.1:8000/v1`. Without one it measures
only the delay of endpoints that are down. It prints figures and asserts nothing.
"""

import argparse
import contextlib
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import MODEL, MODEL_URL, ModelSettings
from assistant.service import Assistant

sys.path.insert(0, str(Path(__file__).parent))
from model_runs import compare, sample

GOLDEN = Path(__file__).parents[1] / "golden"
OPEN = tuple(GOLDEN / f"{name}_questions.jsonl" for name in ("dev", "document", "sheet"))
QUESTIONS = (
    "音乐教室要多大",
    "小学班额上限是多少",
    "What is the limit on class size in primary schools?",
    "骨干教师怎么算",
)


def first_model(url: str) -> str:
    """Return the name of the first model that an endpoint has."""
    found = httpx.get(f"{url.rstrip('/')}/models", timeout=10, trust_env=False).raise_for_status().json()
    return str(found["data"][0]["id"])


@contextlib.contextmanager
def refusing() -> Iterator[str]:
    """The address of a port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


@contextlib.contextmanager
def swallowing() -> Iterator[str]:
    """The address of a port whose queue is full, so that it neither takes nor refuses a connection."""
    with contextlib.ExitStack() as open_sockets:
        server = open_sockets.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            waiting = open_sockets.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


def seconds(assistant: Assistant, question: str, *, builtin: bool) -> float:
    start = time.perf_counter()
    assistant.ask(question, builtin=builtin)
    return time.perf_counter() - start


def show_down(home: Path, what: str, url: str) -> None:
    """Print how much longer answers take where the endpoint is down: the first, and each as if it were the first."""
    assistant = Assistant(home, Endpoint(ModelSettings("down", url)))
    first = seconds(assistant, QUESTIONS[0], builtin=False) - seconds(assistant, QUESTIONS[0], builtin=True)
    added = []
    for question in QUESTIONS:
        anew = Assistant(home, Endpoint(ModelSettings("down", url)))
        seconds(anew, question, builtin=True)  # what else is opened at first is no delay of the model's
        added.append(seconds(anew, question, builtin=False) - seconds(anew, question, builtin=True))
    sys.stdout.write(
        f"{what:<24} first {first:5.2f} s, then p50 {np.median(added):5.2f} s, worst {max(added):5.2f} s\n"
    )


def show_model(home: Path, url: str, name: str | None, files: tuple[Path, ...], limit: int | None) -> None:
    """Print what a model makes of questions beside the built-in engine."""
    model = name or first_model(url)
    os.environ.update({MODEL: model, MODEL_URL: url})  # as an operator sets it, with the key and the time of theirs
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{model}\n{compare(Assistant(home), sample(files, limit, Path(folder))).text()}\n")


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--url", default=os.environ.get("JUNHENG_TEST_MODEL_URL"), help="an OpenAI-compatible endpoint")
    asked.add_argument("--model", default=os.environ.get("JUNHENG_TEST_MODEL"), help="default: its first")
    asked.add_argument("--questions", type=Path, action="append", help="default: the open question sets")
    asked.add_argument("--limit", type=int, help="so many of the questions, spread over all")
    asked.add_argument("--home", type=Path, help="data folder; default: one that is made for this")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        Assistant(home).prepare()
        for what, down in (("refuses to connect", refusing), ("swallows connections", swallowing)):
            with down() as url:
                show_down(home, what, url)
        if given.url:
            show_model(home, given.url, given.model, tuple(given.questions or OPEN), given.limit)


if __name__ == "__main__":
    main()
