"""The looks of the sheets of an uploaded xlsx, read within bounds; whatever cannot be read has no looks."""

import pickle
from collections.abc import Mapping, Sequence

from assistant.workbook.read_looks import SheetLooks
from calculators.model import Upload
from calculators.opening.grids import Grid
from corpus.archives import ZIP
from corpus.bounded import MEGABYTE, Crashed, Exceeded, Limits, run_bounded

MOST_CELLS = 200_000
LIMITS = Limits(memory_bytes=1536 * MEGABYTE, cpu_seconds=20, seconds=40)


def looks_of(upload: Upload, grids: Sequence[Grid]) -> Mapping[str, SheetLooks]:
    """Return the looks by sheet name; none for another format, for very large sheets, and where reading them fails.

    The values never depend on this: they are those of the check.
    """
    cells = sum(len(grid.rows) * len(grid.rows[0]) for grid in grids if grid.rows)
    if not upload.content.startswith(ZIP) or cells > MOST_CELLS:
        return {}
    try:
        work = "assistant.workbook.read_looks:pickled_looks"
        found: Mapping[str, SheetLooks] = pickle.loads(run_bounded(work, upload.content, LIMITS, str(MOST_CELLS)))
    except (Exceeded, Crashed):
        return {}
    return found
