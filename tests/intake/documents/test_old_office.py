"""Excel and PowerPoint files from before 2007, record by record."""

import struct

import pytest
from compound_for_tests import compound
from documents_for_tests import read

from storage.records import sentences

SAVED, LOCKED = 0xE391C05F, 0xF3D1C4DF


def cells(*records: bytes, codes: bytes = b"") -> bytes:
    """A workbook of one sheet with these records (MS-XLS 2.1.4)."""
    fonts = xls(0x31, bytes(14) + b"\x01\0A") * 5
    percent, date = (xls(0xE0, struct.pack("<HHH", 0, form, 1) + bytes(14)) for form in (9, 14))
    head = xls(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + codes + fonts + percent + date
    size = len(head) + 4 + 4 + 2 + 2 + 5 + 4
    sheet = xls(0x85, struct.pack("<IHBB", size, 0, 5, 0) + b"Lapa1") + xls(0x0A)
    return head + sheet + xls(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(records) + xls(0x0A)


def xls(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def words(row: int, column: int, text: str) -> bytes:
    return xls(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float, style: int) -> bytes:
    return xls(0x203, struct.pack("<HHHd", row, column, style, value))


def slides(lists: bytes, *objects: bytes, token: int = SAVED) -> bytes:
    """A presentation whose document holds `lists`; `objects` are the slides named from 2 on (MS-PPT 2.1.2)."""
    deleted = ppt(0x3EE, box("Izdzēsts"), container=True)
    document = ppt(0x3E8, lists, container=True)
    data, offsets = deleted, []
    for part in (document, *objects):
        offsets.append(len(data))
        data += part
    directory = struct.pack(f"<{len(offsets) + 1}I", 1 | len(offsets) << 20, *offsets)
    edit = ppt(0xFF5, struct.pack("<IIIIIIHH", 0, 0, 0, len(data), 1, 9, 0, 0))
    user = ppt(0xFF6, struct.pack("<III", 20, token, len(data) + len(directory) + 8))
    stream = data + ppt(0x1772, directory) + edit
    return compound({"Current User": user + bytes(40), "PowerPoint Document": stream + bytes(5_000)})


def ppt(kind: int, content: bytes, instance: int = 0, *, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if container else 0), kind, len(content)) + content


def chars(text: str) -> bytes:
    return ppt(0xFA0, text.encode("utf-16-le"))


def box(text: str) -> bytes:
    return ppt(0xF00D, chars(text), container=True)


def listed(*objects: int, instance: int = 0, outline: bytes = b"") -> bytes:
    entries = b"".join(ppt(0x3F3, struct.pack("<IIIII", number, 0, 0, 0, 0)) + outline for number in objects)
    return ppt(0xFF0, entries, instance, container=True)


def test_the_cells_of_an_old_sheet_as_they_are_shown() -> None:
    book = cells(words(0, 0, "Ķekava"), words(0, 1, "Ирина"), number(1, 0, 0.5, 0), number(1, 1, 43832, 1))
    assert read(compound({"Workbook": book + bytes(5_000)}), "a.xls").text == "Ķekava\tИрина\n50%\t2020-01-02"


@pytest.mark.parametrize(
    ("book", "problem"),
    [
        (cells(codes=xls(0x2F, bytes(6))), "locked by a password"),
        (b"\x09\x08" + b"\xff" * 6_000, "a damaged file (Excel)"),
    ],
)
def test_old_sheets_that_cannot_be_read(book: bytes, problem: str) -> None:
    assert problem in sentences(read(compound({"Workbook": book + bytes(5_000)}), "a.xls").problems)


def test_the_slides_as_last_saved_and_their_notes() -> None:
    lists = listed(2, outline=ppt(0xFA8, b"Parks\rTilts")) + listed(4, instance=1) + listed(3, instance=2)
    slide = ppt(0x3EE, ppt(0x40C, box("Brīvs logs"), container=True), container=True)
    notes = ppt(0x3F0, box("Piezīme"), container=True)
    master = ppt(0x3F8, box("Rediģējiet virsrakstu"), container=True)
    assert read(slides(lists, slide, notes, master), "a.ppt").text == "Parks\nTilts\n\nBrīvs logs\n\nPiezīme"


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (slides(b"", token=LOCKED), "locked by a password"),
        (compound({"Current User": bytes(60), "PowerPoint Document": bytes(5_000)}), "a damaged file (PowerPoint)"),
        (compound({"PowerPoint Document": bytes(5_000)}), "a damaged file (PowerPoint)"),
    ],
)
def test_old_slides_that_cannot_be_read(file: bytes, problem: str) -> None:
    assert problem in sentences(read(file, "a.ppt").problems)
