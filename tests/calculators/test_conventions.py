"""The conventions of the checks: each with its reason, none among the facts of the form, none typed into code."""

from importlib.resources import files

import pytest
import yaml

from calculators.data_checks import conventions
from calculators.data_checks.conventions import Conventions, load_conventions
from calculators.kinds import load_form
from tests.calculators.school_rows import file_of, rows_of


def test_each_convention_says_why_and_none_is_a_fact_of_the_form():
    for name in Conventions.model_fields:
        assert len(getattr(load_conventions(), name).why) > 30, name
        assert not hasattr(load_form(), name)


@pytest.fixture
def changed(monkeypatch):
    """Read the conventions with some of their entries changed."""

    def change(**entries):
        text = files("calculators.data_checks").joinpath("conventions.yaml").read_text(encoding="utf-8")
        raw = yaml.safe_load(text)
        for name, fields in entries.items():
            raw[name].update(fields)
        found = Conventions.model_validate(raw)
        for module in ("bounds", "plausible", "changes", "absent", "outliers"):
            monkeypatch.setattr(f"calculators.data_checks.{module}.load_conventions", lambda: found)

    yield change
    conventions.load_conventions.cache_clear()


def codes(found):
    return [one.code for one in found.issues]


@pytest.mark.parametrize(
    ("convention", "value", "code"),
    [
        ("smallest_area_m2", 97, "doubtful_number"),
        ("first_year", 1999, "doubtful_year"),
        ("most_pupils_a_class", 41, "impossible_number"),
    ],
)
def test_the_checks_follow_the_file(check, changed, convention, value, code):
    upload = file_of(rows_of({}))
    assert codes(check(upload)) == []
    changed(**{convention: {"value": value}})
    assert code in codes(check(upload))


def test_how_many_columns_make_two_sheets_parts_of_one_list_follows_the_file(check, changed):
    one = file_of([["学校名称", "小学在校生数", "小学班级数"], ["甲小学", 9, 1], ["乙小学", 9, 1]], "a.csv")
    other = file_of([["学校名称", "小学在校生数", "小学专任教师数"], ["甲小学", 9, 1]], "b.csv")
    assert "only_in_one_file" in codes(check(one, other))
    changed(alike_columns={"value": 0.3})
    assert "only_in_one_file" not in codes(check(one, other))


def test_what_no_row_gives_of_a_school_is_known_of_it_and_asked_for_once(check):
    one = file_of([["学校名称", "小学在校生数", "小学班级数"], ["甲小学", 9, 1], ["乙小学", 9, 1]], "a.csv")
    other = file_of([["学校名称", "小学县级及以上骨干教师数", "网络多媒体教室数"], ["甲小学", 1, 1]], "b.csv")
    found = check(one, other)
    assert found.schools[1].absent == ("backbone_teachers", "multimedia_rooms") and found.schools[0].absent == ()
    assert codes(found).count("only_in_one_file") == 1 and "missing_value" not in codes(found)
