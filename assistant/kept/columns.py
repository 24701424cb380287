"""What users have confirmed of their sheets' headings, kept so that nobody is asked twice: a file for each header.

The files lie in `<JUNHENG_HOME>/columns` and hold headings alone, never a school's data.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock

from assistant.errors import ColumnsUnavailable, UnknownHeader
from calculators.errors import MalformedMapping
from calculators.sheets.confirmed import Confirmed, HeaderMapping
from calculators.sheets.confirmed_files import dump_mappings, load_mappings
from corpus.bilingual import Bilingual
from corpus.shelf_files import aside, stats, write_aside

LOCK_SECONDS = 60.0
ENDING = ".yaml"
SHAPE = re.compile("[0-9a-f]{16}")


class KeptColumns:
    """The confirmed columns of one data folder. Many processes may read them; writers wait for each other."""

    def __init__(self, home: Path) -> None:
        """Keep them in `home`; nothing is made before the first is kept."""
        self._folder = home / "columns"
        self._seen: tuple[str, Confirmed] | None = None

    def confirmed(self) -> Confirmed:
        """Return all that is kept; a file that cannot be read is told where its header turns up."""
        fingerprint = stats(self._folder, ENDING)
        if self._seen is None or self._seen[0] != fingerprint:
            self._seen = fingerprint, self._read()
        return self._seen[1]

    def keep(self, mappings: Iterable[HeaderMapping]) -> None:
        """Keep mappings, each in place of what was kept for its header. Raises ColumnsUnavailable."""
        with self._writing():
            for one in mappings:
                self._write(one)

    def add(self, mappings: Iterable[HeaderMapping]) -> None:
        """Keep mappings beside what is kept for their headers. Raises ColumnsUnavailable."""
        with self._writing():
            for one in mappings:
                self._write(beside(one, self._read()))

    def forget(self, shape: str) -> None:
        """Remove what is kept for a header, a damaged file too. Raises UnknownHeader or ColumnsUnavailable."""
        with self._writing():
            if not SHAPE.fullmatch(shape) or not self._path(shape).is_file():
                raise UnknownHeader(
                    Bilingual(f"没有保存过表头“{shape}”的列。", f"Nothing is kept for the header “{shape}”."),
                    Bilingual("可用 junheng columns list 查看。", "junheng columns list shows what is kept."),
                )
            self._path(shape).unlink()

    def forget_any(self, shapes: Iterable[str]) -> None:
        """Remove what is kept for headers, if anything is. Raises ColumnsUnavailable."""
        with self._writing():
            for shape in filter(SHAPE.fullmatch, shapes):
                self._path(shape).unlink(missing_ok=True)

    def _read(self) -> Confirmed:
        found, damaged = [], set()
        for path in sorted(self._folder.glob(f"*{ENDING}")) if self._folder.is_dir() else ():
            try:
                found.append(_of_shape(path))
            except (MalformedMapping, OSError):
                damaged.add(path.stem)
        return Confirmed({one.shape: one for one in found}, frozenset(damaged))

    def _write(self, mapping: HeaderMapping) -> None:
        path = self._path(mapping.shape)
        write_aside(path, dump_mappings([mapping]).encode())
        aside(path).replace(path)

    def _path(self, shape: str) -> Path:
        return self._folder / f"{shape}{ENDING}"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._folder.with_suffix(".lock"), timeout=LOCK_SECONDS):
                yield
        except OSError as error:
            raise _unavailable(self._folder, error) from error


def beside(mapping: HeaderMapping, known: Confirmed) -> HeaderMapping:
    """Return a mapping with what is known of its header already; of two choices for one heading its own counts."""
    before = known.mappings.get(mapping.shape)
    return before.with_choices(mapping.columns) if before else mapping


def _of_shape(path: Path) -> HeaderMapping:
    """Return the one mapping of a file, whose name must be its shape. Raises MalformedMapping."""
    found = load_mappings(path.read_bytes(), path.name)
    if [one.shape for one in found] != [path.stem]:
        raise MalformedMapping(
            Bilingual(f"{path.name} 的表头与文件名不符。", f"{path.name} is of another header than its name says.")
        )
    return found[0]


def _unavailable(folder: Path, error: OSError) -> ColumnsUnavailable:
    why = error.strerror or str(error)
    return ColumnsUnavailable(
        Bilingual(f"没有保存：{folder} 不可写（{why}）。", f"Nothing was kept: {folder} cannot be written ({why})."),
        Bilingual("请用 JUNHENG_HOME 指定一个可写的目录。", "Set JUNHENG_HOME to a folder that can be written."),
    )
