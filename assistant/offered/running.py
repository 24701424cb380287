"""Running a tool: what is asked in ids becomes a complete question, and is answered like any other."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.kept.session import Session
from assistant.model import Json
from assistant.offered.arguments import Arguments, ReadClause, SearchClauses
from assistant.offered.questions import Known, question_of
from assistant.offered.tools import arguments_of, tool_of
from calculators.model import Upload
from corpus.bilingual import Language

if TYPE_CHECKING:
    from assistant.service import Assistant


def run(
    assistant: "Assistant", name: str, arguments: Mapping[str, object], *, session: Session | None = None,
    uploads: Sequence[Upload] = (), language: Language | None = None, county: str | None = None,
    year: int | None = None,
) -> Json:  # fmt: skip
    """Return what a tool gives: an Answer, a Search or a clause, in the keys of the public contract.

    `uploads` are sheets for this call, else the session's sheet serves. Raises UnknownTool, WrongArguments, and what
    `Assistant.ask` raises; UnknownDocument and UnknownClause for a clause that is not there.
    """
    given = arguments_of(tool_of(name), arguments)
    if isinstance(given, SearchClauses):
        return assistant.search(given.query, k=given.count, county=given.place).as_json()
    if isinstance(given, ReadClause):
        return clause_json(assistant, given)
    return _answer(assistant, given, session, uploads, language or "zh", county, year)


def clause_json(assistant: "Assistant", given: ReadClause) -> Json:
    """Return one clause with the document that it stands in. Raises UnknownDocument or UnknownClause."""
    document = assistant.library.document(given.document)
    clause = assistant.library.clause(document.id, given.clause)
    return {
        "document": document.name, "title": document.title, "clause": clause.id, "trail": list(clause.trail),
        "text": clause.text, "context": clause.context, "start": clause.start, "end": clause.end,
    }  # fmt: skip


def _answer(
    assistant: "Assistant", given: Arguments, session: Session | None, uploads: Sequence[Upload], language: Language,
    county: str | None, year: int | None,
) -> Json:  # fmt: skip
    session = session or Session()
    with session.lock:
        if uploads:
            assistant.check(uploads, county=county, year=year, session=session, language=language)
        schools = session.report.school_names if session.report else None
        gazetteer = assistant.tools.gazetteer
        question = question_of(given, Known(gazetteer.named, gazetteer.covered, schools))
        text = question.text.say(language)
        return assistant.ask(text, county=county, year=year, session=session, language=language).as_json()
