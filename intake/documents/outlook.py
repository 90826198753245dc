"""Outlook messages (MS-OXMSG, MS-OXPROPS) written as the messages of RFC 5322 that they stand for.

The compound file is taken apart by python-oxmsg; properties are read here, since its strings know no Baltic code
pages and one bad property would lose the whole message.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cached_property

from oxmsg.storage import Storage

from intake.documents.content import DocumentError
from intake.documents.lzfu import decompressed
from intake.documents.rebuilt import message_bytes
from intake.documents.rtf import rtf_text
from intake.letters.charsets import decode
from intake.stations import Attachment
from storage.records import ProblemKind

TEXT, WIDE, BINARY = 0x001E, 0x001F, 0x0102
SUBJECT, HEADERS, BODY, RTF, HTML = 0x0037, 0x007D, 0x1000, 0x1009, 0x1013
SENDER_NAME, SENDER_TYPE, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1E, 0x0C1F, 0x5D01
SENT_FOR_NAME, SENT_FOR_ADDRESS, SENT_FOR_SMTP = 0x0042, 0x0065, 0x5D02
MESSAGE_ID, IN_REPLY_TO, REFERENCES = 0x1035, 0x1042, 0x1039
DISPLAY_NAME, ADDRESS, SMTP_ADDRESS = 0x3001, 0x3003, 0x39FE
DATA, FILE_NAME, LONG_FILE_NAME, MIME_TYPE, CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
SUBMITTED, DELIVERED, CODE_PAGE, INTERNET_CODE_PAGE, RECIPIENT_TYPE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE, 0x0C15
_ENTRY = struct.Struct("<HHIq")
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DEEPEST = 10
_TO = 1


@dataclass(frozen=True)
class Properties:
    """The properties of one storage: a message, a recipient or an attachment."""

    storage: Storage
    header: int = 8
    """Bytes before the fixed properties: 32 in a message, 24 in an embedded one, 8 in anything else."""
    page: str = ""

    @cached_property
    def _streams(self) -> dict[str, bytes]:
        return {stream.name.lower(): stream.bytes_ for stream in self.storage.streams}

    @cached_property
    def _fixed(self) -> dict[int, int]:
        data = self._streams.get("__properties_version1.0", b"")[self.header :]
        whole = len(data) // _ENTRY.size * _ENTRY.size
        return {name: number for _, name, _, number in _ENTRY.iter_unpack(data[:whole])}

    @property
    def is_message(self) -> bool:
        """The storage holds properties, as embedded messages do and other embedded objects do not."""
        return "__properties_version1.0" in self._streams

    @cached_property
    def code_page(self) -> str:
        """The charset label of 8-bit strings: the message's own, else that of what holds it."""
        pages = (self._fixed.get(name, 0) & 0xFFFF for name in (INTERNET_CODE_PAGE, CODE_PAGE))
        return next((f"cp{page}" if page != 65001 else "utf-8" for page in pages if page not in (0, 1200)), self.page)

    def bytes_of(self, name: int, kind: int = BINARY) -> bytes:
        """A property of variable length as it is stored; b"" when it is not there."""
        return self._streams.get(f"__substg1.0_{name:04x}{kind:04x}", b"")

    def text(self, *names: int) -> str:
        """The first of these properties that has text."""
        for name in names:
            wide = self.bytes_of(name, WIDE)
            text = (
                wide.decode("utf-16-le", "ignore") if wide else decode(self.bytes_of(name, TEXT), self.code_page).text
            )
            if text.strip("\0 "):
                return text.rstrip("\0")
        return ""

    def time(self, *names: int) -> datetime | None:
        """The first of these times (FILETIME) that is set."""
        ticks = next((self._fixed[name] for name in names if self._fixed.get(name, 0) > 0), 0)
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def number(self, name: int) -> int:
        """A fixed number, 0 when it is not set."""
        return self._fixed.get(name, 0) & 0xFFFFFFFF


def message_of(data: bytes) -> bytes:
    """The message that a .msg file holds, as RFC 5322 bytes. DocumentError when it is no such file."""
    from olefile import OleFileIO

    try:
        with OleFileIO(data) as ole:
            root = Storage.from_ole(ole)
    except (OSError, ValueError, KeyError, IndexError, AttributeError, struct.error) as error:
        raise DocumentError(ProblemKind.DAMAGED(format="Outlook")) from error
    return _message(Properties(root, header=32), 0)


def _message(found: Properties, depth: int) -> bytes:
    storages = found.storage.iter_attachment_storages()
    files = [_file(Properties(storage, page=found.code_page), depth) for storage in storages]
    given = [file for file in files if file is not None]
    return message_bytes(found.text(HEADERS), _missing_headers(found), _bodies(found), given)


def _missing_headers(found: Properties) -> dict[str, str]:
    """The header fields that properties can tell, for a message that never travelled."""
    address = found.text(SENDER_SMTP, SENT_FOR_SMTP, SENDER_ADDRESS, SENT_FOR_ADDRESS)
    sent = found.time(SUBMITTED, DELIVERED)
    return {
        "Subject": found.text(SUBJECT),
        "From": _mailbox(found.text(SENDER_NAME, SENT_FOR_NAME), address),
        "To": ", ".join(
            filter(None, (_recipient(storage, found) for storage in found.storage.iter_recipient_storages()))
        ),
        "Date": format_datetime(sent) if sent else "",
        "Message-ID": found.text(MESSAGE_ID),
        "In-Reply-To": found.text(IN_REPLY_TO),
        "References": found.text(REFERENCES),
    }


def _recipient(storage: Storage, message: Properties) -> str:
    found = Properties(storage, page=message.code_page)
    if found.number(RECIPIENT_TYPE) not in (0, _TO):
        return ""
    return _mailbox(found.text(DISPLAY_NAME), found.text(SMTP_ADDRESS, ADDRESS))


def _mailbox(name: str, address: str) -> str:
    """A mailbox; Exchange's own addresses ("/o=...") are no mail addresses."""
    address = address.strip() if "@" in address else ""
    name = " ".join(name.split())
    quoted = f'"{name}" '.replace("\\", "\\\\") if name and name != address else ""
    return f"{quoted}<{address}>" if address else quoted.strip()


def _bodies(found: Properties) -> tuple[str, str]:
    """Plain text and HTML; where there is neither, what the compressed RTF says."""
    text = found.text(BODY)
    raw = found.bytes_of(HTML)
    html = decode(raw, found.code_page).text if raw else found.text(HTML)
    if not html and not text.strip():
        packed = decompressed(found.bytes_of(RTF))
        text, html = rtf_text(packed) if packed else (text, html)
    return text.replace("\r\n", "\n"), html


def _file(found: Properties, depth: int) -> Attachment | None:
    name = found.text(LONG_FILE_NAME, FILE_NAME, DISPLAY_NAME)
    embedded = next((inner for inner in found.storage.storages if inner.name.lower().endswith("_3701000d")), None)
    if embedded is None:
        return Attachment(name, found.text(MIME_TYPE), found.bytes_of(DATA), found.text(CONTENT_ID))
    inner = Properties(embedded, header=24, page=found.code_page)
    if depth >= _DEEPEST or not inner.is_message:
        return None
    title = name or inner.text(SUBJECT) or "message"
    title = title if title.lower().endswith((".msg", ".eml")) else f"{title}.eml"
    return Attachment(title, "message/rfc822", _message(inner, depth + 1))
