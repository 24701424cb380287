"""Files that a user names on the command line, as the bytes that the assistant reads."""

import stat
from collections.abc import Sequence
from pathlib import Path

from calculators.model import Upload
from calculators.opening.guards import MAX_FILE_BYTES
from corpus.bilingual import Bilingual
from ui.errors import UnreadableFile

READ_HINT = Bilingual("请检查路径和读取权限。", "Check the path and its permissions.")


def read_uploads(paths: Sequence[str]) -> tuple[Upload, ...]:
    """Read the files at `paths`. Raises UnreadableFile for a folder, a missing or an unreadable file."""
    return tuple(Upload(Path(path).name, read_bytes(path, MAX_FILE_BYTES + 1)) for path in paths)


def read_bytes(path: str, limit: int = -1) -> bytes:
    """Return the first `limit` bytes of a file (all, when negative): one byte too many is enough to refuse it."""
    try:
        # A pipe or a device may never end.
        if not stat.S_ISREG(Path(path).stat().st_mode) and not Path(path).is_dir():
            raise UnreadableFile(Bilingual(f"{path} 不是普通文件。", f"{path} is not a regular file."), READ_HINT)
        with Path(path).open("rb") as file:
            return file.read(limit)
    except IsADirectoryError as error:
        raise UnreadableFile(
            Bilingual(f"{path} 是文件夹，不是文件。", f"{path} is a folder, not a file."),
            Bilingual("请给出其中的文件。", "Name the file in it."),
        ) from error
    except FileNotFoundError as error:
        raise UnreadableFile(Bilingual(f"没有文件 {path}。", f"There is no file {path}."), READ_HINT) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(Bilingual(f"无法读取文件 {path}。", f"Cannot read the file {path}."), READ_HINT) from error
