"""The assistant: one object that every face talks to. It asks, checks, searches, and keeps sessions."""

import threading
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from assistant.asked.understanding import Understanding, carried, understand
from assistant.bookshelf import Bookshelf
from assistant.check import CheckReport
from assistant.checking import check_as_asked, check_in_session, refresh, this_year
from assistant.confirming import Confirming
from assistant.doctor import DoctorLine, examine
from assistant.engine import draft_answer
from assistant.errors import UnreadableQuestion
from assistant.kept.columns import KeptColumns
from assistant.kept.receipts import receipt_of
from assistant.kept.session import Session, SessionStore
from assistant.model import BUILTIN, Answer, IndexReport, SearchReport, Verification
from assistant.settings import MAX_QUESTION_CHARACTERS, data_home
from assistant.sheet.years import years_asked
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import Ledger
from assistant.verified.notes_shown import conflicts_shown, suspects_shown
from assistant.verified.render import render
from assistant.verified.verify import problems
from assistant.view import View
from calculators.choice import Choice
from calculators.model import Upload
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from corpus.bilingual import Bilingual, Language
from corpus.documents import Library
from corpus.errors import NoStandardInForce
from corpus.shelf import Shelf


class Assistant:
    """Answers questions, checks sheets and finds clauses. Light to make: what is heavy opens when first used."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.sessions = SessionStore()
        self._shelf = Shelf(home)
        self._renewing = threading.Lock()
        self._seen = self._shelf.fingerprint()
        self._tools = Tools.over(home)

    @classmethod
    def open(cls, home: Path | None = None) -> "Assistant":
        """Return an assistant whose data lives in `home` (default: the configured data folder)."""
        return cls(home or data_home())

    @property
    def tools(self) -> Tools:
        """The tools over the documents as they stand now, also where another process has changed them.

        Who needs them to stay the same takes them once.
        """
        if self._shelf.fingerprint() != self._seen:
            with self._renewing:
                seen = self._shelf.fingerprint()
                if seen != self._seen:
                    self._tools, self._seen = Tools.over(self.home), seen
        return self._tools

    @cached_property
    def bookshelf(self) -> Bookshelf:
        """What adds and removes users' documents."""
        return Bookshelf(self.home, lambda: self.tools)

    @cached_property
    def columns(self) -> KeptColumns:
        """The columns of sheets that users have confirmed."""
        return KeptColumns(self.home)

    @cached_property
    def confirming(self) -> Confirming:
        """What asks users about columns of their sessions' sheets, and keeps what they say."""
        return Confirming(self.sessions, self.columns, lambda: self.tools)

    @property
    def library(self) -> Library:
        """The policy documents."""
        return self.tools.library

    def ask(
        self, question: str, *, county: str | None = None, year: int | None = None, session: Session | None = None,
        language: Language | None = None, uploads: Sequence[Upload] = (), id: str | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        """Answer a question; `uploads` are sheets for this question, else the session's sheet serves.

        `readings` are the values of settings (口径) by id, for this question. Raises UnreadableQuestion, and the
        calculators' UnknownReading and, for a sheet that cannot be read, SheetError.
        """
        text = _readable(question)
        Choice.of(readings or {})  # an unknown reading is told also where there is no sheet to read by it
        session = session or Session()
        county = county or session.county
        with session.lock:
            if uploads:
                self.check(uploads, county=county, year=year, session=session, language=language or "zh")
            return self._answer(text, session, county, year, language, id, readings)

    def _answer(
        self, text: str, session: Session, county: str | None, year: int | None, language: Language | None,
        id: str | None, readings: Mapping[str, str] | None,
    ) -> Answer:  # fmt: skip
        """Answer a question by the session's sheets as they stand."""
        tools = self.tools
        asked = _understood(text, session, language, tools)
        year = year or _year_of_rules(asked, session) or session.year
        place = tools.county(county)
        view = View(asked, tools, Ledger(), place.full_name if place else None)
        try:
            refresh(session, tools)
            checked = _as_asked(session, asked, county, year, tools, readings)
            draft = draft_answer(view, place, year or this_year(), checked)
        except NoStandardInForce as error:
            told = (view.ledger.name("message", one) for one in (error.message, error.hint) if one)
            draft = Draft("abstained", tuple(told))
        session.last = asked
        return self._finish(view, draft, session, county, year, id)

    def check(
        self, uploads: Sequence[Upload], *, county: str | None = None, year: int | None = None,
        language: Language = "zh", session: Session | None = None, readings: Mapping[str, str] | None = None,
        columns: Confirmed = NOTHING_CONFIRMED,
    ) -> CheckReport:  # fmt: skip
        """Judge a county's sheets by the national floor. With a session, they join its sheets.

        The session's `uploads` are then the files as the report calls them: of two of one name the second has another.
        `readings` are the values of settings (口径) by id; `columns` are confirmed for this check alone, beside those
        that are kept. Raises SheetError and UnknownReading.
        """
        choice = Choice.of(readings or {})
        session = session or Session()
        county = county or session.county
        with session.lock:
            return check_in_session(
                uploads, session, self.tools, county=county, year=year, language=language, choice=choice,
                confirmed=self.columns.confirmed().with_more(columns),
            )  # fmt: skip

    def search(self, query: str, *, k: int = 5, county: str | None = None) -> SearchReport:
        """Find clauses: in the documents of `county` and what it belongs to; without any, among the national ones."""
        tools = self.tools
        place = tools.county(county)
        sources = tools.sources(place) if place else ()
        found = tools.search_clauses(_readable(query), k, sources)
        hits = found.hits
        if place and not sources:
            hits = tuple(hit for hit in hits if hit.clause.key in tools.national_clauses)
        return SearchReport(
            query=query,
            abstained=found.abstained,
            results=tuple(
                {
                    "rank": hit.rank, "score": hit.score, "document": tools.library.document(hit.clause.document).name,
                    "title": tools.library.document(hit.clause.document).title, "clause": hit.clause.id,
                    "quote": hit.quote, "text": hit.clause.text, "start": hit.start, "end": hit.end,
                }
                for hit in hits
            ),
        )  # fmt: skip

    def rebuild(self) -> IndexReport:
        """Build the clause index anew, whatever there is. Raises IndexUnavailable."""
        began = time.perf_counter()
        tools = self.tools
        tools.rebuild_index()
        return IndexReport(len(tools.library.documents), len(tools.library.clauses), time.perf_counter() - began)

    def doctor(self, language: Language) -> tuple[DoctorLine, ...]:
        """Say what is installed, indexed and configured, and what is wrong with it."""
        return examine(self.tools, language)

    def _finish(
        self, view: View, draft: Draft, session: Session, county: str | None, year: int | None, id: str | None
    ) -> Answer:
        asked, ledger, tools = view.asked, view.ledger, view.tools
        rejected = problems(
            draft.text, ledger, tools.library, tools.national_clauses, beside=draft.beside, places=view.places,
            gazetteer=tools.gazetteer,
        )  # fmt: skip
        if rejected:
            draft = Draft("abstained", (phrases.WITHHELD.say(asked.language),))
        shown = render(draft.text, draft.beside, ledger, tools.library, asked.language)
        receipt = receipt_of(view, draft, shown, session, county, year)
        return Answer(
            id=receipt if id is None else id,
            status=draft.status,
            text=shown.text,
            language=asked.language,
            citations=shown.citations,
            figures=shown.figures,
            conflicts=conflicts_shown(draft, shown, asked.language),
            suspects=suspects_shown(draft, shown, asked.language),
            readings=draft.readings,
            suggestions=tuple(suggestion.say(asked.language) for suggestion in draft.suggestions),
            engine=BUILTIN,
            verification=Verification(shown.traced, len(rejected), rejected[0].code if rejected else None),
            receipt=receipt,
        )


def _year_of_rules(asked: Understanding, session: Session) -> int | None:
    """Return the year whose requirements a question asks for; 跟2023年比 names a year of the sheets."""
    return None if session.report and years_asked(asked) else asked.year


def _understood(text: str, session: Session, language: Language | None, tools: Tools) -> Understanding:
    schools = session.report.school_names if session.report else ()
    asked = understand(text, tools.gazetteer, tools.terms, language=language, schools=schools)
    return carried(asked, session.last)


def _as_asked(
    session: Session, asked: Understanding, county: str | None, year: int | None, tools: Tools,
    readings: Mapping[str, str] | None,
) -> CheckReport | None:  # fmt: skip
    if session.report is None:
        return None
    return check_as_asked(
        session.report, asked.question, tools, county=county, year=year, language=asked.language, readings=readings
    )


def _readable(question: str) -> str:
    text = question.strip()
    if not text or not any(char.isalnum() for char in text):
        raise UnreadableQuestion(phrases.UNREADABLE)
    if len(text) > MAX_QUESTION_CHARACTERS:
        limit = MAX_QUESTION_CHARACTERS
        raise UnreadableQuestion(
            Bilingual(
                f"问题有 {len(text)} 个字，太长了。", f"The question has {len(text)} characters, which is too long."
            ),
            Bilingual(f"请写在 {limit} 字以内。", f"Please keep it within {limit} characters."),
        )
    return text
