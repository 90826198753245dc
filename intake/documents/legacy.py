"""Compound files of the old Office (MS-CFB): Word by antiword in a process of its own, others by their readers."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import tempfile
from typing import TYPE_CHECKING

from intake.documents.content import Content, DocumentError
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.mail import read_msg
from intake.documents.old_sheets import read_old_sheets
from intake.documents.old_slides import read_old_slides
from intake.documents.old_word import without_deleted
from intake.stations import Attachment
from storage.records import ProblemKind

if TYPE_CHECKING:
    from olefile import OleFileIO

ANTIWORD = "antiword"
INSTALL = "apt-get install antiword"
_ENCRYPTED_FLAG = 0x0100
_ROW = re.compile(r"^\|(.*)\|[ \t]*$", re.M)
"""A table row as antiword draws it."""
_UNREAD = {
    "VisioDocument": ProblemKind.DRAWING(format="Visio"),
    "Quill": ProblemKind.OTHER_FORMAT(format="Publisher"),
    "Equation Native": ProblemKind.OTHER_FORMAT(format="Equation Editor"),
    "MatOST": ProblemKind.OTHER_FORMAT(format="Works"),
}


def read_compound(attachment: Attachment, limits: Limits) -> Content:
    """A compound file by what it holds. DocumentError when nothing in it is read."""
    from olefile import OleFileIO

    try:
        with OleFileIO(attachment.data) as ole:
            names = {entry[0] for entry in ole.listdir(streams=True, storages=True)}
            return _by_streams(ole, names, attachment, limits)
    except (OSError, ValueError, KeyError, IndexError, AttributeError, struct.error) as error:
        raise DocumentError(ProblemKind.DAMAGED(format="Office")) from error


def _by_streams(ole: OleFileIO, names: set[str], attachment: Attachment, limits: Limits) -> Content:
    if "EncryptedPackage" in names or "EncryptedSummary" in names:
        raise DocumentError(ProblemKind.LOCKED())
    if "__properties_version1.0" in names:
        return read_msg(attachment, limits)
    if "WordDocument" in names:
        return _word(ole.openstream("WordDocument").read(64), attachment.data, limits)
    book = next((name for name in ("Workbook", "Book") if name in names), "")
    if book:
        return read_old_sheets(attachment.data, ole.openstream(book).read(4096), limits)
    if "PowerPoint Document" in names:
        return read_old_slides(ole)
    return _embedded(ole, names)


def _embedded(ole: OleFileIO, names: set[str]) -> Content:
    """The file inside an embedded object, or the name of what it is."""
    for name in ("Package", "CONTENTS"):
        if name in names:
            return Content(inside=(Attachment("embedded", "application/octet-stream", ole.openstream(name).read()),))
    native = "\x01Ole10Native"
    if native in names:
        found = _native(ole.openstream(native).read())
        if found:
            return Content(inside=(found,))
    unread = (problem for name, problem in _UNREAD.items() if name in names)
    raise DocumentError(next(unread, ProblemKind.OTHER_FORMAT(format="OLE")))


def _native(data: bytes) -> Attachment | None:
    """The file in an Ole10Native stream: label, path and command, each ended by a zero, then size and bytes."""
    parts = data[6:].split(b"\0", 2)
    if len(parts) < 3:
        return None
    rest = parts[2][8:]
    end = rest.find(b"\0")
    size = int.from_bytes(rest[end + 1 : end + 5], "little")
    content = rest[end + 5 : end + 5 + size]
    return Attachment(parts[0].decode("cp1252", "ignore"), "application/octet-stream", content) if content else None


def _word(head: bytes, data: bytes, limits: Limits) -> Content:
    if len(head) >= 12 and int.from_bytes(head[10:12], "little") & _ENCRYPTED_FLAG:
        raise DocumentError(ProblemKind.LOCKED())
    if shutil.which(ANTIWORD) is None:
        raise DocumentError(ProblemKind.NO_ANTIWORD(program=ANTIWORD, install=INSTALL))
    with tempfile.NamedTemporaryFile(suffix=".doc") as file:
        file.write(without_deleted(data))
        file.flush()
        command = [ANTIWORD, "-m", "UTF-8.txt", "-w", "0", file.name]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and the name is that of our own temporary file
                command, capture_output=True, timeout=limits.seconds * 0.8, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise DocumentError(ProblemKind.TIMED_OUT(seconds=limits.seconds)) from error
    text = tidy(_ROW.sub(_cells, done.stdout.decode("utf-8", "ignore")))
    if done.returncode != 0 and not text:
        raise DocumentError(ProblemKind.OLD_WORD())
    return Content(text)


def _cells(row: re.Match[str]) -> str:
    return "\t".join(cell.strip() for cell in row[1].split("|"))
