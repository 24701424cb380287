"""However staff write a sheet of the same schools, every figure and every verdict is the same."""

import math
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.report import check_json
from tests.calculators.sheet_maker import PARTS_OF, PLAIN, Made, Style, write

EXAMPLES = 60
AREA_KINDS, SPONSORS = ("城区", "镇区", "乡村"), ("公办", "民办", "教育部门")
NAMES = ("第", "城北", "新华", "育才")
TEACHER_FIELDS = ("doctors", "masters", "bachelors", "diplomas", "leavers", "backbone", "pe", "music", "fine_art")


def staged_numbers(draw, stage):
    """Numbers of one stage that no check of the data doubts: classes of up to 50, teachers within reason."""
    pupils = draw(st.integers(20, 2600))
    classes = math.ceil(pupils / draw(st.integers(20, 44)))
    largest = draw(st.integers(math.ceil(pupils / classes), 60))
    most = {"小学": 45, "初中": 50}[stage]
    oversize = draw(st.integers(1, max(1, classes // 2))) if largest > most else 0
    teachers = {id: draw(st.integers(0, 5 + pupils // 12)) for id in TEACHER_FIELDS}
    above = ("doctors", "masters", "bachelors", *(("diplomas",) if stage == "小学" else ()))
    art = teachers["music"] + teachers["fine_art"]
    return {
        "pupils": pupils,
        "classes": classes,
        "largest_class": largest,
        "oversize": oversize,
        **teachers,
        "higher": sum(teachers[id] for id in above),
        "art": art,
        "pe_and_art": art + teachers["pe"],
    }


@st.composite
def schools(draw, number):
    kind = draw(st.sampled_from(tuple(PARTS_OF)))
    staged = {(id, stage): n for stage in PARTS_OF[kind] for id, n in staged_numbers(draw, stage).items()}
    if kind == "完全中学":
        staged["pupils", "高中"] = draw(st.integers(30, 3000))
    pupils = sum(n for (id, _), n in staged.items() if id == "pupils")
    area = st.integers(0, 12).map(lambda each: Decimal(2 * each * pupils))
    kinds_of_rooms = {kind: draw(st.lists(st.integers(100, 260), max_size=4)) for kind in ("music", "art")}
    shared = {
        "indoor": draw(area),
        "ground": draw(area),
        "equipment": Decimal(draw(st.integers(200, 9000)) * pupils) / 2,
        "multimedia": Decimal(draw(st.integers(0, 90))),
    }
    shared["teaching_area"] = shared["indoor"] + draw(area) + 2 * draw(st.integers(1, 900))
    shared |= {f"{kind}_count": Decimal(len(rooms)) for kind, rooms in kinds_of_rooms.items()}
    texts = {
        "school_name": f"{draw(st.sampled_from(NAMES))}{number}{'学校' if len(PARTS_OF[kind]) > 1 else kind}",
        "code": str(3505000000 + number),
        "school_type": kind,
        "area_kind": draw(st.sampled_from(AREA_KINDS)),
        "sponsor": draw(st.sampled_from(SPONSORS)),
        "built": str(draw(st.integers(1950, 2024))),
    }
    rooms = {f"{kind}_rooms": tuple(Decimal(area) / 2 for area in areas) for kind, areas in kinds_of_rooms.items()}
    return Made(texts, staged, shared, rooms)


@st.composite
def counties(draw):
    return [draw(schools(number)) for number in range(1, draw(st.integers(1, 7)) + 1)]


styles = st.builds(
    Style,
    seed=st.integers(0, 10**9),
    split=st.sampled_from(("none", "sheets", "files", "parts")),
    form=st.sampled_from(("xlsx", "xlsx", "utf-8-sig", "gb18030")),
    arts=st.sampled_from(("subjects", "total", "one")),
    degrees=st.sampled_from(("each", "higher")),
    depth=st.integers(1, 3),
    wordings=st.booleans(),
    shuffled=st.booleans(),
    scattered=st.booleans(),
    units=st.booleans(),
    typed=st.booleans(),
    titles=st.booleans(),
    noise_rows=st.booleans(),
    noise_columns=st.sampled_from((0, 0, 5, 25)),
    spaced_names=st.booleans(),
    offset=st.sampled_from((0, 0, 2)),
)


def figures(found):
    """Every figure and verdict of a check, whatever the order of the schools."""
    told = check_json(found, "zh")
    by_school = {
        key: {(row["school"], row.get("stage")): row for row in told[key]}
        for key in ("units", "rooms", "size", "class_size")
    }
    county = {
        key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in told["county"].items()
    }
    items = {
        (item["id"], item["stage"]): {key: item[key] for key in ("status", "borderline", "value", "display")}
        | {"schools": sorted(item["schools"])}
        for item in told["verdict"]["items"]
    }
    return {
        **by_school,
        "stages": told["stages"],
        "county": county,
        "items": items,
        "status": told["verdict"]["status"],
    }


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(county=counties(), style=styles)
def test_the_same_schools_in_any_writing_give_the_same_figures(county, style, check, same):
    same(figures(check(*write(county, style))), figures(check(*write(county, PLAIN))))
