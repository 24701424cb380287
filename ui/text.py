"""Text as it arrives: what cannot be written as UTF-8 is refused before anything hashes or prints it."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from assistant.errors import UnreadableQuestion
from corpus.bilingual import Bilingual

MAX_NAME_CHARACTERS = 100


def readable(text: str) -> str:
    """Return the text. Raises UnreadableQuestion when it holds halves of characters (lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableQuestion(
            Bilingual("文字编码有误。", "The text is not valid Unicode."),
            Bilingual("请用 UTF-8 编码再发送。", "Send it again as UTF-8."),
        ) from error
    return text


def named(name: str | None) -> str | None:
    """Return a name that may be absent. Raises UnreadableQuestion like `readable`."""
    return None if name is None else readable(name)


Text = Annotated[str, AfterValidator(readable)]
Name = Annotated[str, StringConstraints(max_length=MAX_NAME_CHARACTERS), AfterValidator(readable)]
