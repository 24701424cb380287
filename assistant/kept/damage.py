"""What stands in the database, read back: what is not as this program writes it is told, and never taken for data."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import DamagedRecord
from corpus.bilingual import Bilingual

RECEIPT = Bilingual("回执", "receipt")
SESSION = Bilingual("会话", "session")

T = TypeVar("T")


def taken_as(adapter: TypeAdapter[T], value: object, what: Bilingual) -> T:
    """Return a value of the database as what it should be. Raises DamagedRecord."""
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        raise DamagedRecord(what) from error
