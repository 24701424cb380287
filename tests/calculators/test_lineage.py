"""Every number of a figure stands in the cell that it names, and no other cell changes the figure."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from calculators.figures import class_size_figure, cv_figure, mean_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import INDICATORS
from calculators.model import Upload
from tests.calculators.conftest import Rows

WIDE_SHEETS = [
    "county_survey.xlsx", "county_survey_messy.xlsx", "county_strong.xlsx", "county_uneven.xlsx", "county_edges.xlsx",
    "county_missing_column.xlsx", "county_form_II-2.xlsx", "one_school.xlsx",
]  # fmt: skip
SAMPLES = [*([name] for name in WIDE_SHEETS), ["county_statistics_小学.xlsx", "county_statistics_初中.xlsx"]]
YUAN_IN_HEADING = 10000


def unit_figures(found):
    return {
        (school.name, stage, one.id): unit_figure(found, school.name, stage, one.id)
        for stage, units in found.units.items()
        for school in units.schools
        for one in INDICATORS
    }


def county_figures(found):
    return {
        (stage, one.id, make.__name__): make(found, stage, one.id)
        for stage in found.units
        for one in INDICATORS
        for make in (mean_figure, cv_figure)
    }


def other_figures(found):
    yield from (size_figure(found, one.school.name) for one in found.size)
    yield from (class_size_figure(found, one.school.name, one.stage) for one in found.class_size)
    for one in found.rooms:
        yield from rooms_figures(found, one.school.name)


def number_in(cell) -> Fraction | None:
    """What a cell says, read by no code of the project: full-width digits, separators and a unit behind the number."""
    if isinstance(cell, int | float):
        return Fraction(f"{cell:.15g}")
    text = re.sub(r"[,\s]", "", unicodedata.normalize("NFKC", cell or ""))
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(人|个|间|m2|平方米|亩|万元|元)?", text)
    return Fraction(found.group(1)) * (YUAN_IN_HEADING if found.group(2) == "万元" else 1) if found else None


def areas_in(cell) -> list[Fraction]:
    return [] if cell is None else [number_in(part) for part in re.split("[、,，]", str(cell).replace("㎡", ""))]


def says(cell, value, unit) -> bool:
    """Whether a cell is what a figure took it for; what no school of its kind has may be blank and count as 0."""
    if isinstance(value, str):
        return areas_in(cell) == areas_in(value)
    number = number_in(cell)
    if value is None:
        return number is None
    if number is None:
        return value == 0 and str(cell or "—").strip() in ("—", "无", "-")
    in_ten_thousand = unit == "元" and not str(cell).endswith("元")
    return number * (YUAN_IN_HEADING if in_ten_thousand else 1) == Fraction(f"{value:.15g}")


@pytest.mark.parametrize("names", SAMPLES, ids=" ".join)
def test_every_input_stands_in_the_cell_that_it_names(names, golden, check):
    uploads = [golden(name) for name in names]
    books = {one.name: openpyxl.load_workbook(io.BytesIO(one.content), data_only=True) for one in uploads}
    found = check(*uploads)
    inputs = [part for figure in [*unit_figures(found).values(), *other_figures(found)] for part in figure.inputs]
    named = [part for part in inputs if part.cell]
    assert len(named) > 5
    for part in named:
        file, sheet, cell = part.cell.split("!")
        assert says(books[file][sheet][cell].value, part.value, part.unit), (part, books[file][sheet][cell].value)


SURVEY = [
    [
        *("学校名称", "办学类型", "小学在校生数", "初中在校生数", "小学班级数", "初中班级数"),
        *("小学本科及以上学历专任教师数", "小学专科学历专任教师数", "初中本科及以上学历专任教师数"),
        *("小学骨干教师数", "初中骨干教师数", "小学体育教师数", "小学音乐教师数", "小学美术教师数"),
        *("初中体育教师数", "初中音乐教师数", "初中美术教师数"),
        *("教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）"),
        *("教学仪器设备值（万元）", "多媒体教室数（间）", "图书册数"),
    ],
    ["甲小学", "小学", 400, "", 10, "", 20, 5, "", 4, "", 2, 1, 1, "", "", "", 1800, 50, 3000, 80, 9, 700],
    ["小计", "", 400, "", 10, "", 20, 5, "", 4, "", 2, 1, 1, "", "", "", 1800, 50, 3000, 80, 9, 700],
    ["乙学校", "九年一贯制", 300, 240, 8, 6, 14, 4, 20, 3, 5, 2, 1, 1, 2, 1, 1, 3100, 90, 6000, 150, 16, 900],
    ["丙小学", "小学", 200, "", 6, "", 11, 3, "", 2, "", 1, 1, 1, "", "", "", 900, 30, 1500, 41, 6, 300],
    ["丁中学", "初中", "", 500, "", 12, "", "", 40, "", 8, "", "", "", 3, 2, 2, 3000, 70, 5200, 130, 13, 800],
]
BY_STAGE = [
    *("学校名称", "办学类型", "在校生数", "博士", "硕士", "本科", "专科"),
    *("县级及以上骨干教师数", "体育教师", "艺术教师", "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）"),
    *("运动场地面积（亩）", "教学仪器设备值（元）", "多媒体教室数（间）"),
]
DEGREES = ["专任教师学历"] * 4
PRIMARY_FILE = [
    ["小学数据"],
    ["", "", "", *DEGREES],
    BY_STAGE,
    ["甲小学", "小学", 400, 0, 1, 20, 5, 4, 2, 2, 1800, 50, 6, 800000, 9],
    ["丙小学", "小学", 200, 0, 0, 11, 3, 2, 1, 2, 900, 30, 3, 410000, 6],
]
JUNIOR_FILE = [
    ["初中数据"],
    ["", "", "", *DEGREES],
    BY_STAGE,
    ["丁中学", "初中", 500, 0, 4, 40, 3, 8, 3, 4, 3000, 70, 9, 1300000, 13],
    ["戊中学", "初中", 350, 1, 2, 25, 2, 5, 2, 2, 2100, 40, 6, 900000, 10],
]
RESULTS = [
    ["学校名称", "在校生数", *(f"{one.label.zh}" for one in INDICATORS)],
    ["小学"],
    ["甲小学", 400, 5.1, 1.2, 1.1, 4.6, 8.2, 2100.5, 2.4],
    ["丙小学", 200, 6.3, 1.1, 1.4, 5.2, 7.9, 2300.25, 2.6],
    ["初中"],
    ["丁中学", 500, 8.3, 1.6, 1.3, 6.1, 11.2, 2700, 2.5],
    ["戊中学", 350, 7.7, 1.4, 1.2, 6.4, 10.9, 2600.75, 2.7],
]


def cells_of(figure) -> set[str]:
    """The cells that a figure names, its ranges taken apart."""
    found: set[str] = set()
    for part in figure.inputs:
        for sheet in (part.cell or "").split("; "):
            home, _, ranges = sheet.rpartition("!")
            for one in filter(None, ranges.split(",")):
                left, top, right, bottom = range_boundaries(one)
                places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
                found |= {f"{home}!{openpyxl.utils.get_column_letter(column)}{row}" for row, column in places}
    return found


def as_csv(name: str, rows: Rows) -> Upload:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return Upload(name, stream.getvalue().encode("utf-8-sig"))


def changed(sheets: dict[str, Rows]) -> Iterator[tuple[str, list[Upload]]]:
    """Yield every number raised by one, a cell at a time: the cell's name and the files with it changed."""
    for file, rows in sheets.items():
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, int | float):
                    other = [list(line) for line in rows]
                    other[row][column] = cell + 1
                    name = f"{file}!csv!{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"
                    yield name, [as_csv(one, {**sheets, file: other}[one]) for one in sheets]


@pytest.mark.parametrize(
    "sheets",
    [{"survey.csv": SURVEY}, {"小学.csv": PRIMARY_FILE, "初中.csv": JUNIOR_FILE}, {"results.csv": RESULTS}],
    ids=["one sheet", "a file a stage", "a result sheet"],
)
def test_a_figure_names_exactly_the_cells_that_change_it(sheets, check):
    def figures(uploads):
        found = check(*uploads)
        return unit_figures(found) | county_figures(found)

    before = figures([as_csv(name, rows) for name, rows in sheets.items()])
    assert all(figure.value is not None for figure in before.values())
    moved: dict[object, set[str]] = {key: set() for key in before}
    for cell, uploads in changed(sheets):
        for key, figure in figures(uploads).items():
            if figure.value != before[key].value:
                moved[key].add(cell)
    assert moved == {key: cells_of(figure) for key, figure in before.items()}
