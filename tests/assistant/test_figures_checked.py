"""A wrong figure is found by a check that shares nothing with what drafted and verified the answer."""

from dataclasses import replace

import pytest

from assistant.evaluation.figures import Known, check_figures
from assistant.model import BUILTIN, Answer, Citation, ShownFigure, Verification
from calculators.model import Figure
from corpus.bilingual import Bilingual

LABEL = Bilingual("甲小学（小学）每百名学生拥有县级以上骨干教师数", "甲小学 (primary): backbone teachers")
FIGURE = Figure(
    "unit.R2.小学.1", "computed", LABEL, 33 / 2040 * 100, "人/百生", "1.62", "33 ÷ 2040 × 100 = 1.62"
)  # fmt: skip
QUOTED = Figure("STD.x", "quoted", Bilingual("骨干教师数", "backbone teachers"), 1.0, "人/百生", "1")
CLAUSE = "每百名学生拥有县级以上骨干教师数：均达到1人以上。"
CITATION = Citation(1, "d", "甲政〔2021〕5号", "办法", "二/1", CLAUSE, "均达到1人以上", 17, 24, None)
ANSWER = Answer(
    "a", "answered", "甲小学：1.62人/百生，要求1人/百生。\n\n要求：“均达到1人以上”[1]", "zh", (CITATION,),
    (ShownFigure(FIGURE, None), ShownFigure(QUOTED, 1)), (), (), (), (), BUILTIN, Verification(3, 0), "r",
)  # fmt: skip
UNITS = [{"school": "甲小学", "stage": "小学", "values": {"R2": 33 / 2040 * 100}, "display": {"R2": "1.62"}}]
RESULTS = {"units": UNITS, "stages": {}, "rooms": [], "size": [], "class_size": []}


def shown(**changes: object) -> Answer:
    """Return the answer with another computed figure."""
    return replace(ANSWER, figures=(ShownFigure(replace(FIGURE, **changes), None), ANSWER.figures[1]))  # type: ignore[arg-type]


def test_an_answer_whose_figures_are_right_has_no_fault() -> None:
    assert check_figures(ANSWER, "甲小学骨干教师数", Known(results=RESULTS)).wrong == ()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (shown(display="1.63", formula=None), "shows 1.63 for"),
        (shown(value=1.6249, display="1.62", formula=None), "expected 1.617"),
        (shown(formula="33 ÷ 2040 × 10 = 1.62"), "its formula gives 0.16"),
        (shown(formula="33 ÷ 2040 × 100 = 1.61"), "its formula says"),
        (shown(formula="import os"), "cannot be read"),
        (replace(ANSWER, text=ANSWER.text + "还差0.38人"), "0.38 in the text"),
        (replace(ANSWER, text=ANSWER.text + "还差３８人"), "38 in the text"),
        (replace(ANSWER, text=ANSWER.text + "还差三人"), "三 in the text"),
        (replace(ANSWER, text=ANSWER.text + " Half of them"), "Half in the text"),
        (replace(ANSWER, citations=(replace(CITATION, quote="均达到2人以上"),)), "does not quote its clause"),
        (replace(ANSWER, citations=(replace(CITATION, start=0),)), "does not quote its clause"),
        (replace(ANSWER, citations=(replace(CITATION, quote=CLAUSE[:5], start=0, end=5),)), "not in its quotation"),
    ],
)
def test_a_wrong_figure_is_told(answer: Answer, told: str) -> None:
    assert any(told in one for one in check_figures(answer, "甲小学骨干教师数", Known(results=RESULTS)).wrong)


def test_a_number_that_the_user_gave_may_be_said_again() -> None:
    said = replace(ANSWER, text=ANSWER.text + "（你说有38人）")
    assert check_figures(said, "我校有38名骨干教师", Known()).wrong == ()


def test_digits_in_names_are_no_figures() -> None:
    named = replace(ANSWER, text=ANSWER.text + "数据：2024年报表.xlsx（第3实验小学）")
    assert check_figures(named, "", Known(("2024年报表.xlsx", "第3实验小学"))).wrong == ()
