"""The charts of a check: every number is the check's own, what is unknown is missing, no colour speaks alone."""

from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import CheckReport
from assistant.service import Assistant
from calculators.insight.shares import shares_of
from tests.calculators.school_rows import OTHERS, file_of, rows_of
from tests.conftest import sample
from tests.ui.chart_reading import cells_of, csv_rows, number, shown, steps_of, table_of, verdict
from ui.charts.data import chart_csv
from ui.charts.drawing import charts_of, grids_of
from ui.charts.model import Chart
from ui.charts.view import View
from ui.check_page.addresses import Way

WAY = Way("zh")
ALL = [("rows", f"{id}.all") for id in ("heat-primary", "heat-junior", "rooms-by-school", "school-sizes")]
SHEETS = {
    "a survey": ("county_survey.xlsx",),
    "a strong county": ("county_strong.xlsx",),
    "a column missing": ("county_missing_column.xlsx",),
    "values at the edges": ("county_edges.xlsx",),
    "an uneven county": ("county_uneven.xlsx",),
    "one school": ("one_school.xlsx",),
    "a result sheet": ("county_form_II-2.xlsx",),
    "statistics by stage": ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx"),
}
KEYS = {"小学": "primary", "初中": "junior"}
RESOURCES = ["R1", "R2", "R3", "R4", "R5", "R6", "R7"]
MAYBE = st.one_of(st.none(), st.integers(0, 4000))
AREAS = st.one_of(
    st.none(), st.lists(st.integers(40, 140), min_size=1, max_size=3).map(lambda few: "、".join(map(str, few)))
)
SCHOOLS = st.lists(
    st.fixed_dictionaries({
        "小学在校生数": st.one_of(st.none(), st.integers(1, 3000)), "小学班级数": MAYBE, "小学最大班额": MAYBE,
        "小学县级及以上骨干教师数": MAYBE, "运动场地面积（㎡）": MAYBE, "网络多媒体教室数（间）": MAYBE,
        "音乐专用教室各间面积（㎡）": AREAS, "美术专用教室各间面积（㎡）": AREAS,
    }),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module", params=list(SHEETS))
def report(request: pytest.FixtureRequest, assistant: Assistant) -> CheckReport:
    return assistant.check([sample(name) for name in SHEETS[request.param]])


def test_every_number_of_a_sample_sheet_is_the_check_s_own(report: CheckReport) -> None:
    numbers_agree(report)


@hypothesis.settings(deadline=None, max_examples=12)
@given(schools=SCHOOLS)
def test_every_number_of_a_county_made_at_random_is_the_check_s_own(
    assistant: Assistant, schools: list[dict[str, Any]]
) -> None:
    named = [{"学校名称": f"{at}号小学", "学校标识码": str(3505000100 + at), **one} for at, one in enumerate(schools)]
    numbers_agree(assistant.check([file_of(rows_of(*named))]))


def numbers_agree(report: CheckReport) -> None:
    """Every cell of every chart, and of the files, holds what the check's JSON holds."""
    found = report.as_json()
    charts = {chart.id: chart for chart in charts_of(report, WAY, ALL)}
    for stage, key in KEYS.items():
        units = [one for one in found["units"] if one["stage"] == stage]
        assert (f"heat-{key}" in charts) == bool(units)
        if units:
            heat_agrees(charts[f"heat-{key}"], units)
            spread_agrees(charts[f"spread-{key}"], stage, found)
        classes = [one for one in found["class_size"] if one["stage"] == stage]
        assert (f"classes-{key}" in charts) == bool(classes)
        if classes:
            classes_agree(charts[f"classes-{key}"], classes)
    if found["rooms"]:
        rooms_agree(charts["rooms-by-school"], found["rooms"])
    if found["size"]:
        sizes_agree(charts["school-sizes"], found["size"])


def heat_agrees(chart: Chart, units: list[Any]) -> None:
    cells, steps = cells_of(chart), steps_of(chart)
    assert len(cells) == len(units)
    for one in units:
        row = cells[one["school"]]
        assert [number(row[id]) for id in RESOURCES] == [shown(one["display"][id]) for id in RESOURCES]
        met = list(one["met"].values())
        assert row["met"] == ("缺" if None in met else f"{met.count(True)}/7")
        assert row["passes"] == verdict(one["passes"])
        for id, step in zip(RESOURCES, steps[one["school"]], strict=False):
            assert step == expected_step(one["met"][id], one["at_least_85"][id])
            # what its ground says stands there as a sign too
            assert ("△" in row[id], "×" in row[id], row[id] == "缺") == (
                step == "s-near",
                step == "s-short",
                step == "s-unknown",
            )


def expected_step(met: bool | None, at_least_85: bool | None) -> str:
    if met is None:
        return "s-unknown"
    return "s-met" if met else "s-near" if at_least_85 else "s-short"


def spread_agrees(chart: Chart, stage: str, found: Any) -> None:
    rows = list(cells_of(chart).values())
    items = {one["id"]: one for one in found["verdict"]["items"]}
    for id, row in zip(RESOURCES, rows, strict=True):
        assert row["cv"] == shown(found["stages"][stage]["cv_display"][id])
        status = items[f"CV.{stage}.{id}"]["status"]
        assert row["status"] == {"met": "达标", "not_met": "不达标", "insufficient": "数据不足"}[status]
        for one in found["insight"][stage][id]["contributions"][:3]:
            assert (
                f"{one['school']} {one['percent']:.1f}%" in row["drivers"] or abs(one["percent"] * 10 % 1 - 0.5) < 1e-6
            )
        assert (row["drivers"] == "缺") == (not found["insight"][stage][id]["contributions"])


def rooms_agree(chart: Chart, rooms: list[Any]) -> None:
    cells = cells_of(chart)
    assert len(cells) == len(rooms)
    for one in rooms:
        row = cells[one["school"]]
        assert (row["classes"], row["needed"]) == (shown(one["classes"]), shown(one["needed"]))
        for kind in ("music", "art"):
            compliant = one[f"{kind}_compliant"]
            assert row[kind] == shown(compliant)
            unknown = compliant is None or one["needed"] is None
            assert row[f"{kind}-lacking"] == shown(None if unknown else max(one["needed"] - compliant, 0))
        assert row["passes"] == verdict(one["passes"])


def classes_agree(chart: Chart, classes: list[Any]) -> None:
    cells = cells_of(chart)
    for one in classes:
        row = cells[one["school"]]
        assert [row[id] for id in ("classes", "largest", "oversize")] == [
            shown(one[id]) for id in ("classes", "largest", "oversize")
        ]


def sizes_agree(chart: Chart, sizes: list[Any]) -> None:
    cells = cells_of(chart)
    for one in sizes:
        row = cells[one["school"]]
        assert (row["pupils"], row["limit"], row["passes"]) == (
            shown(one["pupils"]),
            str(one["limit"]),
            verdict(one["passes"]),
        )


def test_the_file_of_a_chart_holds_the_unrounded_numbers(report: CheckReport) -> None:
    found = report.as_json()
    for stage, key in KEYS.items():
        units = [one for one in found["units"] if one["stage"] == stage]
        if not units:
            continue
        heads, *rows = csv_rows(chart_csv(grids_of(report, View(WAY))[f"heat-{key}"](), "zh"))
        assert len(heads) == 1 + 7 * 3 + 2 + 1
        assert [row[0] for row in rows] == [one["school"] for one in units]
        for row, one in zip(rows, units, strict=True):
            values = [float(text) if text else None for text in row[2:22:3]]
            assert values == [one["values"][id] for id in RESOURCES]


def test_missing_numbers_are_never_drawn_as_nought(assistant: Assistant) -> None:
    """A school without pupils, classes or areas has no bar and no 0."""
    empty = {
        "小学在校生数": None,
        "小学班级数": None,
        "小学最大班额": None,
        "音乐专用教室各间面积（㎡）": None,
        "音乐专用教室间数": None,
    }
    charts = {chart.id: chart for chart in charts_of(assistant.check([file_of(rows_of(empty, *OTHERS))]), WAY)}
    assert set(table_of(charts["heat-primary"])["甲小学"]) == {"缺", "数据不足"}
    rooms, classes = cells_of(charts["rooms-by-school"])["甲小学"], cells_of(charts["classes-primary"])["甲小学"]
    assert [rooms[id] for id in ("classes", "needed", "music", "music-small", "music-lacking")] == ["缺"] * 5
    assert [classes[id] for id in ("classes", "largest", "average")] == ["缺"] * 3
    assert cells_of(charts["school-sizes"])["甲小学"]["pupils"] == "缺"
    assert cells_of(charts["spread-primary"])["R2 县级以上骨干教师"]["cv"] == "缺"


def test_the_parts_of_all_schools_in_a_coefficient_make_the_whole(assistant: Assistant) -> None:
    report = assistant.check([sample("county_uneven.xlsx")])
    for stage in report.check.spreads:
        parts = [share.part.value for share in shares_of(report.check, stage, "R5")]
        assert len(parts) == len(report.check.units[stage].schools)
        assert sum(part for part in parts if isinstance(part, float)) == pytest.approx(100)
        assert parts == sorted(parts, reverse=True)  # type: ignore[type-var]


def test_a_school_at_its_limit_is_not_drawn_as_one_above_it(assistant: Assistant) -> None:
    at, over = (
        {"小学最大班额": 45},
        {"学校名称": "乙小学", "学校标识码": "3505000002", "小学最大班额": 46, "小学超班额班级数": 1},
    )
    grid = grids_of(assistant.check([file_of(rows_of(at, over))]), View(WAY))["classes-primary"]()
    bars = {row.name: row.cells[1].bar for row in grid.rows}
    assert (bars["甲小学"].gap, bars["乙小学"].gap) == (False, True)
    assert bars["甲小学"].length == bars["甲小学"].edge < bars["乙小学"].length


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_chart_says_in_one_sentence_what_it_shows(assistant: Assistant, language: Any) -> None:
    charts = {chart.id: chart for chart in charts_of(assistant.check([sample("county_survey.xlsx")]), Way(language))}
    assert len(charts) == 8
    said = charts["rooms-by-school"].reading
    assert said == {
        "zh": "25 所中 12 所音乐、美术专用教室不足；共缺音乐教室 4 间、美术教室 10 间。",
        "en": "12 of 25 schools are short of music or art rooms; lacking in all: music 4, art 10.",
    }[language]  # fmt: skip
    assert all(chart.reading in str(chart.html) for chart in charts.values())
