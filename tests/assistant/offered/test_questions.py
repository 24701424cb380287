"""A call of a tool becomes a question that is understood as exactly what the call says, in both languages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asked.insight_words import insight_asked
from assistant.asked.items import topics_of
from assistant.asked.own import is_overall, whole_asked
from assistant.asked.understanding import Understanding, understand
from assistant.asked.wants import wanted_of
from assistant.asked.worded import Question
