"""What a page of the check is asked with, and the check that it shows: the reader's own sheets, read as asked."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import BeforeValidator, Field

from assistant.check import CheckReport
from assistant.checking import check_as_asked, refresh
from assistant.errors import NothingChecked
from assistant.kept.session import Session
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.records import Year
from ui.check_page.addresses import Way
from ui.server.own import own_number, own_session
from ui.server.problems import request_language
from ui.words.text import Name, readings_given

MAX_READINGS = 20
Given = Annotated[Year | None, BeforeValidator(lambda value: value or None)]  # a form sends "" for no choice


@dataclass(frozen=True, slots=True)
class Sheets:
    """The reader's sheets: the check as it is shown, the files it was made from, and the check that is kept.

    `kept` is the session's own; the one shown differs where the address asks for another reading, county or year.
    """

    session: Session
    report: CheckReport
    uploads: tuple[Upload, ...]
    kept: CheckReport

    @property
    def is_other(self) -> bool:
        """Whether the page shows another check than the one that is kept."""
        return self.report is not self.kept


class CheckAsked:
    """What the address of a page of the check says: whose, in which language, and how the sheets are to be read."""

    def __init__(
        self,
        request: Request,
        lang: Language | None = None,
        county: Name | None = None,
        year: Given = None,
        reading: Annotated[list[Name] | None, Query(), Field(max_length=MAX_READINGS)] = None,
        framed: bool = False,
    ) -> None:
        self.request, self.given_language, self.framed = request, lang, framed
        request.state.language = lang
        self.language: Language = request_language(request)
        self.county, self.year = county or None, year
        self.readings = readings_given(reading or ())

    def way(self, assistant: Assistant) -> Way:
        """Return what every address on the page carries. Raises UnknownConversation."""
        readings = tuple(f"{id}={value}" for id, value in self.readings.items())
        number = own_number(self.request, assistant)
        return Way(self.language, number, self.county, self.year, readings)

    def sheets(self, assistant: Assistant) -> Sheets:
        """Return the reader's sheets, checked as the address asks; nothing of that is kept.

        Raises NothingChecked where there are none, UnknownReading, and what `own_session` raises.
        """
        session = own_session(self.request, assistant)
        if session is None:
            raise NothingChecked
        tools = assistant.tools
        with session.at_work():
            refresh(session, tools)
            kept, uploads = session.checked()
        year = self.year or (kept.year if kept.year_source == "asked" else None)
        readings = {**dict(kept.check.choice.named), **self.readings}
        shown = check_as_asked(
            kept,
            "",
            tools,
            county=None if kept.table.place else self.county,
            year=year,
            language=self.language,
            readings=readings,
        )
        return Sheets(session, shown, uploads, kept)


Asked = Annotated[CheckAsked, Depends()]
