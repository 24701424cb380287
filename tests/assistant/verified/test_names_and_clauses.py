"""Names, figures and clauses are proven one by one: what they hold, where they stand, from when they hold."""

from dataclasses import replace

import pytest

from assistant.verified.ledger import About, Ledger, NameKind, quotation
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from tests.assistant.verified.at_hand import NANAN, ROOMS, STANDARDS, YUEQING, codes


def figure(display: str = "12") -> Figure:
    return Figure("F", "computed", Bilingual("不足的学校数", "schools that fall short"), int(display), "所", display)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("term", "全县100%达标，优于国家标准", "verdict_in_name"),
        ("place", "全县100%达标，优于国家标准", "quantity_in_name"),
        ("stage", "小学达标", "verdict_in_name"),
        ("term", "两间教室", "quantity_in_name"),
        ("term", "two rooms", "quantity_in_name"),
        ("place", "达标县", "verdict_in_name"),
        ("stage", "half of them", "quantity_in_name"),
        ("place", "12县", "quantity_in_name"),
    ],
)
def test_a_name_that_claims_something_is_rejected(kind: NameKind, text: str, code: str) -> None:
    ledger = Ledger()
    assert code in codes(ledger.name(kind, same(text)), ledger)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("school", "第三实验小学"),
        ("indicator", "教师5年360学时培训完成率"),
        ("data", "2025年在校生数"),
        ("year", "2026"),
        ("document", "乐政办发〔2023〕39号"),
        ("message", "B7 应为数字，却是“12%”，不足部分未计"),
        ("clause", "二、政府保障程度 › L3"),
        ("place", "二七区"),
        ("place", "九江市"),
        ("place", "三合县"),
        ("term", "十四五"),
        ("term", "双减"),
        ("stage", "义务教育"),
    ],
)
def test_a_name_may_hold_the_numerals_of_its_kind(kind: NameKind, text: str) -> None:
    ledger = Ledger()
    assert codes(ledger.name(kind, same(text)), ledger) == []


def quoted(display: str, unit: str = "㎡") -> Figure:
    return Figure("STD", "quoted", same("每间音乐专用教室面积"), float(display), unit, display)


@pytest.mark.parametrize("display", ["96", "90", "12", "1"])
def test_a_quoted_figure_that_stands_in_its_citation_passes(display: str) -> None:
    ledger = Ledger()
    figure_slot = ledger.figure(quoted(display), About(), ledger.cite(ROOMS, 0, len(ROOMS.text)))
    assert codes(figure_slot, ledger) == codes("", ledger, beside=[figure_slot]) == []


@pytest.mark.parametrize("display", ["300", "9", "6", "96.0", "960", "2"])
def test_a_quoted_figure_that_does_not_stand_in_its_citation_is_rejected(display: str) -> None:
    ledger = Ledger()
    figure_slot = ledger.figure(quoted(display), About(), ledger.cite(ROOMS, 0, len(ROOMS.text)))
    assert codes(figure_slot, ledger) == codes("", ledger, beside=[figure_slot]) == ["figure_not_in_quote"]


def test_a_quoted_figure_without_a_citation_is_rejected() -> None:
    ledger = Ledger()
    assert codes(ledger.figure(quoted("96")), ledger) == ["figure_not_in_quote"]


def test_a_figure_whose_citation_does_not_exist_is_rejected_in_the_text_and_in_the_panel() -> None:
    ledger = Ledger()
    dangling = ledger.figure(figure(), About(), "[[c:c77]]")
    assert codes(dangling, ledger) == codes("", ledger, beside=[dangling]) == ["dangling_citation"]
    assert codes("", ledger, beside=["[[f:f99]]"]) == ["unknown_slot"]


@pytest.mark.parametrize(("year", "found"), [(2022, ["clause_after_its_year"]), (2023, []), (2024, []), (None, [])])
def test_a_clause_does_not_speak_for_a_year_before_it_was_issued(year: int | None, found: list[str]) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(year=year))
    assert codes(f"“{quotation(cited)}”{cited}", ledger) == found
    assert codes(f"“{quotation(cited)}”{cited}", ledger, frozenset({ROOMS.key})) == []


@pytest.mark.parametrize(("year", "found"), [(2016, ["requirement_not_in_force"]), (2017, []), (2025, [])])
def test_a_requirement_does_not_hold_before_its_year(year: int, found: list[str]) -> None:
    threshold = STANDARDS.floor(2026).get("G3.music_area", "义务教育")
    ledger = Ledger()
    slot = ledger.figure(replace(figure(), threshold=threshold), About(year=year))
    assert threshold.since == 2017 and codes(slot, ledger) == found


@pytest.mark.parametrize(
    ("places", "national", "found"),
    [
        ([], False, []),
        ([YUEQING], False, []),
        ([NANAN, YUEQING], False, []),
        ([NANAN], False, ["clause_of_a_place_not_asked"]),
        ([NANAN], True, []),
    ],
)
def test_a_clause_of_a_place_not_asked_about_is_rejected(places: list[str], national: bool, found: list[str]) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20)
    keys = frozenset({ROOMS.key} if national else ())
    assert codes(f"“{quotation(cited)}”{cited}", ledger, keys, places=places) == found


def test_a_clause_of_a_place_that_its_sentence_names_passes() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=YUEQING))
    place = ledger.name("place", same("乐清市"), About(place=YUEQING))
    assert codes(f"{place}：“{quotation(cited)}”{cited}", ledger, places=[NANAN]) == []


def test_a_figure_of_the_panel_is_held_to_the_places_asked_about() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 0, len(ROOMS.text), About(place=YUEQING))
    beside = [ledger.figure(quoted("96"), About(), cited)]
    assert codes("", ledger, beside=beside, places=[NANAN]) == ["clause_of_a_place_not_asked"]
    assert codes("", ledger, beside=beside, places=[YUEQING]) == []
