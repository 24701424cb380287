"""Faults of our own in a command: what went wrong goes into a log, and the user is told where that is."""

import os
import traceback

from assistant.settings import data_home
from ui.errors import CommandFault

# Only the latest failure is kept.
LOG = "last-failure.log"


def is_debugging() -> bool:
    """Tell whether faults are to be raised rather than told (`JUNHENG_DEBUG=1`)."""
    return os.environ.get("JUNHENG_DEBUG") == "1"


def logged_fault(error: Exception) -> CommandFault:
    """Put a fault of ours into the log and return what to say of it."""
    log = data_home() / LOG
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return CommandFault(type(error).__name__, None)
    return CommandFault(type(error).__name__, str(log))
