"""What can be asked of a document that was just added: questions that were tried, and that it answers."""

import re
from collections.abc import Iterator

from assistant.tools import Tools
from corpus.model import Document

MOST = 3
_TRIED = 8
_NUMBER = re.compile(r"^\W*(?:第?[一二三四五六七八九十百零〇○\d]+[章节条编款]?)?[\W_]*")
_STOP = re.compile(r"[。；：，,;:（(]")
_FORMALITY = re.compile(r"文头|题头|通知|引言|落款|版记|附件说明")
_SHORTEST, _LONGEST = 4, 20


def sample_questions(document: Document, tools: Tools) -> tuple[str, ...]:
    """Return up to three Chinese questions, made of the document's headings, whose best clause is one of its own."""
    place = tools.place(document.jurisdiction)
    name = place.name if place else ""
    found: list[str] = []
    for number, heading in enumerate(_headings(document)):
        if number == _TRIED or len(found) == MOST:
            break
        question = f"{name}{heading}有哪些要求？"
        result = tools.search_clauses(question, 1)
        if not result.abstained and result.hits and result.hits[0].clause.document == document.id:
            found.append(question)
    return tuple(found)


def _headings(document: Document) -> Iterator[str]:
    """Yield what the sections and items are called, without numbers, each once."""
    seen = set()
    for clause in document.clauses:
        if _FORMALITY.match(clause.id):
            continue
        for line in (*clause.trail[1:], clause.text):
            lead = _STOP.split(_NUMBER.sub("", line.strip()), maxsplit=1)[0].strip()
            if _SHORTEST <= len(lead) <= _LONGEST and lead not in seen and "\n" not in lead:
                seen.add(lead)
                yield lead
