"""The assistant: one object that every face talks to. It asks, checks, searches, and keeps sessions."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from assistant.answering import Message
from assistant.bookshelf import Bookshelf
from assistant.calls import recording
from assistant.check import CheckReport
from assistant.checking import check_given_files, check_in_session
from assistant.clock import in_year
from assistant.confirming import Confirming
from assistant.doctor import DoctorLine, examine
from assistant.errors import UnreadableQuestion
from assistant.finishing import Audience, answered
from assistant.kept.columns import KeptColumns
from assistant.kept.entries import entry_of
from assistant.kept.keeping import Keeping
from assistant.kept.receipts import Given, Receipt, Understood, given_with, receipt_of
from assistant.kept.session import Session, SessionStore
from assistant.language_model.endpoint import Endpoint, configured_chat
from assistant.language_model.exchange import Exchange, Playback
from assistant.language_model.messages import Chat
from assistant.model import BUILTIN, Answer, IndexReport, SearchReport, engine_by
from assistant.settings import MAX_QUESTION_CHARACTERS, data_home
from assistant.tools import Tools
from assistant.verified import phrases
from assistant.verified.released import Released
from calculators.choice import Choice
from calculators.model import Upload
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from corpus.bilingual import Bilingual, Language
from corpus.documents import Library
from corpus.shelf import Shelf


class Assistant:
    """Answers questions, checks sheets and finds clauses. Light to make: what is heavy opens when first used."""

    def __init__(self, home: Path, chat: Chat | None = None) -> None:
        """Keep the data in `home`; `chat` is the language model to use in place of the configured one."""
        self.home = home
        self._given_chat = chat
        self.kept = Keeping(home)
        self.sessions = SessionStore(lambda: self.kept.sessions, self._read_again)
        self._shelf = Shelf(home)
        self._renewing = threading.Lock()
        self._seen = self._shelf.fingerprint()
        self._tools = Tools.over(home)
        self._stop = threading.Event()

    @classmethod
    def open(cls, home: Path | None = None) -> "Assistant":
        """Return an assistant whose data lives in `home` (default: the configured data folder)."""
        return cls(home or data_home())

    @cached_property
    def chat(self) -> Chat | None:
        """The language model that the operator set; None without one. Raises WrongSetting."""
        return self._given_chat or configured_chat()

    @property
    def engine(self) -> str:
        """What answers: `builtin` or `model:NAME`. Raises WrongSetting."""
        return engine_by(self.chat.name) if self.chat else BUILTIN

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
        return Bookshelf(self.home, lambda: self.tools, self.kept.mark)

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
        readings: Mapping[str, str] | None = None, released: Released | None = None, builtin: bool = False,
        stop: threading.Event | None = None, at_once: Released | None = None,
    ) -> Answer:  # fmt: skip
        """Answer a question; `uploads` are sheets for this question, else the session's sheet serves.

        `readings` are the values of settings (口径) by id, for this question. `released` is given each piece of the
        text as soon as it has passed verification; joined, they are the answer's text. `at_once` is given the text of
        the built-in engine before a language model is spoken to; with `builtin` none is. Once `stop` is set, one that
        is spoken to is left, and the answer ends in the words of the built-in engine; it is kept like any other.
        Raises UnreadableQuestion, WrongSetting, and the calculators' UnknownReading and, for a sheet that cannot be
        read, SheetError.
        """
        text = _readable(question)
        Choice.of(readings or {})  # an unknown reading is told also where there is no sheet to read by it
        session = session or Session()
        county, stops = county or session.county, (self._stop, *((stop,) if stop else ()))
        with session.at_work():
            if uploads:
                self.check(uploads, county=county, year=year, session=session, language=language or "zh")
            given = given_with(text, session, county, year, language, readings)
            chat = None if builtin else self.chat
            audience = Audience(at_once, released, stops)
            answer, receipt, tools = self._receipted(given, session, id, chat, audience)
            self.kept.keep(receipt, tools.library, tools.standards, (session, entry_of(question, answer)))
        return answer

    def again(self, given: Given, uploads: Sequence[Upload], exchange: Exchange | None = None) -> Receipt:
        """Return the receipt of what was asked once, answered anew in the year of then. Nothing is kept.

        `exchange` is what a language model said then: none is spoken to now. Raises what `ask` raises.
        """
        session = Session(last=given.before, uploads=tuple(uploads), check=given.check)
        with in_year(given.clock):
            self._read_again(session)
            return self._receipted(given, session, None, Playback(exchange) if exchange else None, Audience())[1]

    def stop_talks(self) -> None:
        """Leave the language model wherever it is being spoken to: those answers end in built-in words, at once."""
        stop, self._stop = self._stop, threading.Event()
        stop.set()

    def _receipted(
        self, given: Given, session: Session, id: str | None, chat: Chat | None, audience: Audience
    ) -> tuple[Answer, Receipt, Tools]:
        """Answer a question by the session's sheets as they stand; return also its receipt, and the tools used."""
        message = Message(given.question, session, self.tools, given.county, given.year, given.language, given.readings)
        with recording() as calls:
            done, answer = answered(message, chat, audience)
        given, tools = replace(given, before=given.before if done.rests_on_before else None), done.view.tools
        receipt = receipt_of(given, answer, Understood(done.view.asked.question, done.year), session, tools, calls)
        session.last = done.turn_after(session.last, answer.citations)
        return replace(answer, id=receipt.id if id is None else id, receipt=receipt.id), receipt, tools

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
        with session.at_work():
            before = session.uploads
            report = check_in_session(
                uploads, session, self.tools, county=county, year=year, language=language, choice=choice,
                confirmed=self.columns.confirmed().with_more(columns),
            )  # fmt: skip
            if session.last and before != session.uploads:
                session.last = session.last.of_other_sheets()
            self.sessions.save(session)
        return report

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

    def prepare(self) -> None:
        """Make ready what the first question would else wait for: the index, the examples, the models themselves.

        Raises IndexUnavailable, ModelDamaged or WrongSetting.
        """
        if isinstance(self.chat, Endpoint):
            self.chat.prepare()
        self.search("义务教育")

    def rebuild(self) -> IndexReport:
        """Build the clause index anew, whatever there is. Raises IndexUnavailable."""
        began = time.perf_counter()
        tools = self.tools
        tools.rebuild_index()
        return IndexReport(len(tools.library.documents), len(tools.library.clauses), time.perf_counter() - began)

    def doctor(self, language: Language) -> tuple[DoctorLine, ...]:
        """Say what is installed, indexed and configured, and what is wrong with it."""
        return examine(self.tools, self.kept, language)

    def _read_again(self, session: Session) -> None:
        """Check the sheets of a session that has come back without their check. Raises SheetError."""
        if session.check is not None:
            tools, confirmed = self.tools, self.columns.confirmed()
            session.report = check_given_files(session.check, session.uploads, tools, confirmed)
            session.corpus = tools.digest


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
