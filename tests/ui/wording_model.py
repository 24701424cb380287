"""A model that says back what it is shown, and an assistant whose answers it words."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import ModelSettings
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import MODEL, Behaviour, Json, Line, ScriptedEndpoint, Speaks

NAME = f"model:{MODEL}"


@dataclass(frozen=True)
class Echoes:
    """The points of an answer word for word, each in one piece; after the first two, as soon as it may `go_on`.

    A sentence is known to be whole when the next one begins, so that the first is released then.
    """

    go_on: threading.Event | None = None

    def play(self, line: Line) -> None:
        shown = str(line.received.messages[-1]["content"]).splitlines()
        points = [{"content": f"{one.removeprefix('- ')}\n"} for one in shown if one.startswith("- ")]
        Speaks(self._held(points, line)).play(line)  # type: ignore[arg-type]

    def _held(self, points: list[Json], line: Line) -> Iterator[Json]:
        yield from points[:2]
        while self.go_on is not None and not self.go_on.is_set() and line.wait(0.05):
            pass
        yield from points[2:]


@contextlib.contextmanager
def worded(home: Path, *script: Behaviour) -> Iterator[tuple[Assistant, ScriptedEndpoint]]:
    """Give an assistant whose answers a scripted model puts into words."""
    with ScriptedEndpoint(*script) as endpoint:
        yield Assistant(home, Endpoint(ModelSettings(MODEL, endpoint.url))), endpoint
