"""An answer as it is copied: as plain text, and as HTML that a word processor takes over, headings and tables too."""

from markupsafe import Markup

from assistant.model import Answer
from corpus.bilingual import Language
from ui.evidence.body import evidence_values
from ui.evidence.marked import answer_html
from ui.server.plain import html
from ui.terminal.say_answer import verification_line, without_markdown
from ui.words import labels


def copied_text(question: str, answer: Answer) -> str:
    """Return question and answer as text, each source with document, clause and quotation, and the receipt."""
    language = answer.language
    sources = [_source(one.n, one.document, one.clause, one.quote, language) for one in answer.citations]
    parts = (question, without_markdown(answer.text), "\n".join(sources), _ending(answer))
    return "\n\n".join(part for part in parts if part) + "\n"


def copied_html(question: str, answer: Answer) -> str:
    """Return the same as HTML, with the figures in a table. What it looks like is said by attributes alone."""
    values = evidence_values(answer, answer.language) | {
        "text": answer_html(answer, lambda _, words: Markup("{}").format(words), _reference)
    }
    return html("copied.html", answer.language, question=question, ending=_ending(answer), **values)


def _source(n: int, document: str, clause: str, quote: str, language: Language) -> str:
    if language == "zh":
        return f"[{n}] {document} {clause}：“{quote}”"
    return f"[{n}] {document} {clause}: “{quote}”"


def _ending(answer: Answer) -> str:
    """Return the last line: what was verified, and by which receipt it can be looked up, whole."""
    name = labels.PRODUCT.say(answer.language)
    return f"{name} · {verification_line(answer, None)}"


def _reference(number: int, words: str) -> Markup:
    return Markup('<sup><a href="#ref-{}">{}</a></sup>').format(number, words)
