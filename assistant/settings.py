"""Where the data lives and how long things may be: the settings that an operator may change, read in one place."""

import os
import sys
from importlib import metadata
from pathlib import Path

MAX_QUESTION_CHARACTERS = 2_000
# The development questions, in a clone; elsewhere `junheng eval` needs a file.
QUESTIONS = Path("tests/golden/dev_questions.jsonl")


def data_home() -> Path:
    """Return the folder of index, caches and sessions: `JUNHENG_HOME`, else the user's data directory."""
    configured = os.environ.get("JUNHENG_HOME")
    if configured:
        return Path(configured).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "junheng"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "junheng"


def version() -> str:
    """Return the version of the installed distribution."""
    return metadata.version("junheng")
