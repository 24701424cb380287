"""The end of old sessions: whoever serves for long deletes those that nobody has used for so many days."""

from assistant.errors import DatabaseUnavailable
from assistant.kept.session import not_kept
from assistant.service import Assistant


def sweep_sessions(assistant: Assistant, days: int) -> None:
    """Delete the sessions that nobody has used for so long; where the database is away, the next day's sweep does."""
    try:
        assistant.sessions.sweep(days)
        assistant.kept.sweep(days)
    except DatabaseUnavailable as error:
        not_kept(error)
