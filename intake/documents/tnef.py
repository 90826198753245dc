"""winmail.dat (MS-OXTNEF) written as the message it stands for.

tnefparse reads the single objects; they are gone through here, so that one bad object loses only itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.documents.content import DocumentError
from intake.documents.lzfu import decompressed
from intake.documents.outlook import BODY, CONTENT_ID, HTML, LONG_FILE_NAME, MIME_TYPE, RTF
from intake.documents.rebuilt import message_bytes
from intake.documents.rtf import rtf_text
from intake.letters.charsets import decode
from intake.stations import Attachment
from storage.records import ProblemKind

SIGNATURE = b"\x78\x9f\x3e\x22"
_START = 6
_OF_BYTES = (0x0001, 0x000D, 0x001E, 0x001F, 0x0102)
"""The property types whose value is a list of strings or bytes."""
_RAW = "latin-1"
"""Strings pass through tnefparse byte by byte and are decoded here."""


@dataclass(slots=True)
class _File:
    name: str = ""
    content_type: str = ""
    content_id: str = ""
    data: bytes = b""


@dataclass(slots=True)
class _Found:
    page: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""
    rtf: bytes = b""
    files: list[_File] = field(default_factory=list)


def message_of_tnef(data: bytes) -> bytes:
    """The message inside, as RFC 5322 bytes. DocumentError when there is none."""
    if not data.startswith(SIGNATURE):
        raise DocumentError(ProblemKind.DAMAGED(format="winmail.dat"))
    found = _Found()
    _read(data, found)
    if found == _Found(page=found.page):
        raise DocumentError(ProblemKind.DAMAGED(format="winmail.dat"))
    if found.rtf and not found.text.strip() and not found.html:
        found.text, found.html = rtf_text(found.rtf)
    return message_bytes(
        "", {"Subject": found.subject}, (found.text, found.html), [_attachment(f) for f in found.files]
    )


def _attachment(file: _File) -> Attachment:
    return Attachment(file.name, file.content_type, file.data, file.content_id)


def _read(data: bytes, found: _Found) -> None:
    from tnefparse.tnef import TNEF, TNEFObject

    position = _START
    while position + TNEF.MIN_OBJ_SIZE <= len(data):
        size = int.from_bytes(data[position + 5 : position + 9], "little") + 11
        thing = TNEFObject(data[position : position + size])
        position += size
        try:
            _take(thing, found)
        except (ValueError, IndexError, KeyError, TypeError, AttributeError):
            continue  # a bad object loses only itself


def _take(thing: Any, found: _Found) -> None:
    """One object; `thing` is a TNEFObject, which has no types."""
    from tnefparse.tnef import TNEF

    if thing.name == TNEF.ATTATTACHRENDDATA:
        found.files.append(_File())
    elif thing.level == TNEF.LVL_ATTACHMENT and found.files:
        _take_file(thing, found)
    elif thing.name == TNEF.ATTOEMCODEPAGE:
        found.page = f"cp{int.from_bytes(thing.data[:4], 'little')}"
    elif thing.name == TNEF.ATTSUBJECT:
        found.subject = _text(thing.data, found)
    elif thing.name == TNEF.ATTBODY:
        found.text = found.text or _text(thing.data, found)
    elif thing.name == TNEF.ATTMAPIPROPS:
        _take_bodies(thing.data, found)


def _take_bodies(data: bytes, found: _Found) -> None:
    for name, value in _properties(data):
        if name == BODY:
            found.text = _text(value, found) or found.text
        elif name == HTML:
            found.html = _text(value, found)
        elif name == RTF and isinstance(value, bytes):
            found.rtf = decompressed(value)


def _take_file(thing: Any, found: _Found) -> None:
    from tnefparse.mapi import IMESSAGE_SIG
    from tnefparse.properties import MAPI_ATTACH_DATA_OBJ
    from tnefparse.tnef import TNEF

    file = found.files[-1]
    if thing.name == TNEF.ATTATTACHTITLE:
        file.name = file.name or _text(thing.data, found)
    elif thing.name == TNEF.ATTATTACHDATA:
        file.data = thing.data
    elif thing.name == TNEF.ATTATTACHMENT:
        told = dict(_properties(thing.data))
        file.name = _text(told.get(LONG_FILE_NAME, b""), found) or file.name
        file.content_type = _text(told.get(MIME_TYPE, b""), found)
        file.content_id = _text(told.get(CONTENT_ID, b""), found)
        embedded = told.get(MAPI_ATTACH_DATA_OBJ)
        file.data = embedded.removeprefix(IMESSAGE_SIG) if isinstance(embedded, bytes) else file.data


def _properties(data: bytes) -> list[tuple[int, Any]]:
    from tnefparse.mapi import decode_mapi

    found = [(one.name, one.raw_data) for one in decode_mapi(data, _RAW) if one.attr_type in _OF_BYTES]
    return [(name, value[0]) for name, value in found if value]


def _text(value: Any, found: _Found) -> str:
    """A string property: wide ones are str already, others bytes or str of bytes."""
    if isinstance(value, str):
        if any(letter > "\xff" for letter in value):
            return value.rstrip("\0")
        value = value.encode(_RAW)
    return decode(value.rstrip(b"\0"), found.page).text
