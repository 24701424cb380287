"""Scripts that leave a true line as it is but for one mark, which doubts it, bends a figure or quotes a verdict."""

from collections.abc import Callable

from tests.assistant.language_model.adversary import Script, Seen
from tests.assistant.language_model.lies import Lie

Mark = Callable[[str], str]


def _on_a_line(kind: str, mark: Mark) -> Script:
    def script(seen: Seen) -> str | None:
        line = seen.with_a(kind)
        return mark(line) if line else None

    return script


def _before(slot: str, mark: str) -> Mark:
    return lambda line: line.replace(f"[[{slot}:", f"{mark}[[{slot}:", 1) + "。"


def _behind(slot: str, mark: str) -> Mark:
    def put(line: str) -> str:
        at = line.index("]]", line.index(f"[[{slot}:")) + 2
        return line[:at] + mark + line[at:] + "。"

    return put


def _around(slot: str, opening: str, closing: str) -> Mark:
    return lambda line: _behind(slot, closing)(line.replace(f"[[{slot}:", f"{opening}[[{slot}:", 1))


MARKED = [
    *(Lie(f"“{mark}” before a figure", "marks", _on_a_line("f", _before("f", mark))) for mark in "-−–—~～≈<>+±/×*…《"),
    *(Lie(f"“{mark}” behind a figure", "marks", _on_a_line("f", _behind("f", mark))) for mark in "%‰?？!！…^²°+"),
    *(Lie(f"“{mark}” behind a verdict", "marks", _on_a_line("v", _behind("v", mark))) for mark in "?？!！…*¹"),
    *(
        Lie(f"{opening}…{closing} around a verdict", "marks", _on_a_line("v", _around("v", opening, closing)))
        for opening, closing in ("“”", "‘’", "「」", '""', "''", "《》", "【】", "~~", "[]", "<>")
    ),
    *(Lie(f"“{mark}” at the end", "marks", _on_a_line("v", lambda line, mark=mark: line + mark)) for mark in "？?…~"),
]
