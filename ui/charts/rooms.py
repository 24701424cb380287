"""Music and art rooms by school: needed, large enough, too small, lacking."""

from assistant.opened.number import position
from calculators.county import CountyCheck
from calculators.measured.counted import lacking_total, small_areas
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms
from corpus.bilingual import Language
from ui.charts.bars import bars
from ui.charts.cells import result, whole
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
    rows = tuple(
        _row(check, one, {kind: drawn[kind][at] for kind in KINDS}, view) for at, one in enumerate(check.rooms)
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


def _row(check: CountyCheck, one: SchoolRooms, drawn: dict[RoomKind, Bar], view: View) -> Row:
    language = view.language
    cells = [whole(one.classes, language), whole(one.needed, language, _link(check, one, "G3", view))]
    for kind in KINDS:
        count, link = one.count(kind), _link(check, one, kind, view)
        cells += [
            whole(count.compliant, language, link, drawn[kind]),
            _too_small(check, one, kind, language),
            whole(one.lacking(kind), language, link),
        ]
    return Row(one.school.name, (*cells, result(one.passes, language)), None if one.passes is None else not one.passes)


def _too_small(check: CountyCheck, one: SchoolRooms, kind: RoomKind, language: Language) -> Cell:
    """How many rooms are listed with an area that is too small; unknown where no area is listed."""
    count = one.count(kind)
    return whole(None if count.compliant is None else len(small_areas(check, one, kind)), language)


def _short(one: SchoolRooms, kind: RoomKind) -> bool:
    return bool(one.lacking(kind))


def _link(check: CountyCheck, one: SchoolRooms, item: str, view: View) -> str:
    return view.way.figure(item, school=position(check, item, None, one.school.name))


def _reading(check: CountyCheck, language: Language) -> str:
    verdicts = [one.passes for one in check.rooms]
    said = words.ROOMS_READING.say(language).format(judged=len(verdicts), failing=verdicts.count(False))
    music, art = (lacking_total(check, kind) for kind in KINDS)
    lacking = [words.ROOMS_LACKING.say(language).format(music=music.display, art=art.display)]
    known = lacking if music.value is not None and art.value is not None and (music.value or art.value) else []
    return words.sentence([said, *words.still_open(verdicts.count(None), language), *known], language)
