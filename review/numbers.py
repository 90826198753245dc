"""Registration numbers of the records system, read back from a table (CSV): nothing is overwritten unasked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from storage import submissions
from storage.records import Submission

CODE = {"code", "kods", "mūsu kods", "iesnieguma kods"}
NUMBER = {"registration_number", "registration number", "reģistrācijas numurs", "reģ. nr.", "reg. nr.", "numurs"}
"""Names of the two columns that are read, in small letters; other columns are left alone."""
LONGEST = 100


class TableError(ValueError):
    """The file is not a table with a column of codes and one of numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: our code and the number given to it."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a table would do: letters that get a number, letters that have another one, codes nobody knows."""

    new: tuple[tuple[Submission, str], ...]
    other: tuple[tuple[Submission, str], ...]
    same: int
    unknown: tuple[str, ...]


def rows_of(data: bytes) -> list[Row]:
    """The lines that hold both; commas, semicolons or tabs, UTF-8 or the Baltic code page. Raises TableError."""
    lines = list(csv.reader(io.StringIO(text := _text(data)), delimiter=_delimiter(text)))
    heads = [cell.strip().lower() for cell in lines[0]] if lines else []
    code = next((at for at, head in enumerate(heads) if head in CODE), None)
    number = next((at for at, head in enumerate(heads) if head in NUMBER), None)
    if code is None or number is None:
        raise TableError("no column of codes or of registration numbers")
    cells = ((_cell(line, code).upper(), _cell(line, number)) for line in lines[1:])
    return [Row(ours, theirs) for ours, theirs in cells if ours and theirs]


def match(connection: Connection, rows: Sequence[Row]) -> Matched:
    """What the lines say of the letters on record; of two lines with one code the later counts."""
    new: list[tuple[Submission, str]] = []
    other: list[tuple[Submission, str]] = []
    same, unknown = 0, []
    for code, number in {row.code: row.number for row in rows}.items():
        held = submissions.by_code(connection, code)
        if held is None:
            unknown.append(code)
        elif held.registration_number == number:
            same += 1
        else:
            (other if held.registration_number else new).append((held, number))
    return Matched(tuple(new), tuple(other), same, tuple(unknown))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1257", "replace")


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _cell(line: Sequence[str], at: int) -> str:
    """A cell's words; the mark by which our own tables stop a spreadsheet from counting is taken off."""
    told = " ".join(line[at].split()) if at < len(line) else ""
    return told.removeprefix("'")[:LONGEST]
