"""Where Gradio keeps uploads until they are read: a folder of this process alone, swept of whatever was left in it."""

import asyncio
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MAX_AGE_SECONDS = 120.0
SWEEP_SECONDS = 30.0


def make_folder(home: Path) -> Path:
    """Return a new folder of this process in `home`, for nobody else; those of processes that have ended go."""
    parent = home / "uploads"
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in parent.iterdir():
        process = one.name.partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(one, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))


def sweep(folder: Path, older_than: float = MAX_AGE_SECONDS) -> None:
    """Remove the files of a folder that nobody has read within `older_than` seconds, and folders left empty."""
    edge = time.time() - older_than
    for one in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            if one.is_dir():
                if one.stat().st_mtime < edge:
                    one.rmdir()
            elif one.lstat().st_mtime < edge:
                one.unlink()


async def keep_swept(*sweeps: Callable[[], None], every: float = SWEEP_SECONDS) -> None:
    """Sweep at once, and again every so many seconds, until cancelled."""
    while True:
        for one in sweeps:
            with contextlib.suppress(OSError):  # a folder that goes meanwhile must not end the sweeping
                await asyncio.to_thread(one)
        await asyncio.sleep(every)


def _runs(process: int) -> bool:
    """Tell whether a process runs; one that belongs to somebody else does."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
