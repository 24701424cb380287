"""How long a school sheet takes from its bytes to the verdict, how that grows, and what a hostile file may cost.

Beside each the plain limit: what the workbook library alone takes to hand over the cells. Run by `make bench`; it
prints figures and asserts nothing.
"""

import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from assistant.years import sheets_by_year
from calculators.compare import Requirements
from calculators.county import check_county
from calculators.model import Upload
from calculators.report import check_json
from calculators.sheets.reading import open_file, read_tables
from corpus.documents import load_library
from corpus.standards import load_standards

GOLDEN = Path(__file__).parents[1] / "golden" / "sheets"
SIZES, REPEATS = (300, 1_000, 5_000), 3
STATISTICS = ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx")


def grown_survey(schools: int) -> bytes:
    """Return the sample survey with its schools repeated under new names."""
    book = openpyxl.load_workbook(GOLDEN / "county_survey.xlsx")
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number in range(len(rows), schools):
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


def show(what: str, *figures: str) -> None:
    sys.stdout.write(f"{what:<28}{''.join(f'{figure:>14}' for figure in figures)}\n")


def bare_cells(content: bytes) -> object:
    """Hand over the cells and understand nothing."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def county_figures(floor: Requirements) -> None:
    """Print what a county takes, growing."""
    show("schools, from xlsx bytes", "bare cells", "reading", "checking", "as JSON", "bytes to JSON")
    for size in SIZES:
        content = grown_survey(size)
        uploads = [Upload("grown.xlsx", content)]
        table = read_tables(uploads)
        check = check_county(table, floor)
        took = [
            best(lambda content=content: bare_cells(content)),
            best(lambda uploads=uploads: read_tables(uploads)),
            best(lambda table=table: check_county(table, floor)),
            best(lambda check=check: check_json(check, "zh")),
            best(lambda uploads=uploads: check_json(check_county(read_tables(uploads), floor), "zh")),
        ]
        show(str(size), *(f"{one:.0f} ms" for one in took))


def several_files() -> None:
    """Print what two files of one county take, sorted by year and joined."""
    uploads = [Upload(name, (GOLDEN / name).read_bytes()) for name in STATISTICS]
    show("a file a stage, joined", f"{best(lambda: sheets_by_year([open_file(one) for one in uploads])):.0f} ms")


def main() -> None:
    """Print the figures."""
    floor = load_standards(load_library()).floor(2025)
    county_figures(floor)
    several_files()
    for who, what in ((resource.RUSAGE_SELF, "this process"), (resource.RUSAGE_CHILDREN, "the opening process")):
        show("peak memory", what, f"{resource.getrusage(who).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
