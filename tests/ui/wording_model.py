"""A model that says back what it is shown, and an assistant that it words the answers of."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import ModelSettings
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import (
    MODEL,
    Behaviour,
    Depends,
    Received,
    Says,
    ScriptedEndpoint,
)

NAME = f"model:{MODEL}"


def echoing(pause: float = 0.0) -> Depends:
    """Return a behaviour that says the points of an answer word for word, each as one piece, `pause` seconds apart."""

    def echo(received: Received) -> Behaviour:
        shown = str(received.messages[-1]["content"]).splitlines()
        points = [line.removeprefix("- ") for line in shown if line.startswith("- ")]
        return Says("", pieces=[f"{one}\n" for one in points], pause=pause)

    return Depends(echo)


@contextlib.contextmanager
def worded(home: Path, *script: Behaviour) -> Iterator[tuple[Assistant, ScriptedEndpoint]]:
    """Give an assistant whose answers a scripted model puts into words."""
    with ScriptedEndpoint(*script) as endpoint:
        yield Assistant(home, Endpoint(ModelSettings(MODEL, endpoint.url))), endpoint
