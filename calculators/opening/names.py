"""Names by which the cells of several files are told apart: a cell is "file!sheet!B7", so no two files share a name."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from calculators.model import Issue, Upload
from corpus.bilingual import Bilingual

MARK, IN_PLACE_OF_MARK = "!", "！"


def named_apart(uploads: Sequence[Upload]) -> tuple[Upload, ...]:
    """Return files with names of their own: of several of one name the second is called 数据(2).xlsx, and so on.

    A “!” in a name becomes “！”. What was renamed knows how it came (`came_as`); names that serve stay as they are.
    """
    names = [upload.name.replace(MARK, IN_PLACE_OF_MARK) for upload in uploads]
    found: list[Upload] = []
    for at, upload in enumerate(uploads):
        taken = {*names, *(one.name for one in found)}
        name = _numbered(names[at], taken) if names[at] in names[:at] else names[at]
        found.append(upload if name == upload.name else replace(upload, name=name, came_as=upload.name))
    return tuple(found)


def _numbered(name: str, taken: Collection[str]) -> str:
    ending = PurePosixPath(name).suffix
    stem = name.removesuffix(ending)
    return next(one for number in count(2) if (one := f"{stem}({number}){ending}") not in taken)


def renamed_issue(upload: Upload) -> Issue:
    """A file that is called otherwise here than it came."""
    message = Bilingual(
        f"为区分各文件的单元格，这里把“{upload.came_as}”称作“{upload.name}”。",
        f"“{upload.came_as}” is called “{upload.name}” here, so that the cells of all files can be told apart.",
    )
    return Issue("file_renamed", "note", upload.name, None, None, upload.came_as, None, (), message)
