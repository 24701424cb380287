"""Figures are held against what the project did not make: cells of the workbook, expected results, names counted."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from assistant.evaluation.cells import Cells, differs
from assistant.evaluation.expected import expected_results
from assistant.evaluation.figures import Known, check_figures
from assistant.kept.session import Session
from assistant.model import Answer
from assistant.service import Assistant
from calculators.model import Figure, FigureInput, Upload
from corpus.bilingual import Bilingual
from tests.conftest import GOLDEN, sample

SURVEY = "county_survey.xlsx"
LABEL = Bilingual("数", "number")


def workbook() -> Upload:
    """Return a workbook whose numbers stand in every dress."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet.append(["学校", "在校生数", "设备值（万元）", "各间面积", "比例", "学业等级"])
    sheet.append(["甲小学", 120, 12.5, "96、108.5", 0.972, "语文Ⅲ、数学Ⅳ"])
    sheet.append(["乙小学", "1,080 人", None, "65.5", "97.2%", None])
    sheet.merge_cells("B3:B4")
    stream = io.BytesIO()
    book.save(stream)
    return Upload("一.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    ("value", "unit", "cell", "told"),
    [
        (120, "人", "B2", False),
        (121, "人", "B2", True),
        (1080, "人", "B3", False),
        (1080, "人", "B4", False),
        (1200, "人", "B2:B3", False),
        (1201, "人", "B2:B3", True),
        (1200, "人", "B2,B3", False),
        (125_000, "元", "C2", False),
        (12.5, "元", "C2", True),
        (12.5, "万元", "C2", False),
        (0, "元", "C3", False),
        ("96、108.5", "㎡", "D2", False),
        ("96", "㎡", "D2", True),
        ("Ⅲ", "级", "F2", False),
        ("Ⅱ", "级", "F2", True),
        (97.2, "%", "E2", False),
        (97.2, "%", "E3", False),
        (97.3, "%", "E3", True),
        (None, "人", "B2", None),
        (5, "人", "D2", None),
    ],
)
def test_an_input_is_compared_with_its_cell(value: float | str | None, unit: str, cell: str, told: bool | None) -> None:
    assert differs(FigureInput(LABEL, value, unit, f"一.xlsx!表!{cell}"), Cells([workbook()])) is told


@pytest.mark.parametrize("cell", [None, "二.xlsx!表!B2", "一.xlsx!没有!B2"])
def test_what_names_no_cell_that_is_there_is_not_compared(cell: str | None) -> None:
    assert differs(FigureInput(LABEL, 1, "人", cell), Cells([workbook()])) is None


def test_a_csv_is_read_without_the_project() -> None:
    cells = Cells([Upload("一.csv", "学校,人数\n甲小学,12".encode("gb18030"))])
    assert differs(FigureInput(LABEL, 12, "人", "一.csv!csv!B2"), cells) is False
    assert differs(FigureInput(LABEL, 13, "人", "一.csv!csv!B2"), cells) is True


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(
        results=expected_results(GOLDEN / "sheets" / "county_survey.expected.json"), cells=Cells([sample(SURVEY)])
    )


def asked(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, session=Session(), uploads=[sample(SURVEY)])


def faults(answer: Answer, known: Known) -> list[str]:
    """The faults of the figures; those of the text, which says the figures as they were, are other tests'."""
    return [one for one in check_figures(answer, "", known).wrong if "in the text" not in one]


def with_figure(answer: Answer, id: str, **changes: object) -> Answer:
    """Return an answer with something of one figure (by the beginning of its id) changed."""
    at = next(at for at, one in enumerate(answer.figures) if one.figure.id.startswith(id))
    figures = list(answer.figures)
    figures[at] = replace(figures[at], figure=replace(figures[at].figure, **changes))  # type: ignore[arg-type]
    return replace(answer, figures=tuple(figures))


def figure_of(answer: Answer, id: str) -> Figure:
    return next(one.figure for one in answer.figures if one.figure.id.startswith(id))


def moved(given: FigureInput) -> FigureInput:
    return replace(given, value=given.value + 1) if isinstance(given.value, int) else given


@pytest.mark.parametrize(
    ("question", "id", "held"),
    [
        ("哪些学校音乐教室不达标", "count.G3.failing.music", "expected"),
        ("哪些学校音乐教室不达标", "rooms.lacking.music.", "expected"),
        ("翔云小学骨干教师还差多少", "gap.unit.R2", "expected"),
        ("翔云小学骨干教师还差多少", "lacking.R2", "expected"),
        ("小学设备值差异系数主要是哪些学校造成的", "contribution.cv.R6", "expected"),
        ("小学一共有多少学生", "total.pupils", "expected"),
    ],
)
def test_a_wrong_value_is_told_though_its_formula_agrees(
    assistant: Assistant, known: Known, question: str, id: str, held: str
) -> None:
    answer = asked(assistant, question)
    assert faults(answer, known) == []
    assert check_figures(answer, "", known).held[held]  # type: ignore[index]
    figure = figure_of(answer, id)
    assert isinstance(figure.value, int | float)
    wrong = figure.value + 1
    shown = f"{wrong:.{len(figure.display.partition('.')[2])}f}"
    formula = figure.formula and f"{figure.formula.rpartition(' = ')[0]} + 1 = {shown}"
    assert faults(with_figure(answer, id, value=wrong, display=shown, formula=formula), known)


@pytest.mark.parametrize("question", ["康美小学骨干教师怎么算出来的", "翔云小学骨干教师还差多少"])
def test_an_input_that_is_not_in_its_cell_is_told(assistant: Assistant, known: Known, question: str) -> None:
    answer = asked(assistant, question)
    figure = figure_of(answer, "unit.R2")
    assert faults(answer, known) == []
    moved_inputs = tuple(map(moved, figure.inputs))
    assert moved_inputs != figure.inputs
    assert any("stands in" in one for one in faults(with_figure(answer, "unit.R2", inputs=moved_inputs), known))


def test_a_count_that_names_another_school_is_told(assistant: Assistant, known: Known) -> None:
    answer, id = asked(assistant, "哪些学校音乐教室不达标"), "count.G3.failing.music"
    first, *others = figure_of(answer, id).inputs
    elsewhere = FigureInput(Bilingual("官桥小学", "官桥小学"), None, "")
    assert any("官桥小学" in one for one in faults(with_figure(answer, id, inputs=(elsewhere, *others)), known))
    assert any("names 3" in one for one in faults(with_figure(answer, id, inputs=tuple(others)), known))
    assert any("names 4" in one for one in faults(with_figure(answer, id, inputs=(first, first, *others)), known))


def test_without_expected_results_the_cells_tell(assistant: Assistant, tmp_path: Path) -> None:
    answer = asked(assistant, "康美小学骨干教师是多少")
    assert check_figures(answer, "", Known(cells=Cells([sample(SURVEY)]))).held["cells"] >= 1
    assert check_figures(answer, "", Known()).held["cells"] == 0
