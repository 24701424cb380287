"""Checks take turns: two at once, so that many sheets cannot take the whole machine from everybody else."""

import contextlib
import threading
from collections.abc import Iterator, Sized

from corpus.bilingual import Bilingual
from ui.errors import Refused

AT_ONCE = 2
WAIT_SECONDS = 30.0
WAIT_SECONDS_OF_PAGE = 10.0  # a person who reads nothing loads the page again, which would only add to the work
MAX_FILES = 12

_free = threading.BoundedSemaphore(AT_ONCE)


@contextlib.contextmanager
def turn(files: Sized, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold a turn for a check of `files`, none where they have been taken in already.

    Raises Refused for too many files (413), or when no turn comes within `wait` seconds (429).
    """
    if len(files) > MAX_FILES:
        raise Refused(
            413,
            "too_many_files",
            Bilingual(f"一次最多 {MAX_FILES} 个文件。", f"At most {MAX_FILES} files at a time."),
            Bilingual("请分次上传。", "Send them in several turns."),
        )
    if not _free.acquire(timeout=wait):
        raise Refused(
            429,
            "busy",
            Bilingual("正在检查的数据表太多。", "Too many sheets are being checked."),
            Bilingual("请稍候再试。", "Wait a moment."),
        )
    try:
        yield
    finally:
        _free.release()
