"""One conversation of the chat page, and what each act of the reader makes of it. Knows nothing of Gradio."""

import contextlib
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.check import CheckReport
from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.errors import SheetError
from calculators.model import ColumnReading, Upload
from calculators.opening.grids import read_grids
from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from ui.chat import views
from ui.chat.recalled import shown_question, told
from ui.chat.tab import Talk
from ui.chat.whose import in_session
from ui.errors import NothingChosen, SystemFault
from ui.evidence.found import Again, answer_in
from ui.evidence.found import asked_again as again_of
from ui.server.release import Released
from ui.server.turns import turn
from ui.words import labels, sheet_labels
from ui.words.columns_asked import chosen
from ui.words.text import named, readable

_logger = logging.getLogger(__name__)


def asked(question: str, talk: Talk, readings: Mapping[str, str] | None = None) -> Talk:
    """Return the talk with a question that waits for its answer; a very long one is shown cut."""
    return replace(talk.saying("user", shown_question(question)), pending=question, readings=readings or {})


def once_more(assistant: Assistant, talk: Talk, act: str) -> Again:
    """Return what asks again what was answered in a talk: `act` is the receipt, readings, and a mark of the turn (#2).

    Raises UnknownAnswer and UnknownReading.
    """
    receipt, *rest = act.split() or [""]
    return again_of(answer_in(assistant, talk.session, talk.number, receipt), [one for one in rest if "=" in one])


def answered(
    assistant: Assistant, county: str | None, language: Language, talk: Talk, at_once: Released | None = None,
    stop: threading.Event | None = None, *, year: int | None = None,
) -> Talk:  # fmt: skip
    """Return the talk with the answer to its pending question, in the question's own language.

    `at_once` is given the built-in answer where a language model is spoken to; once `stop` is set, none is waited for.
    """
    if not talk.pending:
        return talk
    question, talk = talk.pending, replace(talk, pending="")
    try:
        talk, session = in_session(assistant, talk)
    except JunhengError as error:
        return talk.saying("assistant", views.problem_markdown(error, language))
    try:
        answer = assistant.ask(
            readable(question), county=named(county or None), year=year, session=session, at_once=at_once, stop=stop,
            readings=talk.readings or None,
        )  # fmt: skip
        shown = views.answer_markdown(answer, talk.number)
    except JunhengError as error:
        return told(assistant, talk, views.problem_markdown(error, language), question)
    except Exception:
        _logger.exception("an answer failed")
        return told(assistant, talk, views.problem_markdown(SystemFault(), language, labels.ANSWER_FAILED), question)
    return talk.answering(answer, shown)


def with_sheets(assistant: Assistant, paths: Sequence[str], county: str | None, language: Language, talk: Talk) -> Talk:
    """Read uploads into the session, remove their files, and return the talk with what they show.

    They join the session only with their result: whatever fails leaves session and talk as they were. A file that
    cannot be read is told, and does not keep the others from being read.
    """
    names = [Path(path).name for path in paths]
    return _with(assistant, names, lambda: [_taken(Path(path)) for path in paths], county, language, talk)


def with_sample(
    assistant: Assistant, uploads: Sequence[Upload], county: str | None, language: Language, talk: Talk
) -> Talk:
    """Read sheets of our own into the session as if the reader had uploaded them."""
    return _with(assistant, [one.name for one in uploads], lambda: uploads, county, language, talk)


def _with(
    assistant: Assistant, names: Sequence[str], given: Callable[[], Sequence[Upload]], county: str | None,
    language: Language, talk: Talk,
) -> Talk:  # fmt: skip
    try:
        uploads = given()
        talk, session = in_session(assistant, talk)
        with session.at_work(), turn(uploads):
            return _joined(assistant, uploads, county, language, talk, session)
    except JunhengError as error:
        return told(assistant, talk, _refusal(error, names, language))
    except Exception:
        _logger.exception("an upload failed")
        return told(assistant, talk, _not_read(language))


def _joined(
    assistant: Assistant, uploads: Sequence[Upload], county: str | None, language: Language, talk: Talk,
    session: Session,
) -> Talk:  # fmt: skip
    trial = replace(session, kept=False)
    report, said = _checked(assistant, uploads, county, language, trial)
    if report is None:
        return told(assistant, talk, "\n\n".join(said))
    names = tuple(upload.name for upload in trial.uploads)
    gone = [one.name for one in session.uploads if one not in trial.uploads]
    said += [views.replaced_markdown(gone, language)] * bool(gone)
    shown = views.check_markdown(report, names, language, talk.number)
    session.hold(trial.uploads, report, trial.corpus or "")
    assistant.sessions.save(session)
    return told(assistant, talk.having(report, names), "\n\n".join([*said, shown]))


def _refusal(error: JunhengError, names: Sequence[str], language: Language) -> str:
    """Return the words that files were not read; one that stands alone is named once."""
    return views.problem_markdown(error, language, labels.refused(names), about=names[0] if len(names) == 1 else None)


def _checked(
    assistant: Assistant, uploads: Sequence[Upload], county: str | None, language: Language, session: Session
) -> tuple[CheckReport | None, list[str]]:
    """Return the check of the files that can be opened, if any, and what to say of each that cannot.

    Raises SheetError for what is wrong with a single file, or with them all together.
    """

    def check(some: Sequence[Upload]) -> CheckReport:
        return assistant.check(some, county=named(county or None), language=language, session=session)

    try:
        return check(uploads), []
    except SheetError:
        bad = {upload: error for upload in uploads if (error := _fault_of(upload))}
        if not bad or len(uploads) == 1:
            raise
    told = [_refusal(error, [one.name], language) for one, error in bad.items()]
    good = [one for one in uploads if one not in bad]
    return check(good) if good else None, told


def _fault_of(upload: Upload) -> SheetError | None:
    """Return why a file cannot be opened, if so."""
    try:
        read_grids(upload)
    except SheetError as error:
        return error
    return None


def confirmed(
    assistant: Assistant, columns: Sequence[ColumnReading], values: Sequence[str | None], language: Language, talk: Talk
) -> Talk:
    """Return the talk with its sheets checked again, the columns read as the reader has chosen."""
    choices = chosen(columns, values)

    def confirm() -> CheckReport:
        if not choices:
            raise NothingChosen(sheet_labels.NOTHING_CHOSEN, sheet_labels.NOTHING_CHOSEN_HINT)
        return assistant.confirming.confirm(talk.session or "", choices, language=language)

    said = partial(views.confirmed_markdown, columns, choices, language)
    return _checked_again(assistant, confirm, said, sheet_labels.CONFIRM_FAILED, language, talk)


def asked_again(assistant: Assistant, language: Language, talk: Talk) -> Talk:
    """Return the talk with its sheets checked again, nothing of their columns taken as confirmed any more."""
    undo = partial(assistant.confirming.ask_again, talk.session or "", language=language)
    said = partial(views.undone_markdown, language)
    return _checked_again(assistant, undo, said, sheet_labels.UNDO_FAILED, language, talk)


def _checked_again(
    assistant: Assistant, check: Callable[[], CheckReport], said: Callable[[], str], failed: Bilingual,
    language: Language, talk: Talk,
) -> Talk:  # fmt: skip
    """Return the talk with a new check of its sheets, or with the words that there is none."""
    try:
        with turn(talk.sheets):
            report = check()
    except JunhengError as error:
        return told(assistant, talk, views.problem_markdown(error, language, failed))
    except Exception:
        _logger.exception("a check after a confirmation failed")
        return told(assistant, talk, views.problem_markdown(SystemFault(), language, failed))
    try:
        shown = f"{said()}\n\n{views.check_markdown(report, talk.sheets, language, talk.number)}"
    except Exception:
        _logger.exception("a check after a confirmation could not be shown")
        shown = views.problem_markdown(SystemFault(), language, sheet_labels.NOT_SHOWN)
    return told(assistant, talk.having(report, talk.sheets), shown)


def not_read(assistant: Assistant, language: Language, talk: Talk) -> Talk:
    """Return the talk with the words that an upload failed through no fault of its reader."""
    return told(assistant, talk, _not_read(language))


def _not_read(language: Language) -> str:
    return views.problem_markdown(SystemFault(), language, labels.READ_FAILED)


def throw_away(paths: Sequence[str]) -> None:
    """Remove uploads that are not read."""
    for path in paths:
        with contextlib.suppress(OSError):
            _taken(Path(path))


def _taken(path: Path) -> Upload:
    """Return an upload's name and bytes; its file, and the folder that was made for it, are gone afterwards."""
    try:
        return Upload(path.name, path.read_bytes())
    finally:
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()
        _remove_empty(path.parent.parent)


def _remove_empty(folder: Path) -> None:
    """Remove the empty files that Gradio makes beside an upload and never uses."""
    for one in folder.glob("tmp*"):
        with contextlib.suppress(OSError):
            if one.is_file() and one.stat().st_size == 0:
                one.unlink()
