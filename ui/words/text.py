"""Text as it arrives: what cannot be written as UTF-8 is refused before anything hashes or prints it."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

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


def readings_given(given: Iterable[str]) -> dict[str, str]:
    """Return readings by id from words such as rooms.kinds=sum; whether they exist is for the calculators to say.

    >>> readings_given(["rooms.kinds=sum", "rounding"])
    {'rooms.kinds': 'sum', 'rounding': ''}
    """
    pairs = (readable(one).partition("=") for one in given)
    return {id.strip(): value.strip() for id, _, value in pairs}


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


Text = Annotated[str, AfterValidator(readable)]
Name = Annotated[str, StringConstraints(max_length=MAX_NAME_CHARACTERS), AfterValidator(readable)]
# readings (口径) by id; what JSON calls true is the value "true"
Readings = dict[Name, Annotated[Name, BeforeValidator(_plain)]]
