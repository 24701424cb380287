"""The file that `check --report` writes: never one of the sheets checked, and whole or not at all."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.bilingual import Bilingual
from ui.command.template import FOLDER_HINT, NAME_HINT, SUFFIX
from ui.errors import NotWritten
from ui.words.text import readable

OTHER_NAME = Bilingual("原文件不会被改动，请换一个文件名。", "The originals stay as they are; give another name.")


def report_path(out: str, sheets: Sequence[str]) -> Path:
    """Return where a report goes. Raises NotWritten where that is no .xlsx, or one of the sheets checked."""
    path = Path(readable(out))
    if path.suffix.lower() != SUFFIX:
        raise NotWritten(Bilingual(f"{out} 不是 .xlsx 文件名。", f"{out} is no name of an .xlsx file."), NAME_HINT)
    if any(_is_same(path, Path(sheet)) for sheet in sheets):
        raise NotWritten(Bilingual(f"{out} 就是要核查的文件。", f"{out} is one of the files to check."), OTHER_NAME)
    return path


def write_report(path: Path, content: bytes) -> None:
    """Put a report in its place, over an earlier one. Raises NotWritten; then what was there is there still."""
    beside: str | None = None
    try:
        handle, beside = tempfile.mkstemp(suffix=SUFFIX, prefix=".", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_mask())
        Path(beside).replace(path)
    except (OSError, ValueError) as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise NotWritten(Bilingual(f"无法写入 {path}。", f"Cannot write {path}."), FOLDER_HINT) from error


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, links and letter case of the file system included."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
