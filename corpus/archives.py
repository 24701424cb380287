"""Archives (zip) that a stranger packed: opened under one name for each fault, and counted before they are read.

A few kilobytes can unpack to gigabytes, the sizes in the directory may lie, and two entries of one name let a file be
counted that another reader never sees. So every entry is unpacked in a stream and its bytes are counted.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

MEGABYTE = 1024 * 1024
MAX_UNPACKED_BYTES = 300 * MEGABYTE
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
CHUNK_BYTES = 4 * MEGABYTE
ENCRYPTED = 0x1  # the flag of an entry, as the zip format has it
# All that zipfile and its four ways of packing raise for damaged bytes; none of them is this project's own.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, ValueError,
)  # fmt: skip


class BrokenArchive(Exception):
    """The zip structure is damaged, or its entries contradict each other."""


class LockedArchive(Exception):
    """An entry wants a password."""


class TooMuchUnpacked(Exception):
    """The entries unpack to more bytes than allowed."""


@contextmanager
def open_archive(content: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive. Raises `LockedArchive`; damage found while it is read within raises `BrokenArchive`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(entry.flag_bits & ENCRYPTED for entry in archive.infolist()):
                raise LockedArchive("an entry wants a password")
            yield archive
    except DAMAGED as fault:
        raise BrokenArchive(str(fault)) from fault


def names_in(archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the names of the entries in small letters, with the slashes that the format asks for."""
    return frozenset(plain_name(name) for name in archive.namelist())


def plain_name(name: str) -> str:
    r"""Return the name of an entry as other programs look it up.

    >>> plain_name(r"xl\Workbook.xml")
    'xl/workbook.xml'
    """
    return name.replace("\\", "/").lower()


def count_unpacked(archive: zipfile.ZipFile, most: int = MAX_UNPACKED_BYTES) -> int:
    """Return how many bytes the entries unpack to, checked by their sums (CRC).

    Raises `TooMuchUnpacked` as soon as they exceed `most`, and `BrokenArchive` for two entries of one name.
    """
    entries = archive.infolist()
    if len({entry.filename for entry in entries}) < len(entries):
        raise BrokenArchive("two entries of one name")
    left = most
    for entry in entries:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise TooMuchUnpacked(f"more than {most} bytes")
    return most - left
