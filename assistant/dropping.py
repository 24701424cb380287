"""Taking sheets out of a session: those that stay are checked again as they were asked for."""

from collections.abc import Collection

from assistant.check import CheckReport
from assistant.checking import read_again
from assistant.kept.columns import KeptColumns
from assistant.kept.session import Session, SessionStore
from assistant.tools import Tools


def drop_sheets(
    session: Session, names: Collection[str], sessions: SessionStore, columns: KeptColumns, tools: Tools
) -> CheckReport | None:
    """Take the files of these names out of a session; return the check of those that stay, None where none do.

    Raises SessionBusy, and SheetError where the rest cannot be read by itself; nothing has changed then.
    """
    with session.at_work():
        stay = tuple(one for one in session.uploads if one.name not in names)
        if stay == session.uploads:
            return session.report
        report = read_again(session.report, stay, tools, columns.confirmed()) if stay and session.report else None
        if session.last is not None:
            session.last = session.last.of_other_sheets()
        session.uploads, session.report, session.corpus = stay, report, tools.digest
        if report is None:
            session.check = None
        sessions.save(session)
    return report
