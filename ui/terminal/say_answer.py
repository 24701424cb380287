"""An answer or a search as text for a terminal: the answer first, what proves it below."""

import re
from collections.abc import Iterable, Iterator

from assistant.model import Answer, Citation, SearchReport, ShownFigure
from calculators.model import Reading
from corpus.bilingual import Bilingual, Language
from ui.terminal.layout import printable, wrapped
from ui.words import labels
from ui.words.engine_labels import engine_line

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&@])")
_STRONG = re.compile(r"(?<!\\)\*\*")


def answer_text(answer: Answer) -> str:
    """Return an answer for people: text, sources with their quotations, figures, what to beware of, verification."""
    language = answer.language
    parts = [
        [without_markdown(answer.text)],
        _section(labels.SOURCES, language, (line for one in answer.citations for line in citation_lines(one))),
        _section(labels.FIGURES, language, (line for one in answer.figures for line in _figure(one, language))),
        *(_section(labels.CONFLICTS[one.kind], language, _noted(one.about, one.citations)) for one in answer.conflicts),
        _section(
            labels.SUSPECTS,
            language,
            (line for one in answer.suspects for line in _noted(f"{one.about} {one.why}", (one.citation,))),
        ),
        _section(labels.READINGS, language, reading_lines(answer.readings, language)),
        _section(labels.SUGGESTIONS, language, (f"  {one}" for one in answer.suggestions)),
        [verification_line(answer)],
    ]
    return printable("\n\n".join("\n".join(part) for part in parts if part))


def verification_line(answer: Answer, receipt_characters: int | None = 12) -> str:
    """Return the line that says how many numbers were traced and refused, with the engine and the receipt.

    Of the receipt so many characters are written; None: all.
    """
    counts = labels.verified(len(answer.figures), len(answer.citations), answer.verification.rejected, answer.language)
    receipt = f"{labels.RECEIPT.say(answer.language)} {answer.receipt[:receipt_characters]}"
    return " · ".join(part for part in (counts, engine_line(answer), receipt) if part)


def reading_lines(readings: Iterable[Reading], language: Language) -> Iterator[str]:
    """Yield the readings in words, each with what the other reading would change below it."""
    for one in readings:
        yield f"  {labels.reading(one, language)}"
        yield from wrapped(one.changes.say(language), "      ")


def citation_lines(citation: Citation) -> list[str]:
    """Return a citation as lines: its number, document and clause, then the quotation."""
    return [f"  [{citation.n}] {citation.document}  {citation.clause}", *wrapped(f"“{citation.quote}”", "      ")]


def search_text(report: SearchReport, language: Language) -> str:
    """Return a search for people: the clauses found, best first, each with its best span."""
    if not report.results:
        return labels.NOTHING_FOUND.say(language)
    lines = []
    for result in report.results:
        lines += [
            f"{result['rank']:>3}. {result['document']}  {result['clause']}",
            *wrapped(str(result["quote"]), "     "),
        ]
    note = [labels.NOTHING_FOUND.say(language), ""] if report.abstained else []
    return printable("\n".join(note + lines))


def without_markdown(text: str) -> str:
    """Return Markdown as plain text: marks of emphasis gone, escaped characters as they are.

    >>> without_markdown("**不达标**：\\\\<b\\\\>小学 [1]")
    '不达标：<b>小学 [1]'
    """
    return _ESCAPED.sub(r"\1", _STRONG.sub("", text))


def _section(title: Bilingual, language: Language, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [title.say(language), *body] if body else []


def _figure(shown: ShownFigure, language: Language) -> list[str]:
    figure = shown.figure
    mark = f"  [{shown.citation}]" if shown.citation else ""
    kind = labels.KINDS[figure.kind].say(language)
    kind = labels.beside(kind, language)
    quantity = labels.quantity(figure.display, figure.unit, language)
    lines = [f"  {figure.label.say(language)}  {quantity}{kind}{mark}"]
    cells = labels.listed((one.cell for one in figure.inputs if one.cell), language)
    if figure.formula:
        lines += wrapped(f"{labels.FORMULA.say(language)} {figure.formula}", "      ")
    if cells:
        lines += wrapped(f"{labels.CELLS.say(language)} {cells}", "      ")
    return lines


def _noted(text: str, citations: Iterable[int]) -> list[str]:
    return wrapped(f"{text} {''.join(f'[{n}]' for n in citations)}")
