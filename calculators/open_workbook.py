"""Opens a workbook in a process of its own: the bytes on standard input, the sheets pickled on standard output.

The reader allocates a sheet's whole grid before anyone can ask how large it is, and a forged cell reference makes that
any size. Here the memory and the time are bounded, so that such a file ends this process and nothing else. Run by path,
it imports nothing of the project.
"""

import io
import pickle
import sys
from datetime import date, datetime, time, timedelta
from typing import Literal, TypedDict

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 15

Fault = Literal["password", "unreadable", "large", "none"]
# name, rows, merges (top, left, bottom, right), hidden: the fields of a grid after its file
Cell = str | float | int | bool | date | datetime | time | timedelta | None
Sheet = tuple[str, tuple[tuple[Cell, ...], ...], tuple[tuple[int, int, int, int], ...], bool]


class Opened(TypedDict):
    """What was found: the worksheets, or why there are none."""

    fault: Fault
    sheets: list[Sheet]


def open_workbook(content: bytes, most_cells: int) -> Opened:
    """Read all worksheets, as long as their grids hold no more than `most_cells` cells together."""
    sheets: list[Sheet] = []
    cells = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                cells += sheet.total_height * sheet.total_width
                if cells > most_cells:
                    return Opened(fault="large", sheets=[])
                rows = tuple(
                    tuple(None if cell == "" else cell for cell in row)
                    for row in sheet.to_python(skip_empty_area=False)
                )
                merges = tuple(
                    (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                )
                sheets.append((meta.name, rows, merges, meta.visible != SheetVisibleEnum.Visible))
    except PasswordError:
        return Opened(fault="password", sheets=[])
    except CalamineError:
        return Opened(fault="unreadable", sheets=[])
    return Opened(fault="none", sheets=sheets)


def bound_this_process() -> None:
    """Limit memory and time where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    bound_this_process()
    sys.stdout.buffer.write(pickle.dumps(open_workbook(sys.stdin.buffer.read(), int(sys.argv[1])), protocol=5))
