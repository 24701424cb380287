"""Running a tool: what is asked in ids becomes a complete question, and is answered like any other."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.kept.session import Session
from assistant.model import Json
from assistant.offered.arguments import Arguments, ReadClause, SearchClauses
from assistant.offered.questions import Known, question_of
from assistant.offered.tools import arguments_of, tool_of
from corpus.bilingual import Language
from corpus.model import Clause, Document

if TYPE_CHECKING:
    from assistant.service import Assistant


def run(
    assistant: "Assistant", name: str, arguments: Mapping[str, object], *, session: Session | None = None,
    language: Language | None = None, county: str | None = None, year: int | None = None,
) -> Json:  # fmt: skip
    """Return what a tool gives: an Answer, a Search or a clause, in the keys of the public contract.

    Answers are in the words of the built-in engine: whoever calls has words of its own. Raises UnknownTool,
    WrongArguments, and what `Assistant.ask` raises; UnknownDocument and UnknownClause for a clause that is not there.
    """
    given = arguments_of(tool_of(name), arguments)
    if isinstance(given, SearchClauses):
        return assistant.search(given.query, k=given.count, county=given.place).as_json()
    if isinstance(given, ReadClause):
        document = assistant.library.document(given.document)
        return clause_json(document, assistant.library.clause(document.id, given.clause))
    return _answer(assistant, given, session or Session(), language or "zh", county, year)


def clause_json(document: Document, clause: Clause) -> Json:
    """Return a clause with the document that it stands in. `start` and `end` are its characters of the body."""
    return {
        "document": document.name, "title": document.title, "clause": clause.id, "trail": list(clause.trail),
        "text": clause.text, "context": clause.context, "start": clause.start, "end": clause.end,
    }  # fmt: skip


def _answer(
    assistant: "Assistant", given: Arguments, session: Session, language: Language, county: str | None,
    year: int | None,
) -> Json:  # fmt: skip
    with session.at_work():
        schools = session.report.school_names if session.report else None
        gazetteer = assistant.tools.gazetteer
        question = question_of(given, Known(gazetteer.named, gazetteer.covered, schools))
        return assistant.ask(
            question.text.say(language), county=county, year=year or question.year, session=session, language=language,
            builtin=True,
        ).as_json()  # fmt: skip
