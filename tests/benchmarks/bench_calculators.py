"""How long the calculators take: a province from a frame of units, and what is made of one county's check.

Of a province the last column is what plain numpy takes for the same sums, without a check of the frame, a verdict or an
exact decision near a limit. Run by `make bench`; it prints figures and asserts nothing.
"""

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from calculators.compare import Requirements
from calculators.county import check_county
from calculators.indicators import INDICATORS
from calculators.insight.measures import insight_json
from calculators.insight.year_on_year import compare_years
from calculators.model import Upload
from calculators.province.units import judge_units
from calculators.sheets.reading import read_tables
from corpus.documents import load_library
from corpus.model import STAGES
from corpus.standards import load_standards

SURVEY = Path(__file__).parents[1] / "golden" / "sheets" / "county_survey.xlsx"
REPEATS = 3
SIZES, UNITS_A_COUNTY = (2_000, 20_000, 200_000), 70
# what a unit of 1,000 pupils has, about; each is drawn from half to one and a half times as much
TYPICAL = {
    "higher_qualified": 55, "backbone_teachers": 11, "pe_teachers": 6, "art_teachers": 5, "teaching_area": 6_200,
    "indoor_sports_area": 400, "sports_ground_area": 9_500, "equipment_value": 2_600_000, "multimedia_rooms": 26,
}  # fmt: skip


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def peak(work: Callable[[], object]) -> float:
    """Return the most memory that a run allocates, in MB."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def province(units: int) -> pd.DataFrame:
    """Units of made-up counties, in whole numbers as cells hold them, so that some lie exactly at a standard."""
    chance = np.random.default_rng(1)
    pupils = chance.integers(50, 3000, units)
    numbers = {
        column: np.rint(pupils / 1000 * typical * chance.uniform(0.5, 1.5, units))
        for column, typical in TYPICAL.items()
    }
    counties = chance.integers(0, max(units // UNITS_A_COUNTY, 1), units)
    return pd.DataFrame({
        "county": [f"第{number}县" for number in counties],
        "school": [f"第{number}学校" for number in range(units)],
        "stage": np.where(chance.random(units) < 0.7, *STAGES),
        "pupils": pupils,
        **numbers,
    })  # fmt: skip


def plain_sums(frame: pd.DataFrame) -> Callable[[], object]:
    """The same values, means and 差异系数 in bare numpy, from numbers that are arrays already."""
    group = frame["county"].factorize()[0] * len(STAGES) + (frame["stage"] == STAGES[1]).to_numpy()
    pupils, given = frame["pupils"].to_numpy(float), {name: frame[name].to_numpy(float) for name in TYPICAL}
    count = int(group.max()) + 1

    def work() -> list[object]:
        sources = (
            given["higher_qualified"], given["backbone_teachers"], given["pe_teachers"] + given["art_teachers"],
            given["teaching_area"] - given["indoor_sports_area"],
            given["sports_ground_area"] + given["indoor_sports_area"], given["equipment_value"],
            given["multimedia_rooms"],
        )  # fmt: skip
        everyone, found = np.bincount(group, pupils, count), []
        for indicator, source in zip(INDICATORS, sources, strict=True):
            amounts = indicator.per * source
            with np.errstate(invalid="ignore", divide="ignore"):
                values, mean = amounts / pupils, np.bincount(group, amounts, count) / everyone
                squares = np.bincount(group, pupils * (values - mean[group]) ** 2, count)
                found.append((values, mean, np.sqrt(squares / everyone) / mean))
        return found

    return work


def show(what: str, *figures: str) -> None:
    sys.stdout.write(f"{what:<40}{''.join(f'{figure:>14}' for figure in figures)}\n")


def county_figures(floor: Requirements) -> None:
    """Print what is made of one county's check."""
    check = check_county(read_tables([Upload(SURVEY.name, SURVEY.read_bytes())]), floor)
    show("the survey's insight as JSON", f"{best(lambda: insight_json(check, 'zh')):.1f} ms")
    show("two years of it compared", f"{best(lambda: compare_years(check, check)):.1f} ms")


def province_figures(floor: Requirements) -> None:
    """Print what provinces take, growing."""
    show("indicators, 差异系数, verdicts", "counties", "time", "peak memory", "plain sums")
    for size in SIZES:
        frame = province(size)
        found = judge_units(frame, floor)
        took, plain = best(lambda frame=frame: judge_units(frame, floor)), best(plain_sums(frame))
        memory = peak(lambda frame=frame: judge_units(frame, floor))
        show(f"{size} units", str(len(found.counties)), f"{took:.1f} ms", f"{memory:.1f} MB", f"{plain:.1f} ms")


def main() -> None:
    """Print the figures."""
    floor = load_standards(load_library()).floor(2025)
    county_figures(floor)
    province_figures(floor)


if __name__ == "__main__":
    main()
