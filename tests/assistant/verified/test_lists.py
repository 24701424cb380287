"""A list is held against the line above it: what it is about, and the order that the line says."""

from collections.abc import Sequence

import pytest

from assistant.verified.ledger import About, Ledger
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from tests.assistant.verified.at_hand import codes

FALLING, RISING = "从高到低：", "From low to high:"


def ranked(lead: str, values: Sequence[float]) -> list[str]:
    ledger = Ledger()
    lines = [f"{ledger.name('indicator', Bilingual('学校规模', 'school size'))}，{lead}"]
    for n, value in enumerate(values):
        about = About(school=f"学校{'甲乙丙丁'[n]}")
        shown = ledger.figure(Figure(f"G4.{n}", "computed", same("在校生数"), value, "人", str(value)), about)
        lines.append(f"- {ledger.school(about.school or '')}：{shown}")
    return codes("\n".join(lines), ledger)


@pytest.mark.parametrize(
    ("lead", "values", "found"),
    [
        (FALLING, [30, 20, 10], []),
        (FALLING, [30, 30, 10], []),
        (FALLING, [30, 10, 20], ["out_of_order"]),
        (FALLING, [30, 30.5], ["out_of_order"]),
        (RISING, [10, 20, 30], []),
        (RISING, [10, 30, 29.999], ["out_of_order"]),
        (RISING, [10], []),
    ],
)
def test_schools_stand_in_the_order_that_their_heading_says(
    lead: str, values: Sequence[float], found: list[str]
) -> None:
    assert ranked(lead, values) == found


@pytest.mark.parametrize(
    ("above", "item", "found"),
    [
        (About(stage="小学"), About(stage="小学"), []),
        (About(stage="小学"), About(stage="初中"), ["different_stage"]),
        (About(school="甲"), About(school="甲"), []),
        (About(school="甲"), About(school="乙"), ["different_school"]),
        (About(indicator="R1"), About(indicator="R2"), ["different_indicator"]),
        (About(), About(stage="初中"), []),
    ],
)
def test_an_item_is_about_what_the_line_above_its_list_is_about(above: About, item: About, found: list[str]) -> None:
    ledger = Ledger()
    draft = f"结论：{ledger.verdict('met', above)}\n- 结论：{ledger.verdict('not_met', item)}"
    assert codes(draft, ledger) == found


def test_one_figure_does_not_stand_twice_in_a_sentence() -> None:
    ledger = Ledger()
    shown = ledger.figure(Figure("F", "computed", same("在校生数"), 12, "人", "12"))
    assert codes(f"{shown}，{shown}", ledger) == ["figure_repeated"]
