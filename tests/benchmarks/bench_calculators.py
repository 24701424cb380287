"""How long the calculators take: a county of 300 schools from workbook bytes, and 200,000 units from columns.

Run by `make bench`; it prints figures and asserts nothing.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl

from calculators.county import check_county
from calculators.dispersion import disperse
from calculators.indicators import INDICATORS
from calculators.model import Upload
from calculators.reading import read_tables
from calculators.report import check_json
from calculators.units import COLUMNS, measure
from corpus.documents import load_library
from corpus.model import PRIMARY
from corpus.standards import load_standards

SURVEY = Path(__file__).parents[1] / "golden" / "sheets" / "county_survey.xlsx"
SCHOOLS, UNITS, COUNTIES, REPEATS = 300, 200_000, 2_900, 3


def grown_survey() -> bytes:
    """The sample survey with its schools repeated under new names, to 300 of them."""
    book = openpyxl.load_workbook(SURVEY)
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number in range(len(rows), SCHOOLS):
        row = rows[number % len(rows)]
        sheet.append([f"{row[0]}{number}", str(4_000_000_000 + number), *row[2:]])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def best(work: Callable[[], object]) -> float:
    """Return the shortest of several runs, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def province() -> Callable[[], None]:
    """Indicators and 差异系数 of 200,000 units in 2,900 counties."""
    chance = np.random.default_rng(1)
    pupils = chance.integers(20, 3000, UNITS).astype(float)
    columns = {column: chance.integers(0, 20_000, UNITS).astype(float) for column in COLUMNS}
    groups = chance.integers(0, COUNTIES, UNITS).astype(np.intp)

    def work() -> None:
        amounts, _ = measure(PRIMARY, columns, pupils)
        for column in range(len(INDICATORS)):
            disperse(amounts[:, column], pupils, groups, COUNTIES)

    return work


def main() -> None:
    """Print the figures."""
    content = grown_survey()
    floor = load_standards(load_library()).floor(2025)
    table = read_tables([Upload("grown.xlsx", content)])
    check = check_county(table, floor)
    lines = {
        f"read {SCHOOLS} schools from xlsx bytes": best(lambda: read_tables([Upload("grown.xlsx", content)])),
        f"check {SCHOOLS} schools": best(lambda: check_county(table, floor)),
        "check as JSON": best(lambda: check_json(check, "zh")),
        f"indicators and CV of {UNITS} units": best(province()),
    }
    for what, milliseconds in lines.items():
        sys.stdout.write(f"{what:<40} {milliseconds:9.1f} ms\n")


if __name__ == "__main__":
    main()
