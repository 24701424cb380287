"""Contradictions found by comparing records: all that are there, none that is not."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bilingual import Bilingual
from corpus.contradictions import Demand, differences, find_contradictions
from corpus.documents import load_library
from corpus.model import Aim, Fact, Reference, Threshold
from corpus.register import Conflict, Register, Suspect, load_register
from corpus.standards import Standards, load_standards
from corpus.suspicions import doubts

LIBRARY = load_library()
STANDARDS = load_standards(LIBRARY)
CURATED = load_register(LIBRARY)
FOUND = find_contradictions(STANDARDS, LIBRARY)
PLAN, FIVE_YEARS, READING = "licheng-2021-63", "licheng-2021-69", "licheng-2021-63-interpretation"
NANAN, YUEQING = "nanan-2022-45", "yueqing-2023-39"
LICHENG = "福建省泉州市鲤城区"
ANNEX = "附件2/二、政府保障程度"
QUALITY = "附件2/三、教育质量"

AT_ODDS = {
    ("contradiction", "G5", "小学、初中", (f"{PLAN}#五/（二）/2", f"{PLAN}#四/（十一）")),
    ("contradiction", "LOCAL.new_places", "小学、初中", (f"{PLAN}#五/（二）/1", f"{FIVE_YEARS}#六/（一）/段3")),
    ("interpretation", "CV", "义务教育", (f"{READING}#三", f"{PLAN}#二", f"{PLAN}#三")),
    ("interpretation", "LOCAL.modern_schools", "义务教育", (f"{READING}#三", f"{PLAN}#三")),
    ("floor_beside_target", "R6", "小学、初中", (f"{YUEQING}#附件2/一、资源配置/L6", f"{YUEQING}#三/（一）/3")),
    ("floor_beside_target", "G14", "初中", (f"{YUEQING}#{ANNEX}/L14", f"{YUEQING}#三/（三）/3")),
    ("floor_beside_target", "G15", "义务教育", (f"{YUEQING}#{ANNEX}/L15", f"{YUEQING}#三/（四）/2")),
    ("floor_beside_target", "Q1", "初中", (f"{YUEQING}#{QUALITY}/L1", f"{YUEQING}#三/（四）/3")),
    ("floor_beside_target", "Q2", "义务教育", (f"{YUEQING}#{QUALITY}/L2", f"{YUEQING}#三/（四）/3")),
    ("floor_beside_target", "Q4", "义务教育", (f"{YUEQING}#{QUALITY}/L4", f"{YUEQING}#三/（二）/2")),
}
DOUBTED = {
    ("floor", "R1", "小学", "4", "4.2"),
    ("floor", "R3", "小学", "0.55", "0.9"),
    ("floor", "R3", "初中", "0.55", "0.9"),
    ("floor", "R3", "小学", "0.75", "0.9"),
    ("floor", "R3", "初中", "0.75", "0.9"),
    ("fact", "R1", "初中", "5.5", "6.69"),
    ("fact", "R1", "初中", "5.8", "6.69"),
    ("fact", "R2", "初中", "1.5", "2.19"),
}
# Curated conflicts that no comparison of records can find, by words of theirs, with the reason.
FOR_READERS_ONLY = {
    "创建国家级义务教育优质均衡发展区的时间": "different words: only a reader can tell that they are at odds",
    "监测培育对象两种提法并存": "different words: only a reader can tell that they are at odds",
    "创建工作的期限": "a number of years beside a first and a last year, which are no requirement",
    "满意度目标与社会认可度": "satisfaction (S1.satisfaction) and public approval (S1) are two indicators",
    "随迁子女就读比例：只算公办": "public schools alone (G15.public) and with bought places (G15) are two indicators",
    "小规模学校公用经费": "the base is the same, and a multiple (G6.multiple) is in the target alone",
    "特殊教育学校生均公用经费": "a multiple of the ordinary quota (G7.multiple) and an amount (G7) are two indicators",
    "消除大班额的时间": "“basically” by one year and “fully” by a later one are milestones",
    "高于规定学历教师数：以后各年的目标": "a fact is no requirement: its targets are found as doubtful",
}


def clauses(one: Conflict) -> tuple[str, ...]:
    return tuple(f"{side.document}#{side.clause}" for side in one.sides)


def test_what_is_found_in_the_shipped_records_is_this_and_nothing_else() -> None:
    found = {
        (
            one.kind, one.records[0].indicator, "、".join(one.stages),
            tuple(f"{ref.document}#{ref.clause}" for ref in one.refs),
        )
        for one in differences(STANDARDS, LIBRARY)
    }  # fmt: skip
    assert {(kind, id, stages, frozenset(refs)) for kind, id, stages, refs in found} == {
        (kind, id, stages, frozenset(refs)) for kind, id, stages, refs in AT_ODDS
    }


def test_the_doubtful_targets_of_the_shipped_records_are_these_and_no_others() -> None:
    found = {
        (one.why, one.target.indicator, one.target.stage, str(one.target.value), str(one.against.value))
        for one in doubts(STANDARDS)
    }
    assert found == DOUBTED


@pytest.mark.parametrize("one", CURATED.conflicts, ids=lambda one: one.about.zh[:24])
def test_each_known_conflict_is_found_too_or_it_is_said_why_not(one: Conflict) -> None:
    alone = [words for words in FOR_READERS_ONLY if words in one.about.zh]
    shown = Register((one,), ()).with_found(Register(FOUND.conflicts, ()))
    is_found = len(shown.conflicts) < 1 + len(FOUND.conflicts)
    assert is_found != bool(alone)


def test_what_is_known_already_is_not_shown_twice() -> None:
    shown = CURATED.with_found(FOUND)
    assert shown.conflicts == CURATED.conflicts
    (new,) = shown.suspects[len(CURATED.suspects) :]
    assert "骨干教师" in new.about.zh and new.ref.clause == "附件2/二○二七年/资源配置/段2"
    assert new.found and "1.5" in new.found.zh and "2.19" in new.found.en


@pytest.mark.parametrize("one", [*FOUND.conflicts, *FOUND.suspects], ids=lambda one: one.about.zh)
def test_each_side_is_a_quotation_and_no_note_holds_a_figure(one: Conflict | Suspect) -> None:
    sides = one.sides if isinstance(one, Conflict) else (one.ref, *one.against)
    assert len(sides) > 1
    assert all(side.quote in LIBRARY.clause(side.document, side.clause).text for side in sides)
    notes = (one.about,) if isinstance(one, Conflict) else (one.about, one.why)
    said = [(note.zh + note.en).replace("per 100 pupils", "") for note in notes]  # a name, no figure
    assert not [text for text in said if any(sign.isdigit() for sign in text)]
    assert one.found and all(sign not in one.about.en for sign in "（）。")


@pytest.mark.parametrize("question", ["小学班额上限", "How many pupils in a class?"])
def test_a_question_about_the_indicator_touches_it(question: str) -> None:
    (class_size,) = [one for one in FOUND.conflicts if "班级学生数" in one.about.zh]
    assert class_size.concerns(question)
    assert not class_size.concerns("图书馆藏书")


def required(**given: object) -> Threshold:
    plain = Threshold(
        id="x", indicator="LOCAL.books", stage="小学", jurisdiction=LICHENG, basis="target", comparison=">=",
        value=Decimal(90), unit="%", since=2025, ref=Reference(PLAN, "二", "90"),
    )  # fmt: skip
    return replace(plain, **given)  # type: ignore[arg-type]


def wanted(**given: object) -> Aim:
    words = "所有学校达到省定标准"
    plain = Aim("x", "LOCAL.books", "小学", LICHENG, "target", words, 2028, Reference(PLAN, "三", words))
    return replace(plain, **given)  # type: ignore[arg-type]


def at(document: str, clause: str = "一") -> Reference:
    return Reference(document, clause, "words")


def kinds(*records: Demand) -> list[str]:
    thresholds = tuple(one for one in records if isinstance(one, Threshold))
    aims = tuple(one for one in records if isinstance(one, Aim))
    return [one.kind for one in differences(Standards(thresholds, "", aims), LIBRARY)]


ONE = required()
FLOOR = required(basis="floor", jurisdiction="国家", since=2017, ref=at(PLAN, "附件"))
AIM = wanted()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ONE, required(value=Decimal(85), ref=at(PLAN)), ["contradiction"]),
        (ONE, required(value=Decimal(85), ref=at(FIVE_YEARS)), ["contradiction"]),
        (ONE, required(comparison="=", ref=at(PLAN)), ["contradiction"]),
        (ONE, required(upper=Decimal(95), ref=at(PLAN)), ["contradiction"]),
        (ONE, required(hedge="基本", ref=at(PLAN)), ["contradiction"]),
        (ONE, required(hedge="原则上", since=2021, year_stated=False, ref=at(PLAN)), ["contradiction"]),
        (ONE, required(ref=at(PLAN)), []),
        (ONE, required(value=Decimal("90.0"), ref=at(PLAN)), []),
        (required(hedge="基本"), required(hedge="力争", ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), since=2022, ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), since=2021, year_stated=False, ref=at(PLAN)), ["contradiction"]),
        # a document of the same year of issue, and one of the next, when neither says from when on
        (ONE, required(value=Decimal(85), since=2021, year_stated=False, ref=at(FIVE_YEARS)), ["contradiction"]),
        (ONE, required(value=Decimal(85), since=2022, year_stated=False, ref=at(NANAN)), []),
        (ONE, required(value=Decimal(85), since=2021, ref=at(FIVE_YEARS)), []),
        (required(since=2021, year_stated=False), required(value=Decimal(85), ref=at(FIVE_YEARS)), ["contradiction"]),
        (required(since=2021, year_stated=False), required(value=Decimal(85), ref=at(NANAN)), []),
        (ONE, required(value=Decimal(85), stage="初中", ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), indicator="LOCAL.others", ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), unit="所", ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), covers=Bilingual("公办", "public"), ref=at(PLAN)), []),
        (ONE, required(value=Decimal(85), jurisdiction="福建省泉州市南安市", ref=at(NANAN)), []),
        (ONE, required(value=Decimal(85), ref=at(READING)), ["interpretation"]),
        (ONE, required(since=2022, ref=at(READING)), ["interpretation"]),
        (ONE, required(ref=at(READING)), []),
        (required(ref=at(FIVE_YEARS)), required(value=Decimal(85), ref=at(READING)), []),
        (ONE, FLOOR, []),
        (ONE, replace(FLOOR, value=Decimal(85)), ["floor_beside_target"]),
        (ONE, replace(FLOOR, value=Decimal(95)), ["floor_beside_target"]),
        (ONE, replace(FLOOR, value=Decimal(85), ref=at(YUEQING)), []),
        (ONE, replace(FLOOR, value=Decimal(85), unit="所"), []),
        (AIM, wanted(since=2022, ref=at(READING)), ["interpretation"]),
        (AIM, wanted(since=2025, ref=at(FIVE_YEARS)), ["contradiction"]),
        (AIM, wanted(since=2025, ref=at(PLAN)), []),
        (AIM, wanted(since=2021, year_stated=False, ref=at(FIVE_YEARS)), []),
        (AIM, wanted(words="成为培育对象", ref=at(FIVE_YEARS)), []),
        (AIM, wanted(words="成为培育对象", since=2025, ref=at(FIVE_YEARS)), []),
    ],
)
def test_two_records_are_at_odds_or_not(one: Demand, other: Demand, expected: list[str]) -> None:
    assert kinds(one, other) == kinds(other, one) == expected


def test_an_interpretation_that_repeats_one_milestone_of_several_is_not_at_odds() -> None:
    text = [required(since=year, value=Decimal(value)) for year, value in ((2022, 80), (2025, 90), (2028, 90))]
    assert kinds(*text, required(since=2025, ref=at(READING))) == []
    assert kinds(*text, required(since=2023, ref=at(READING))) == ["interpretation"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_document_that_repeats_one_milestone_of_several_contradicts_none_of_them(order: tuple[int, ...]) -> None:
    records = [wanted(since=2025), wanted(since=2028), wanted(since=2025, ref=at(FIVE_YEARS))]
    assert kinds(*(records[at] for at in order)) == []
    records[2] = wanted(since=2026, ref=at(FIVE_YEARS))
    assert kinds(*(records[at] for at in order)) == ["contradiction"]


def test_the_stages_of_one_pair_of_clauses_are_one_difference() -> None:
    sides = [(Decimal(90), at(PLAN, "二")), (Decimal(85), at(PLAN, "三"))]
    records = [required(stage=stage, value=value, ref=ref) for stage in ("小学", "初中") for value, ref in sides]
    (found,) = differences(Standards(tuple(records), ""), LIBRARY)
    assert found.stages == ("小学", "初中") and len(found.refs) == 2 and len(found.records) == 4


VALUES = st.integers(0, 100).map(Decimal)


@given(st.dictionaries(st.integers(2021, 2035), VALUES, max_size=8))
def test_milestones_of_different_years_never_contradict_each_other(milestones: dict[int, Decimal]) -> None:
    assert kinds(*(required(since=year, value=value) for year, value in milestones.items())) == []


@given(VALUES, st.lists(st.sampled_from([PLAN, FIVE_YEARS, READING]), max_size=5))
def test_equal_requirements_never_contradict_each_other(value: Decimal, documents: list[str]) -> None:
    assert kinds(*(required(value=value, ref=at(name, str(n))) for n, name in enumerate(documents))) == []


@given(VALUES, VALUES)
def test_a_target_beside_the_floor_of_another_document_is_no_contradiction(target: Decimal, floor: Decimal) -> None:
    assert kinds(required(value=target), replace(FLOOR, value=floor, ref=at(YUEQING))) == []


@given(VALUES, VALUES)
def test_two_values_for_one_year_always_do(one: Decimal, other: Decimal) -> None:
    found = kinds(required(value=one), required(value=other, ref=at(FIVE_YEARS)))
    assert found == (["contradiction"] if one != other else [])


def reasons(*records: Threshold | Fact) -> list[str]:
    thresholds = tuple(one for one in records if isinstance(one, Threshold))
    facts = tuple(one for one in records if isinstance(one, Fact))
    return [one.why for one in doubts(Standards(thresholds, "", facts=facts))]


def reported(value: str, **given: object) -> Fact:
    mean = Bilingual("全市均值", "mean")
    plain = Fact(
        "f", "LOCAL.books", "小学", LICHENG, mean, "=", Decimal(value), "%", 2021, Reference(PLAN, "一", value)
    )
    return replace(plain, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sign", "target", "expected"),
    [
        (">=", "4.19", ["floor"]),
        (">=", "4.2", []),
        (">=", "4.21", []),
        ("<=", "4.19", []),
        ("<=", "4.2", []),
        ("<=", "4.21", ["floor"]),
    ],
)
def test_a_target_is_doubtful_just_on_the_loose_side_of_the_floor(sign: str, target: str, expected: list[str]) -> None:
    floor = replace(FLOOR, comparison=sign, value=Decimal("4.2"))
    assert reasons(floor, required(comparison=sign, value=Decimal(target))) == expected


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (reported("89.9"), []),
        (reported("90"), []),
        (reported("90.1"), ["fact"]),
        (reported("95", unit="所"), []),
        (reported("95", stage="初中"), []),
        (reported("95", year=2026), []),
        (reported("95", jurisdiction="福建省泉州市南安市"), []),
    ],
)
def test_a_target_is_doubtful_when_its_place_has_reported_more(fact: Fact, expected: list[str]) -> None:
    assert reasons(required(), fact) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((("95", 2019), ("89", 2021)), []),
        ((("89", 2019), ("95", 2021)), ["fact"]),
        ((("95", 2019), ("96", 2021)), ["fact"]),
        ((("95", 2025), ("89", 2021)), ["fact"]),
        ((("95", 2021), ("89", 2026)), ["fact"]),
        ((("89", 2021), ("95", 2026)), []),
    ],
)
def test_only_the_newest_fact_until_the_targets_year_counts(
    facts: tuple[tuple[str, int], ...], expected: list[str]
) -> None:
    records = [reported(value, year=year) for value, year in facts]
    assert reasons(required(), *records) == reasons(required(), *records[::-1]) == expected


def test_a_target_that_repeats_the_floor_is_a_minimum_and_may_lie_behind_the_facts() -> None:
    assert reasons(required(), FLOOR, reported("95")) == []
    assert reasons(required(), replace(FLOOR, value=Decimal(85)), reported("95")) == ["fact"]


@pytest.mark.parametrize(("later", "expected"), [("79", ["milestone"]), ("80", []), ("81", [])])
def test_a_milestone_that_is_looser_than_the_one_before_is_doubtful(later: str, expected: list[str]) -> None:
    first = required(since=2022, value=Decimal(80))
    assert reasons(first, required(since=2025, value=Decimal(later))) == expected


def test_no_rule_is_applied_across_directions_or_units() -> None:
    assert reasons(required(comparison="<="), replace(FLOOR, value=Decimal(95))) == []
    assert reasons(required(unit="所"), replace(FLOOR, value=Decimal(95))) == []
