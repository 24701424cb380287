"""Where the data lives and how long things may be: the settings that an operator may change, read in one place."""

import os
import sys
from importlib import metadata
from pathlib import Path

from assistant.errors import WrongSetting
from corpus.bilingual import Bilingual, Language

MAX_QUESTION_CHARACTERS = 2_000
SESSION_DAYS = 30
MOST_SESSION_DAYS = 3_650
# The development questions, in a clone; elsewhere `junheng eval` needs a file.
QUESTIONS = tuple(
    Path("tests/golden") / name for name in ("dev_questions.jsonl", "document_questions.jsonl", "sheet_questions.jsonl")
)


def data_home() -> Path:
    """Return the folder of index, caches and sessions: `JUNHENG_HOME`, else the user's data directory."""
    configured = os.environ.get("JUNHENG_HOME")
    if configured:
        return Path(configured).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "junheng"
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".local" / "share") / "junheng"


def environment_language() -> Language:
    """Return the language of `LANG`: English where it says so, else Chinese."""
    return "en" if os.environ.get("LANG", "").lower().startswith("en") else "zh"


def session_days() -> int:
    """Return for how many days an unused session is kept: `JUNHENG_SESSION_DAYS`. Raises WrongSetting."""
    given = os.environ.get("JUNHENG_SESSION_DAYS", "").strip()
    if not given:
        return SESSION_DAYS
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given) <= MOST_SESSION_DAYS:
        raise WrongSetting(
            Bilingual(
                f"JUNHENG_SESSION_DAYS 的值不对：{given[:40]}。", f"JUNHENG_SESSION_DAYS is wrong: {given[:40]}."
            ),
            Bilingual(
                f"应为 1 至 {MOST_SESSION_DAYS} 的整数。", f"It must be a whole number, 1 to {MOST_SESSION_DAYS}."
            ),
        )
    return int(given)


def version() -> str:
    """Return the version of the installed distribution."""
    return metadata.version("junheng")
