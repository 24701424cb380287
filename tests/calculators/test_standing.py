"""How units stand: counted from the check's own verdicts."""

import pytest

from assistant.service import Assistant
from calculators.insight.standing import most_missed, standing_of
from tests.conftest import sample


@pytest.mark.parametrize("name", ["county_survey.xlsx", "county_uneven.xlsx", "county_missing_column.xlsx"])
def test_the_indicator_missed_most_is_missed_by_no_fewer_schools_than_any_other(
    assistant: Assistant, name: str
) -> None:
    report = assistant.check([sample(name)])
    units = [one for one in report.as_json()["units"] if one["stage"] == "小学"]
    missed = {id: sum(one["met"][id] is False for one in units) for id in units[0]["met"]}
    indicator, count = most_missed(report.check, "小学")
    assert count == max(missed.values()) == missed[indicator.id]


def test_every_verdict_is_counted_once() -> None:
    stand = standing_of([True, True, None, False])
    assert (stand.passing, stand.failing, stand.open, stand.all) == (2, 1, 1, 4)
