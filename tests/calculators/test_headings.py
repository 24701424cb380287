"""Headings as real forms write them, and near neighbours: none may be taken for a column that it is not.

`headings.csv` has two halves. The patterns were mended with the open half alone; the held-back half measures them.
"""

import csv
import re
from pathlib import Path

import pytest

from calculators.headings.matching import Match, match_heading
from calculators.values import fold

TABLE = Path(__file__).parents[1] / "golden" / "headings.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
HELD_BACK_LEAST = 0.97


def understood(heading: str) -> Match:
    return match_heading(tuple(re.sub(r"\s+", "", fold(part)) for part in heading.split(" > ")))


def half(name: str) -> list[tuple[str, str]]:
    return [(row["heading"], row["means"]) for row in ROWS if row["half"] == name]


def is_as_wanted(heading: str, means: str) -> bool:
    """`means` is the column, "" for none, or "?column" for one that must be asked about and not be used."""
    match = understood(heading)
    if means.startswith("?"):
        return match.id is None and means[1:] in match.alternatives
    return (match.id or "") == means


@pytest.mark.parametrize(("heading", "means"), half("open"))
def test_a_heading_of_the_open_half_means_what_it_says(heading, means):
    assert is_as_wanted(heading, means), understood(heading)


def test_headings_never_seen_are_mostly_understood():
    rows = half("held_back")
    assert sum(is_as_wanted(*row) for row in rows) / len(rows) >= HELD_BACK_LEAST


@pytest.mark.parametrize(("heading", "means"), half("held_back"))
def test_a_heading_never_seen_is_not_taken_for_another_column(heading, means):
    assert understood(heading).id in (None, means)


@pytest.mark.parametrize(
    "heading",
    [
        "在校生数（去年）",
        "在校生数（女）",
        "2023年在校生数",
        "运动场地面积（计划新建）",
        "小学46-50人班级数（2022年计划）",
    ],
)
def test_a_year_or_a_remark_that_changes_the_numbers_is_asked_about(heading):
    match = understood(heading)
    assert match.id is None and match.alternatives


@pytest.mark.parametrize(("heading", "id"), [("小学不超过45人班级数", "classes[0-45].小学"),
                                             ("小学超过45人班级数", "classes[46-].小学")])  # fmt: skip
def test_no_more_than_and_more_than_are_told_apart(heading, id):
    assert understood(heading).id == id


def test_confidence_is_highest_for_the_name_then_a_synonym_then_a_slip():
    name, synonym, slip = map(understood, ["网络多媒体教室数", "多媒体教室（间）", "网络多多媒体教室数"])
    assert name.confidence == 1.0
    assert synonym.confidence == 0.95
    assert 0.8 < slip.confidence < 0.95
