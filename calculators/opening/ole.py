"""The main stream of an OLE compound file, which is how xls and the old .et are packed.

Source: [MS-CFB], Compound File Binary File Format. Raises ValueError or struct.error where the file breaks its rules.
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_BYTES = 512
ENTRY_BYTES = 128
LAST_SECTOR = 0xFFFFFFFA
ROOT, ROOT_KIND = "", 5  # its data is where the small streams stand
DIFAT_IN_HEADER = 109


class CompoundFile:
    """The sectors of a compound file and its directory of streams."""

    def __init__(self, content: bytes) -> None:
        sector_shift, mini_shift = struct.unpack_from("<HH", content, 0x1E)
        if sector_shift not in (9, 12) or mini_shift != 6:
            raise ValueError("odd sizes of sectors")
        self._content, self._size, self._mini_size = content, 1 << sector_shift, 1 << mini_shift
        directory, self._least = struct.unpack_from("<I4xI", content, 0x30)
        self._table = self._allocation()
        (first_mini,) = struct.unpack_from("<I", content, 0x3C)
        self._mini_table = _numbers(self._chain(first_mini)) if first_mini < LAST_SECTOR else ()
        self._directory = self._chain(directory)

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        """Return the first stream of one of these names (in small letters), or None."""
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(self._directory) - ENTRY_BYTES + 1, ENTRY_BYTES):
            entry = self._directory[at : at + ENTRY_BYTES]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()
            start, size = struct.unpack_from("<II", entry, 116)
            entries.setdefault(ROOT if kind == ROOT_KIND else name, (start, size))
        found = next((entries[name] for name in names if name in entries), None)
        root, _ = entries.get(ROOT, (LAST_SECTOR, 0))
        return None if found is None else self._data(*found, root)

    def _data(self, start: int, length: int, root: int) -> bytes:
        if length >= self._least:
            return self._chain(start)[:length]
        small = self._chain(root)
        sectors = _follow(self._mini_table, start)
        return b"".join(small[at * self._mini_size : (at + 1) * self._mini_size] for at in sectors)[:length]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(self._table, start)))

    def _allocation(self) -> tuple[int, ...]:
        """Return the sector after each sector, from the sectors that the header and its continuations list."""
        lists = list(struct.unpack_from(f"<{DIFAT_IN_HEADER}I", self._content, 0x4C))
        (following,) = struct.unpack_from("<I", self._content, 0x44)
        for _ in range(len(self._content) // self._size):
            if following >= LAST_SECTOR:
                break
            *more, following = _numbers(self._sector(following))
            lists += more
        return _numbers(b"".join(self._sector(one) for one in lists if one < LAST_SECTOR))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _follow(table: tuple[int, ...], start: int) -> list[int]:
    """Return a chain of sectors. Raises ValueError for one that runs in a circle or out of the file."""
    chain: list[int] = []
    while start < LAST_SECTOR:
        if start >= len(table) or len(chain) > len(table):
            raise ValueError("a chain of sectors without an end")
        chain.append(start)
        start = table[start]
    return chain
