"""Templates filled for a Markdown part of the chat page. Every value is escaped."""

from corpus.bilingual import Language
from ui.server.plain import html
from ui.words import chat_labels, sheet_labels


def block(template: str, language: Language, **values: object) -> str:
    """Fill a template on one line: a blank line would end the HTML block, and Markdown would begin."""
    return " ".join(html(template, language, w=sheet_labels, c=chat_labels, **values).split())
