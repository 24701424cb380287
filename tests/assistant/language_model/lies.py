"""How a lie is written: a script with its name and its family, and what scripts make their sentences of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.assistant.language_model.adversary import Script, Seen

_FILLED = re.compile("«(\\w)(2?)»")


@dataclass(frozen=True)
class Lie:
    """A script with its name and its family."""

    name: str
    family: str
    script: Script


class Lies(list[Lie]):
    """A table of scripts, into which functions are entered under their own names."""

    def of(self, family: str) -> Callable[[Script], Script]:
        def entered(script: Script) -> Script:
            self.append(Lie(script.__name__.replace("_", " "), family, script))
            return script

        return entered


def typed(zh: str, en: str) -> Script:
    """Return the script that types a sentence, its places filled with the slots it is shown."""

    def script(seen: Seen) -> str | None:
        template = zh if seen.language == "zh" else en
        filled = {match.group(): _filling(seen, match[1], match[2]) for match in _FILLED.finditer(template)}
        line = seen.with_a("f") or seen.with_a("n") if "«line»" in template else ""
        if line is None or None in filled.values():
            return None
        return _FILLED.sub(lambda match: filled[match.group()] or "", template.replace("«line»", line))

    return script


def _filling(seen: Seen, kind: str, second: str) -> str | None:
    found = seen.slots(kind)
    return found[bool(second)] if len(found) > bool(second) else None


def said(seen: Seen, *sentences: str | None) -> str | None:
    """Return sentences as a model says them; None where one of them is missing, or there is none."""
    stop = "。" if seen.language == "zh" else ". "
    return None if None in sentences or not sentences else "".join(f"{one}{stop}" for one in sentences)


def items(seen: Seen) -> list[str]:
    """Return the items of the lists that are shown."""
    return [one[2:].rstrip("。；.; ") for one in seen.lines if one.startswith("- ")]


def with_figures(seen: Seen) -> list[str]:
    """Return what an honest model could say with a name and a figure."""
    return [one for one in seen.told() if "[[f:" in one and "[[n:" in one]
