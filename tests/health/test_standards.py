"""Every requirement and every entry of the register rests on words that stand in their clause."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from corpus.documents import load_library
from corpus.model import Fact, Reference, Threshold
from corpus.quoted import verify_records
from corpus.records import WORDED
from corpus.register import load_register
from corpus.standards import load_standards
from corpus.verify import verify_register

LIBRARY = load_library()
STANDARDS = load_standards(LIBRARY)
REGISTER = load_register(LIBRARY)
QUOTED = [one.ref for one in (*STANDARDS.records, *STANDARDS.left_out)]
NOTED = [side for one in REGISTER.conflicts for side in one.sides] + [one.ref for one in REGISTER.suspects]


@pytest.mark.parametrize("ref", [*QUOTED, *NOTED], ids=lambda ref: f"{ref.document}#{ref.clause}")
def test_a_quote_stands_in_its_clause_character_for_character(ref: Reference) -> None:
    assert ref.quote in LIBRARY.clause(ref.document, ref.clause).text


@pytest.mark.parametrize("one", [*STANDARDS.all, *STANDARDS.facts], ids=lambda one: one.id)
def test_a_value_stands_in_its_quote_as_a_whole_number_or_in_listed_words(one: Threshold | Fact) -> None:
    if one.worded:
        assert one.worded in one.ref.quote and WORDED[one.worded, one.unit][0] == one.value
    else:
        assert one.value in [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", one.ref.quote)]


@pytest.mark.parametrize("indicator", sorted({one.indicator for one in STANDARDS.all}))
def test_what_is_said_of_one_indicator_has_one_unit_and_its_requirements_one_direction(indicator: str) -> None:
    required = [one for one in STANDARDS.all if one.indicator == indicator]
    reported = [one for one in STANDARDS.facts if one.indicator == indicator]
    assert len({one.unit for one in (*required, *reported)}) == 1
    assert len({one.comparison[0] for one in required}) == 1  # > is the direction of >=


def test_a_local_target_is_quoted_from_a_document_of_that_place() -> None:
    targets = [one for one in STANDARDS.all if one.basis == "target"]
    assert targets
    assert all(one.jurisdiction == LIBRARY.document(one.ref.document).jurisdiction for one in targets)


def test_the_sides_of_an_interpretation_are_a_text_and_what_interprets_it() -> None:
    for conflict in REGISTER.conflicts:
        documents = {LIBRARY.document(side.document) for side in conflict.sides}
        kinds = {document.kind for document in documents}
        assert (conflict.kind == "interpretation") == (kinds == {"normative", "interpretation"})


def test_a_floor_beside_a_target_lies_in_one_document() -> None:
    for conflict in REGISTER.conflicts:
        if conflict.kind == "floor_beside_target":
            assert len({side.document for side in conflict.sides}) == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"value": Decimal("4.3")}, "value_not_quoted"),
        ({"value": Decimal("2")}, "value_not_quoted"),
        ({"ref": Reference("yueqing-2023-39", "附件2/一、资源配置/L2", "达到 4.2 人")}, "quote_missing"),
        ({"ref": Reference("yueqing-2023-39", "附件2/一、资源配置/L99", "达到 4.2 人")}, "quote_missing"),
    ],
)
def test_verify_finds_a_requirement_that_its_words_do_not_bear(change: dict, code: str) -> None:
    good = next(one for one in STANDARDS.all if (one.indicator, one.stage, one.basis) == ("R1", "小学", "floor"))
    assert verify_records(LIBRARY, [good]) == []
    assert [finding.code for finding in verify_records(LIBRARY, [replace(good, **change)])] == [code]


def test_verify_finds_a_register_quote_that_is_not_there() -> None:
    suspect = REGISTER.suspects[0]
    wrong = replace(suspect, ref=replace(suspect.ref, quote="毛入学率保持在96%以上"))
    (finding,) = verify_register(LIBRARY, replace(REGISTER, suspects=(wrong,)))
    assert finding.code == "quote_missing"
