"""All that lying models say: what they type (scripts.yaml), misuse, leave out, and say little by little."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.assistant.language_model.left_out import LEFT_OUT
from tests.assistant.language_model.lies import Lie, typed
from tests.assistant.language_model.marked import MARKED
from tests.assistant.language_model.misused_slots import MISUSED
from tests.assistant.language_model.over_time import OVER_TIME


def _typed_lies() -> Iterator[Lie]:
    for group in yaml.safe_load(Path(__file__).with_name("scripts.yaml").read_text("utf-8")):
        for name, zh, en in group["lies"]:
            yield Lie(name, group["family"], typed(zh, en))


LIES = (*_typed_lies(), *MISUSED, *LEFT_OUT, *MARKED, *OVER_TIME)
