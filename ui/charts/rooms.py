"""Music and art rooms by school: needed, large enough, too small, lacking."""

from assistant.opened.found import places
from calculators.county import CountyCheck
from calculators.insight.standing import standing_of
from calculators.measured.counted import lacking_total, small_areas
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms
from corpus.bilingual import Language
from ui.charts.bars import bars
from ui.charts.cells import status, whole
from ui.charts.model import Bar, Cell, Column, Grid, Row
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels

ROOMS = "rooms-by-school"


def rooms_grid(check: CountyCheck, view: View) -> Grid:
    """Return the rooms of every school that needs them."""
    language = view.language
    columns = [
        Column("classes", words.CLASSES.say(language), falls=True),
        Column("needed", words.NEEDED.say(language), falls=True),
        *(column for kind in KINDS for column in _columns(kind, language)),
        Column("passes", words.PASSES.say(language), text=True),
    ]
    drawn = {
        kind: bars((one.count(kind).compliant, one.needed, _short(one, kind)) for one in check.rooms) for kind in KINDS
    }
    at = places(check, "G3")
    rows = tuple(
        _row(check, one, at[one.school.name], {kind: drawn[kind][row] for kind in KINDS}, view)
        for row, one in enumerate(check.rooms)
    )
    legend = tuple((key, words.ROOM_LEGEND[key].say(language)) for key in ("fill", "edge", "gap"))
    title, head = words.ROOMS.say(language), words.SCHOOL.say(language)
    return Grid(ROOMS, "rooms", title, _reading(check, language), head, tuple(columns), rows, legend)


def _columns(kind: RoomKind, language: Language) -> tuple[Column, ...]:
    room = labels.heading(ROOM_NAMES[kind], language)
    compliant = words.COMPLIANT.say(language).format(room=room)
    small, lacking = words.TOO_SMALL.say(language), words.LACKING.say(language)
    return (
        Column(kind, compliant, wide=True),
        Column(f"{kind}-small", small, title=f"{room} {small}", falls=True),
        Column(f"{kind}-lacking", lacking, title=f"{room} {lacking}", falls=True),
    )


def _row(check: CountyCheck, one: SchoolRooms, at: int, drawn: dict[RoomKind, Bar], view: View) -> Row:
    language = view.language
    cells = [whole(one.classes, language), whole(one.needed, language, view.way.figure("G3", school=at))]
    for kind in KINDS:
        count, link = one.count(kind), view.way.figure(kind, school=at)
        cells += [
            whole(count.compliant, language, link, drawn[kind]),
            _too_small(check, one, kind, language),
            whole(one.lacking(kind), language, link),
        ]
    return Row(one.school.name, (*cells, status(one.passes, language)), None if one.passes is None else not one.passes)


def _too_small(check: CountyCheck, one: SchoolRooms, kind: RoomKind, language: Language) -> Cell:
    """How many rooms are listed with an area that is too small; unknown where no area is listed."""
    count = one.count(kind)
    return whole(None if count.compliant is None else len(small_areas(check, one, kind)), language)


def _short(one: SchoolRooms, kind: RoomKind) -> bool:
    return bool(one.lacking(kind))


def _reading(check: CountyCheck, language: Language) -> str:
    stand = standing_of(one.passes for one in check.rooms)
    said = words.ROOMS_READING.say(language).format(judged=stand.all, failing=stand.failing)
    music, art = (lacking_total(check, kind) for kind in KINDS)
    lacking = [words.ROOMS_LACKING.say(language).format(music=music.display, art=art.display)]
    known = lacking if music.value is not None and art.value is not None and (music.value or art.value) else []
    return words.sentence([said, *words.still_open(stand.open, language), *known], language)
