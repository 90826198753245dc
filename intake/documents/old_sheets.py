"""Excel files before 2007 (.xls, MS-XLS) by xlrd: the shown values row by row, and the notes."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from intake.documents.cell_formats import shown_number
from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from storage.records import ProblemKind

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

_FILE_PASS = 0x2F
_BOOLEANS = {0: "FALSE", 1: "TRUE"}


def read_old_sheets(data: bytes, start: bytes, limits: Limits) -> Content:
    """Each sheet under its name, where there is more than one; `start` are the first bytes of the workbook's stream."""
    if _is_locked(start):
        raise DocumentError(ProblemKind.LOCKED())
    texts, left = [], limits.text
    with _opened(data) as book:
        for sheet in book.sheets():
            text = _sheet(book, sheet, left)
            left -= len(text)
            texts.append(f"{sheet.name}\n{text}" if text and book.nsheets > 1 else text)
            if left < 0:
                break
    return Content(joined(*texts))


def _is_locked(start: bytes) -> bool:
    """Does a FilePass record stand among the first records (MS-XLS 2.4.117)?"""
    position = 0
    while position + 4 <= len(start):
        kind, size = struct.unpack_from("<HH", start, position)
        if kind == _FILE_PASS:
            return True
        position += 4 + size
    return False


def _opened(data: bytes) -> Book:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # xlrd raises whatever its records lead it to, AssertionError among them
        raise DocumentError(ProblemKind.DAMAGED(format="Excel")) from error


def _sheet(book: Book, sheet: Sheet, most: int) -> str:
    lines, length = [], 0
    for row in range(sheet.nrows):
        line = "\t".join(filter(None, (_shown(book, cell) for cell in sheet.row(row))))
        if line:
            lines.append(line)
            length += len(line)
        if length > most:
            break
    notes = [note.text for _, note in sorted(sheet.cell_note_map.items())]
    return joined(tidy("\n".join(lines)), *notes)


def _shown(book: Book, cell: Cell) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).strip()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return _BOOLEANS.get(cell.value, "")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown_number(cell.value, _form(book, cell), book.datemode == 1)
    return ""


def _form(book: Book, cell: Cell) -> str:
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return ""
    found = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return str(found.format_str) if found else ""
