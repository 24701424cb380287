"""What every command shares: its language, its JSON, and how it writes."""

import contextlib
import functools
import json
import os
import sys
from collections.abc import Callable

import click

from assistant.settings import environment_language
from corpus.bilingual import Bilingual, Language
from ui.errors import OutputClosed


class Voice:
    """How a command speaks: the language asked for (or None), the one to use, and JSON or text."""

    def __init__(self, asked: Language | None, *, as_json: bool) -> None:
        self.asked = asked
        self.language: Language = asked or environment_language()
        self.as_json = as_json

    def put(self, text: str) -> None:
        """Write one line (or several) to standard output, at once. Raises OutputClosed."""
        try:
            sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
            sys.stdout.flush()
        except (OSError, AttributeError, ValueError) as error:
            # What is left in the buffer would raise again when Python closes the stream.
            with contextlib.suppress(OSError, AttributeError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise OutputClosed from error

    def put_json(self, value: object) -> None:
        """Write a value as one line of JSON; a NaN would be a fault of ours and raises ValueError."""
        self.put(json_line(value))

    def say(self, text: Bilingual) -> None:
        """Write a text in the language of the command."""
        self.put(text.say(self.language))

    def progress(self, text: Bilingual) -> None:
        """Write a line of progress to standard error, where it does not disturb the output."""
        sys.stderr.write(text.say(self.language) + "\n")
        sys.stderr.flush()


reading_option = click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="ID=VALUE",
    help="A reading (口径) to judge by, such as rooms.kinds=sum; repeatable.",
)


def json_line(value: object) -> str:
    """Return a value as JSON on one line, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def speaking(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command `--json` and `--lang`, and a Voice as its first argument."""

    @click.option("--json", "as_json", is_flag=True, help="Write JSON.")
    @click.option("--lang", type=click.Choice(["zh", "en"]), help="zh or en (default from LANG, else zh).")
    @functools.wraps(command)
    def wrapper(*, as_json: bool, lang: Language | None, **given: object) -> int | None:
        return command(Voice(lang, as_json=as_json), **given)

    return wrapper
