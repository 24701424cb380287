"""All schools with their values: of one measure or of several, in sheet order."""

from assistant.asked.wanted import Wanted
from assistant.sheet.rows import heading, measures, number_of, requirements, row_lines
from assistant.sheet.view import SheetView
from corpus.bilingual import Bilingual


def lines_on_list(view: SheetView, wanted: Wanted) -> list[str]:
    """Return every school with its value and verdict, stage by stage, cut where there are many."""
    found = [one for one in measures(view, wanted.measures) if one.rows]
    lines: list[str] = []
    for one in found:
        count = number_of(view, one, "listed", Bilingual("表中的学校", "schools in the sheet"), one.rows)
        name = heading(view, one)
        lines += [view.say(f"{name}（{count}）：", f"{name} ({count}):"), *row_lines(view, one, one.rows)]
    return [*lines, *requirements(view, found)]
