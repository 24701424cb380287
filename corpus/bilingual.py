"""Text in the two languages of the product, so that no message is written once and forgotten in the other."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Chinese and in English.

    >>> Bilingual("小学", "primary").say("en")
    'primary'
    """

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language == "zh" else self.en


def same(text: str) -> Bilingual:
    """Return a text that reads alike in both languages (a name, a unit sign, a quotation)."""
    return Bilingual(text, text)
