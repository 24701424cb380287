"""What a draft shows is held against its ledger: slots, sentences, places, years, schools and stages."""

from collections.abc import Callable

import pytest

from assistant.verified import phrases
from assistant.verified.ledger import About, Ledger, quotation
from calculators.model import Figure
from corpus.bilingual import Bilingual, same
from corpus.model import NATIONAL
from tests.assistant.verified.at_hand import ROOMS, YUEQING, codes


def figure(display: str = "12") -> Figure:
    return Figure("F", "computed", Bilingual("不足的学校数", "schools that fall short"), int(display), "所", display)


def test_a_sentence_whose_every_figure_is_a_slot_passes() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=YUEQING))
    draft = f"共{ledger.figure(figure())}不足，要求是“{quotation(cited)}”{cited}。"
    assert codes(draft, ledger) == []


@pytest.mark.parametrize("phrase", phrases.PHRASES, ids=lambda phrase: phrase.en[:30])
def test_every_connecting_phrase_passes_in_both_languages(phrase: Bilingual) -> None:
    assert codes(phrase.zh, Ledger()) == codes(phrase.en, Ledger()) == []


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ("共有12所不足{f}。", "quantity_outside_slot"),
        ("约一半学校不足{f}。", "quantity_outside_slot"),
        ("Twelve schools fall short {f}.", "quantity_outside_slot"),
        ("缺口{f}（50%）。", "quantity_outside_slot"),
        ("全部达标。", "unsupported_sentence"),
        ("This county is excellent.", "unsupported_sentence"),
        ("不足[[f:f99]]。", "unknown_slot"),
        ("不足[[v:f1]]。", "unknown_slot"),
        ("不足[[f:../../x]]。", "malformed_slot"),
        ("不足[[x:f1]]。", "malformed_slot"),
        ("{f}不足。全县已经通过。", "unsupported_sentence"),
        ("{f} fall short. The county has passed.", "unsupported_sentence"),
    ],
)
def test_what_the_ledger_does_not_prove_is_rejected(draft: str, code: str) -> None:
    ledger = Ledger()
    assert code in codes(draft.replace("{f}", ledger.figure(figure())), ledger)


@pytest.mark.parametrize("place", ["福建省泉州市鲤城区", "福建省泉州市南安市"])
def test_a_clause_does_not_speak_for_another_place(place: str) -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=place))
    assert codes(f"“{quotation(cited)}”{cited}", ledger) == ["clause_of_another_place"]


def test_only_a_clause_that_lists_national_requirements_speaks_for_the_country() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20, About(place=NATIONAL))
    draft = f"“{quotation(cited)}”{cited}"
    assert codes(draft, ledger) == ["clause_of_another_place"]
    assert codes(draft, ledger, frozenset({ROOMS.key})) == []


def test_a_quotation_that_is_not_in_its_clause_is_rejected() -> None:
    ledger = Ledger()
    cited = ledger.cite(ROOMS, 3, 20)
    name = next(iter(ledger.entries))
    entry = ledger.entries[name]
    ledger.entries[name] = type(entry)(ROOMS, "每间不小于100平方米", 3, 20, About())  # type: ignore[arg-type, call-arg]
    assert "quote_not_in_clause" in codes(f"“{quotation(cited)}”{cited}", ledger)


Slots = Callable[[Ledger], str]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        (lambda one: one.school("甲小学") + one.figure(figure(), About(school="乙小学")), "different_school"),
        (
            lambda one: one.verdict("met", About(stage="小学")) + one.figure(figure(), About(stage="初中")),
            "different_stage",
        ),
        (lambda one: "初中" + one.verdict("met", About(stage="小学")), "different_stage"),
        (lambda one: "Junior secondary: " + one.verdict("met", About(stage="小学")), "different_stage"),
        (
            lambda one: one.name("place", same("a"), About(place="a")) + one.name("place", same("b"), About(place="b")),
            "different_place",
        ),
        (
            lambda one: one.figure(figure(), About(year=2025)) + one.name("year", same("x"), About(year=2027)),
            "different_year",
        ),
        (
            lambda one: one.figure(figure(), About(indicator="R1")) + one.verdict("met", About(indicator="R2")),
            "different_indicator",
        ),
    ],
)
def test_a_sentence_whose_slots_disagree_is_rejected(sentence: Slots, code: str) -> None:
    ledger = Ledger()
    assert code in codes(sentence(ledger), ledger)


def test_what_two_sentences_say_of_two_schools_does_not_disagree() -> None:
    ledger = Ledger()
    draft = f"- {ledger.school('甲小学')}\n- {ledger.school('乙小学')}"
    assert codes(draft, ledger) == []
