"""Whatever is wrong with an archive has one of three names, and a fault of the code that reads it keeps its own."""

import io
import zipfile

import pytest

from corpus.archives import BrokenArchive, LockedArchive, TooMuchUnpacked, count_unpacked, open_archive

TEXT = b"abc" * 5000
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def packed(method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.txt", TEXT)
    return stream.getvalue()


def count(content: bytes, most: int = len(TEXT)) -> int:
    with open_archive(content) as archive:
        return count_unpacked(archive, most)


@pytest.mark.parametrize("method", METHODS)
def test_an_archive_is_counted_however_it_is_packed(method):
    assert count(packed(method)) == len(TEXT)


@pytest.mark.parametrize("method", METHODS)
def test_one_byte_more_than_allowed_is_too_much(method):
    with pytest.raises(TooMuchUnpacked):
        count(packed(method), len(TEXT) - 1)


@pytest.mark.parametrize("method", METHODS)
def test_damage_at_any_place_is_a_broken_archive_or_none(method):
    content = packed(method)
    for place in range(0, len(content), max(len(content) // 200, 1)):
        damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        try:
            count(damaged)
        except (BrokenArchive, LockedArchive):
            continue


def test_an_entry_with_a_password_is_locked():
    content = bytearray(packed(zipfile.ZIP_DEFLATED))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedArchive):
        count(bytes(content))


@pytest.mark.parametrize("fault", [RuntimeError, RecursionError, KeyError])
def test_a_fault_of_the_reader_is_no_fault_of_the_archive(fault):
    with pytest.raises(fault), open_archive(packed(zipfile.ZIP_DEFLATED)):
        raise fault
