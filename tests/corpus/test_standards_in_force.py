"""Which of several requirements binds: of a place and what it belongs to, of one year and the next, firm and hedged."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Library, library_of
from corpus.errors import MalformedStandard, NoStandardInForce
from corpus.standards import Standards, standards_of

PROVINCE, CITY, COUNTY = PLACES = ("福建省", "福建省泉州市", "福建省泉州市德化县")
DOCUMENT = """---
id: made-{n}
title: {place}示例方案
number: null
issuer: {place}教育局
jurisdiction: {place}
kind: normative
issued: '2024-01-01'
effective: null
interprets: null
source: made-{n}.txt
sha256: {digest}
---

# {place}示例方案

## 一、目标

示例文字。

## 二、任务

力争示例文字。
"""
AIM = "{{indicator: G1, basis: target, stage: 义务教育, since: {since}, words: 示例, clause: 一, quote: 示例文字}}"


def target(value: int, since: int = 2025, *, clause: str = "一", hedge: str = "null", basis: str = "target") -> str:
    return (
        f"{{indicator: Q2, basis: {basis}, comparison: '>=', unit: '%', since: {since}, values: {{义务教育: {value}}}, "
        f"clause: {clause}, quote: {'力争' if clause == '二' else ''}示例文字, hedge: {hedge}}}"
    )


def written(place: str, *requirements: str, aims: tuple[str, ...] = ()) -> str:
    """A standards file of a place's made-up document."""
    listed = "".join(f"  - {one}\n" for one in requirements)
    aimed = "".join(f"  - {one}\n" for one in aims)
    head = f"document: made-{PLACES.index(place)}\nchecked_on: 2026-01-01\n"
    return head + (f"requirements:\n{listed}" if listed else "") + (f"aims:\n{aimed}" if aimed else "")


def made(*files: str) -> Standards:
    return standards_of({f"{n}.yaml": text for n, text in enumerate(files)}, library())


@cache
def library() -> Library:
    return library_of(
        {f"made-{n}.md": DOCUMENT.format(n=n, place=place, digest="a" * 64) for n, place in enumerate(PLACES)}
    )


@cache
def interpreted() -> Library:
    """The county's text with an interpretation of it."""
    text = DOCUMENT.format(n=2, place=COUNTY, digest="a" * 64)
    reading = text.replace("made-2", "made-reading").replace("kind: normative", "kind: interpretation")
    reading = reading.replace("interprets: null", "interprets: made-2")
    return library_of({"made-2.md": text, "made-reading.md": reading})


def values_of(standards: Standards, place: str, *years: int) -> list[int]:
    return [int(standards.target("Q2", "义务教育", place, year).value) for year in years]


def test_a_county_is_bound_by_its_province_and_its_city() -> None:
    standards = made(written(PROVINCE, target(96)))
    assert [values_of(standards, place, 2025) for place in PLACES] == [[96], [96], [96]]


def test_the_nearest_place_decides_whatever_it_asks_for_and_whenever_it_said_so() -> None:
    standards = made(
        written(PROVINCE, target(99, 2026)), written(CITY, target(97, 2025)), written(COUNTY, target(96, 2024))
    )
    assert [values_of(standards, place, 2026) for place in PLACES] == [[99], [97], [96]]


def test_what_a_county_asks_for_binds_neither_its_city_nor_another_county() -> None:
    standards = made(written(COUNTY, target(96)))
    for place in (CITY, PROVINCE, "福建省泉州市永春县", "浙江省温州市乐清市"):
        with pytest.raises(NoStandardInForce):
            values_of(standards, place, 2025)


def test_before_the_county_speaks_its_city_does() -> None:
    standards = made(written(CITY, target(97, 2022)), written(COUNTY, target(98, 2025)))
    assert values_of(standards, COUNTY, 2022, 2024, 2025) == [97, 97, 98]


@pytest.mark.parametrize("firm_first", [True, False])
def test_of_one_year_the_firm_requirement_outranks_the_hedged_one(firm_first: bool) -> None:
    firm, hedged = target(96), target(99, clause="二", hedge="力争")
    standards = made(written(COUNTY, *((firm, hedged) if firm_first else (hedged, firm))))
    chosen = standards.targets(COUNTY, 2025)
    assert chosen.get("Q2", "义务教育").value == 96


# the county's text and the interpretation of it; a file's name decides the order in which it is read
@pytest.mark.parametrize("names", [("a.yaml", "b.yaml"), ("b.yaml", "a.yaml")])
@pytest.mark.parametrize(("text", "read", "expected"), [((96, 2025), (99, 2025), 96), ((96, 2025), (99, 2026), 99)])
def test_of_one_year_an_interpretation_never_outranks_its_text(
    names: tuple[str, str], text: tuple[int, int], read: tuple[int, int], expected: int
) -> None:
    files = written(COUNTY, target(*text)), written(COUNTY, target(*read)).replace("made-2", "made-reading")
    standards = standards_of(dict(zip(names, files, strict=True)), interpreted())
    assert values_of(standards, COUNTY, 2026) == [expected]


def test_an_interpretation_never_hardens_what_its_text_softens() -> None:
    text = written(COUNTY, target(96, clause="二", hedge="力争"))
    read = written(COUNTY, target(99)).replace("made-2", "made-reading")
    assert values_of(standards_of({"a.yaml": text, "b.yaml": read}, interpreted()), COUNTY, 2026) == [96]


def test_a_hedged_requirement_of_a_later_year_takes_the_place_of_a_firm_one() -> None:
    standards = made(written(COUNTY, target(96, 2025), target(99, 2027, clause="二", hedge="力争")))
    assert values_of(standards, COUNTY, 2026, 2027) == [96, 99]


def test_milestones_are_one_a_year_in_the_order_of_the_years() -> None:
    standards = made(
        written(CITY, target(95, 2023), target(99, 2026)),
        written(COUNTY, target(97, 2025), target(96, 2025, clause="二", hedge="力争"), target(98, 2027)),
    )
    found = standards.milestones("Q2", "义务教育", COUNTY)
    assert [(one.since, one.value) for one in found] == [(2023, 95), (2025, 97), (2027, 98)]
    assert standards.milestones("Q2", "小学", COUNTY) == ()


# the year asked for, and the one target that is to come, if any
COMING = [
    (2021, (2022, 95)),
    (2022, (2025, 97)),
    (2024, (2025, 97)),
    (2025, (2027, 99)),
    (2026, (2027, 99)),
    (2027, None),
]


@pytest.mark.parametrize(("year", "expected"), COMING)
def test_of_what_is_to_come_the_first_milestone_after_the_year_is_told(
    year: int, expected: tuple[int, int] | None
) -> None:
    standards = made(written(COUNTY, target(99, 2027), target(95, 2022), target(97, 2025)))
    found = [(one.since, int(one.value)) for one in standards.coming(COUNTY, year).in_force.values()]
    assert found == ([expected] if expected else [])


def test_what_is_in_force_is_not_to_come_again_when_something_else_comes() -> None:
    other = target(90, 2027).replace("Q2", "G9")
    standards = made(written(COUNTY, target(95, 2022), other))
    assert [key for key, _ in standards.coming(COUNTY, 2024).in_force] == ["G9"]


def test_a_later_target_of_the_city_is_not_to_come_where_the_county_speaks_already() -> None:
    standards = made(written(CITY, target(99, 2027)), written(COUNTY, target(96, 2024)))
    assert not standards.coming(COUNTY, 2025).in_force
    assert [one.since for one in standards.coming(CITY, 2025).in_force.values()] == [2027]


@given(st.dictionaries(st.integers(2017, 2035), st.integers(1, 100), min_size=1), st.integers(2017, 2040))
def test_the_target_of_a_year_is_the_last_milestone_until_then(values: dict[int, int], year: int) -> None:
    standards = made(written(COUNTY, *(target(value, since) for since, value in values.items())))
    milestones = standards.milestones("Q2", "义务教育", COUNTY)
    assert {one.since: one.value for one in milestones} == values
    assert [one.since for one in milestones] == sorted(values)
    reached = [one for one in milestones if one.since <= year]
    assert standards.targets(COUNTY, year).find("Q2", "义务教育") == (reached[-1] if reached else None)


def test_of_aims_too_the_nearest_place_and_the_latest_year_decide() -> None:
    standards = made(
        written(CITY, aims=(AIM.format(since=2030),)),
        written(COUNTY, aims=(AIM.format(since=2025), AIM.format(since=2027))),
    )
    found = [standards.targets(COUNTY, year).aim("G1") for year in (2024, 2026, 2030)]
    assert [one and (one.jurisdiction, one.since) for one in found] == [None, (COUNTY, 2025), (COUNTY, 2027)]


def test_two_clauses_that_ask_alike_in_one_year_both_stand() -> None:
    first, second = AIM.format(since=2025), AIM.format(since=2025).replace("clause: 一", "clause: 二")
    assert first != second
    standards = made(written(COUNTY, aims=(first, second)))
    assert [one.ref.clause for one in standards.targets(COUNTY, 2025).aims] == ["一", "二"]


@pytest.mark.parametrize(
    "text",
    [
        written(COUNTY, target(90, basis="floor")),
        written(COUNTY, aims=(AIM.format(since=2025).replace("target", "floor"),)),
    ],
)
def test_a_file_that_a_user_brings_may_not_set_the_floor(text: str) -> None:
    with pytest.raises(MalformedStandard, match="never the floor"):
        standards_of({}, library(), {"mine.yaml": text})
    assert standards_of({"shipped.yaml": text}, library()).records


def test_what_a_user_brings_binds_beside_what_is_shipped() -> None:
    shipped, brought = {"a.yaml": written(CITY, target(97))}, {"a.yaml": written(COUNTY, target(98))}
    both = standards_of(shipped, library(), brought)
    assert [values_of(both, place, 2025) for place in (CITY, COUNTY)] == [[97], [98]]
    assert both.digest != standards_of(shipped, library()).digest
