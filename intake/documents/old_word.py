"""Words that a tracked change deleted in Word 97 to 2003 files (MS-DOC), blanked before any program reads them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import pairwise

_WORD_97 = 0xC1
_OTHER_TABLE = 0x0200
_CHARACTER_PAGES = 0xFA
_PIECES = 0x1A2
"""Where the file information block tells the place and size of the two tables (MS-DOC 2.5.6)."""
_PAGE = 512
_PAGE_NUMBER = 0x3FFFFF
_DELETED = 0x0800
"""sprmCFRMarkDel (MS-DOC 2.6.1)."""
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_NARROW = 0x40000000


def without_deleted(data: bytes) -> bytes:
    """The file with blanks for what is marked as deleted; as it is where nothing is, or its tables cannot be read."""
    try:
        return _blanked(data)
    except (OSError, ValueError, IndexError, struct.error):
        return data


def _blanked(data: bytes) -> bytes:
    from olefile import OleFileIO

    with OleFileIO(file := io.BytesIO(data), write_mode=True) as ole:
        document = ole.openstream("WordDocument").read()
        name = "1Table" if int.from_bytes(document[10:12], "little") & _OTHER_TABLE else "0Table"
        if int.from_bytes(document[2:4], "little") < _WORD_97 or not ole.exists(name):
            return data
        table = ole.openstream(name).read()
        spans, pieces = list(_deleted(document, table)), list(_pieces(document, table))
        blanked = bytearray(document)
        for start, end in spans:
            _blank(blanked, start, end, pieces)
        if blanked != document:
            ole.write_stream("WordDocument", bytes(blanked))
        return file.getvalue()


def _deleted(document: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) in the stream of each run of characters that is marked as deleted (MS-DOC 2.8.5, 2.9.33)."""
    place, size = struct.unpack_from("<II", document, _CHARACTER_PAGES)
    count = max(0, (min(size, len(table)) - 4) // 8)
    for number in struct.unpack_from(f"<{count}I", table, place + 4 * (count + 1)):
        page = document[(number & _PAGE_NUMBER) * _PAGE :][:_PAGE]
        runs = page[-1] if len(page) == _PAGE else 0
        bounds = struct.unpack_from(f"<{runs + 1}I", page) if 5 * runs + 4 < _PAGE else ()
        for (start, end), at in zip(pairwise(bounds), page[4 * (runs + 1) :], strict=False):
            if at and _marks_deleted(page[2 * at + 1 : 2 * at + 1 + page[2 * at]]):
                yield start, end


def _marks_deleted(properties: bytes) -> bool:
    """Is sprmCFRMarkDel among the properties, and on?"""
    at = 0
    while at + 3 <= len(properties):
        code = int.from_bytes(properties[at : at + 2], "little")
        if code == _DELETED:
            return properties[at + 2] == 1
        at += 2 + _OPERANDS.get(code >> 13, 1 + properties[at + 2])
    return False


def _pieces(document: bytes, table: bytes) -> Iterator[tuple[int, int, int]]:
    """(start, end, bytes a character) of each piece of text in the stream (MS-DOC 2.8.35)."""
    place, size = struct.unpack_from("<II", document, _PIECES)
    end = min(place + size, len(table))
    while place < end and table[place] == 1:
        place += 3 + int.from_bytes(table[place + 1 : place + 3], "little")
    count = max(0, (min(int.from_bytes(table[place + 1 : place + 5], "little"), end - place) - 4) // 12)
    bounds = struct.unpack_from(f"<{count + 1}I", table, place + 5)
    for number, (first, last) in enumerate(pairwise(bounds)):
        (where,) = struct.unpack_from("<I", table, place + 5 + 4 * (count + 1) + 8 * number + 2)
        width = 1 if where & _NARROW else 2
        start = (where & ~_NARROW) // (3 - width)
        yield start, start + width * (last - first), width


def _blank(document: bytearray, start: int, end: int, pieces: list[tuple[int, int, int]]) -> None:
    for first, last, width in pieces:
        left, right = max(start, first), min(end, last)
        if left < right:
            document[left:right] = b" \0"[:width] * ((right - left) // width)
