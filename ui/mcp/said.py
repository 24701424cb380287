"""The text beside a result of a tool: what an assistant that shows only text needs in order to stay traceable."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from assistant.model import Json
from corpus.bilingual import Bilingual, Language
from ui.words import labels

QUOTE_AS_GIVEN = Bilingual(
    "请照原样引用以上数字，并保留其来源编号、引文和回执。",
    "Quote these figures exactly as given, with the numbers of their sources, the quotations and the receipt.",
)


def answer_text(answer: Json, _: Language) -> str:
    """Return an answer, in its own language, with its sources and receipt."""
    language = cast(Language, answer["language"])
    sources = [_source(one) for one in _rows(answer["citations"])]
    notes = list(_notes(answer, language))
    parts = [
        str(answer["text"]),
        _section(labels.SOURCES, sources, language),
        "\n".join(notes),
        f"{labels.led(labels.RECEIPT, language)}{answer['receipt']}",
        QUOTE_AS_GIVEN.say(language),
    ]
    return "\n\n".join(part for part in parts if part)


def search_text(found: Json, language: Language) -> str:
    """Return the clauses that a search has found, each in its own words."""
    rows = [f"{one['rank']}. {one['document']}  {one['clause']}  “{one['quote']}”" for one in _rows(found["results"])]
    return "\n".join([*([labels.NOTHING_FOUND.say(language)] if found["abstained"] or not rows else []), *rows])


def clause_text(clause: Json, _: Language) -> str:
    """Return a clause in its own words, with where it stands."""
    context = f"{clause['context']}\n" if clause["context"] else ""
    return f"{clause['document']}  {clause['clause']}\n{context}“{clause['text']}”"


def _source(citation: Mapping[str, object]) -> str:
    return f"[{citation['n']}] {citation['document']}  {citation['clause']}  “{citation['quote']}”"


def _notes(answer: Json, language: Language) -> Iterator[str]:
    """Yield what an answer must not be shown without: sides that disagree, and figures that are doubted."""
    for one in _rows(answer["conflicts"]):
        numbers = "".join(f"[{n}]" for n in cast("list[int]", one["citations"]))
        yield f"{labels.led(labels.CONFLICTS[str(one['kind'])], language)}{one['about']} {numbers}"
    for one in _rows(answer["suspects"]):
        yield f"{labels.led(labels.SUSPECTS, language)}{one['about']} {one['why']} [{one['citation']}]"


def _section(title: Bilingual, lines: Iterable[str], language: Language) -> str:
    body = list(lines)
    return "\n".join([title.say(language), *body]) if body else ""


def _rows(value: object) -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", value)
