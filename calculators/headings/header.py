"""The headings of one table together: some say what they are only beside others, or by the values below them."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from calculators.columns import AREA, BAND
from calculators.data_checks.conventions import load_conventions
from calculators.headings.matching import NOT_USED, Match, match_heading, only_partly, parts_of, stages_of
from calculators.headings.words import Heading, read_heading
from calculators.kinds import PART
from calculators.values import Cell, cell_text, fold
from corpus.bilingual import Bilingual

BARE_BAND = re.compile(r"\(?\d+人?(?:[-~至到—–]\d+人?|(?:及|和|或)?以上)\)?|[>≥]\d+人?|大于\d+人?|超过\d+人?")
NUMBERED = ("编号", "序号")
CODE = "code"
# Units of land, which a title names for the grounds and hardly for floor areas.
LAND = frozenset({"亩", "公顷"})
GROUNDS = ("sports_ground_area", "sports_area")


def match_headings(
    paths: Sequence[tuple[str, ...]], values: Sequence[Sequence[Cell]], names: Sequence[str]
) -> list[Match]:
    """Return what each heading of a table means, given the values below it and the name of the school in each row."""
    headings = [read_heading(path) for path in paths]
    named = [part for heading in headings for part in parts_of(heading)]
    several = {part for part in named if named.count(part) > 1}
    matches = [_as_part(match_heading(path), one, several) for path, one in zip(paths, headings, strict=True)]
    whole = {_base(match.id) for match in matches if match.id}
    matches = [_unless_given(match, one, whole) for match, one in zip(matches, headings, strict=True)]
    matches = _with_bands(matches, headings)
    return [
        match if match.id != CODE or not _is_numbered(path) else _of_numbers(match, below, names)
        for match, path, below in zip(matches, paths, values, strict=True)
    ]


def _as_part(match: Match, heading: Heading, several: set[str]) -> Match:
    """Beside 教学用房, 教学辅助用房 is no more than the other part."""
    partly = match.id in several and match.id in parts_of(heading)
    return only_partly(heading, str(match.id)) if partly else match


def _unless_given(match: Match, heading: Heading, whole: set[str]) -> Match:
    """A part is not asked about where the sheet gives the whole."""
    given = match.id is None and _base(match.guess) in whole.intersection(parts_of(heading))
    return replace(match, why=NOT_USED, guess=None, alternatives=()) if given else match


def _with_bands(matches: Sequence[Match], headings: Sequence[Heading]) -> list[Match]:
    """Right of 小学班额45人及以下, 46-50人 is the next class size of the same stage; elsewhere it is asked about."""
    found: list[Match] = []
    for match, heading in zip(matches, headings, strict=True):
        is_bare = match.id is None and not heading.remarks and BARE_BAND.fullmatch(heading.key)
        found.append(_band(heading, found[-1] if found else None) if is_bare else match)
    return found


def _band(heading: Heading, before: Match | None) -> Match:
    size = BAND.match(str(before.id)) if before else None
    stage = heading.stage or (before.stage if before and size else None)
    match = match_heading((f"{stage or ''}班额{heading.key}",))
    own = BAND.match(str(match.id))
    follows = own and size and size[2] and int(own[1]) == int(size[2]) + 1
    if follows or match.id is None:
        return match
    why = Bilingual(
        "没有写明是班额；如是，请确认", "it does not say that these are class sizes; confirm it if they are"
    )
    return replace(match, id=None, column=None, confidence=0.0, why=why, guess=match.id, alternatives=stages_of(match))


def _base(id: str | None) -> str:
    return str(id).partition(".")[0]


def _is_numbered(path: tuple[str, ...]) -> bool:
    return path[-1].endswith(NUMBERED)


def _of_numbers(match: Match, below: Sequence[Cell], names: Sequence[str]) -> Match:
    """编号 is a school's code where its values look like codes; running numbers are not, others are asked about."""
    numbers = [cell_text(cell) for cell in below]
    if _are_codes(numbers, names):
        return match
    unused = Match(None, None, None, "", 0.0, Bilingual("顺序号，不作学校标识码", "running numbers, no school codes"))
    if _are_running(numbers):
        return unused
    why = Bilingual(
        "这些编号不像学校标识码，按校名认定学校；如确是标识码，请确认",
        "they do not look like school codes, so schools are known by name; confirm it if they are",
    )
    return replace(unused, why=why, guess=CODE, alternatives=(CODE,))


def _are_codes(numbers: Sequence[str], names: Sequence[str]) -> bool:
    """Long, and one name to a code and one code to a name."""
    of_name, of_code = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for number, name in zip(numbers, names, strict=True):
        if number:
            of_name[PART.sub("", fold(name))].add(number)
            of_code[number].add(PART.sub("", fold(name)))
    least = load_conventions().shortest_code.value
    one_to_one = all(len(one) == 1 for one in (*of_name.values(), *of_code.values()))
    return bool(of_code) and one_to_one and all(len(code) >= least for code in of_code)


def _are_running(numbers: Sequence[str]) -> bool:
    """Whether they count up from 1, in whatever order and with rows left out in between."""
    counted = [int(number) for number in numbers if number.isdecimal()]
    return len(counted) == len([one for one in numbers if one]) and all(0 < one <= 2 * len(numbers) for one in counted)


def in_unit_of_title(match: Match, units: Collection[str]) -> Match:
    """Return an amount in the unit that the sheet's title names for it, where its heading names none.

    Of several units, and of 亩 for a floor area, none is taken: where no usual one is told to be assumed, the heading
    must name it.
    """
    column = match.column
    if match.unit or column is None or column.kind != "amount":
        return match
    factors = {unit: column.factor(unit) for unit in sorted(units) if not (column.result and unit in AREA)}
    suiting = {unit: factor for unit, factor in factors.items() if factor is not None}
    if len(set(suiting.values())) == 1 and (column.id in GROUNDS or LAND.isdisjoint(suiting)):
        return replace(match, unit=next(iter(suiting)))
    return _of_no_sure_unit(match, list(suiting)) if suiting and column.usual == column.unit else match


def _of_no_sure_unit(match: Match, units: Sequence[str]) -> Match:
    named = "、".join(units)
    why = Bilingual(
        f"标题写的单位（{named}）不能确定就是这一列的单位，请在表头写明单位",
        f"the units of the title ({named}) may not be this column's: name its unit in the heading",
    )
    return replace(match, id=None, column=None, confidence=0.0, why=why, guess=match.id, alternatives=())
