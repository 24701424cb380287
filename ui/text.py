"""Text as it arrives: what cannot be written as UTF-8 is refused before anything hashes or prints it."""

from assistant.errors import UnreadableQuestion
from corpus.bilingual import Bilingual


def readable(text: str) -> str:
    """Return the text. Raises UnreadableQuestion when it holds halves of characters (lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableQuestion(
            Bilingual("问题的文字编码有误。", "The question's text is not valid Unicode."),
            Bilingual("请用 UTF-8 编码再发送。", "Send it again as UTF-8."),
        ) from error
    return text
