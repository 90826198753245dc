"""Letters that a mail program packed into a file: signed (S/MIME, RFC 8551) or by Outlook (winmail.dat, MS-OXTNEF).

The resident wrote a letter, not an attachment: what is inside is read as the message's body, below its own header.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from intake.letters import read_letter
from intake.stations import Attachment, Document, Letter, Reading

_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_BY_OUTLOOK = ("application/ms-tnef", "application/vnd.ms-tnef")
_UNTYPED = ("application/octet-stream", "application/octetstream", "binary/octet-stream")
_HEADER_END = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"^[^ \t\r\n][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n?", re.M)
_DEEPEST = 3


class Opens(Protocol):
    """What knows the files that stand for messages."""

    def message_of(self, attachment: Attachment) -> bytes:
        """The message (RFC 5322) that a file stands for; b"" for any other file."""


def open_letter(raw: bytes, documents: Opens) -> Letter:
    """`raw` read as a letter, the packed one inside included; the file stays among the attachments with its signer."""
    return _opened(raw, read_letter(raw), documents, _DEEPEST)


def is_packed(content_type: str, filename: str) -> bool:
    """Can a file of this type and name be the letter itself?"""
    return _is_signed(content_type, filename) or content_type in _BY_OUTLOOK or filename.lower() == "winmail.dat"


def own_pieces(reading: Reading) -> Reading:
    """`reading` without the text of packed letters, which the letter has already."""
    said = _words(reading.letter.text)
    return replace(reading, documents=tuple(_unrepeated(document, said) for document in reading.documents))


def _unrepeated(document: Document, said: str) -> Document:
    repeats = is_packed(document.content_type, document.filename) and said and _words(document.text).endswith(said)
    return replace(document, text="") if repeats else document


def _is_signed(content_type: str, filename: str) -> bool:
    return content_type in _SIGNED or (content_type in _UNTYPED and filename.lower() == "smime.p7m")


def _opened(raw: bytes, letter: Letter, documents: Opens, depth: int) -> Letter:
    for file in letter.attachments if depth else ():
        signed = _is_signed(file.content_type, file.filename)
        if not is_packed(file.content_type, file.filename) or (letter.text.strip() and not signed):
            continue
        message = documents.message_of(file)
        if message:
            spliced = _spliced(raw, message)
            return _merged(letter, _opened(spliced, read_letter(spliced), documents, depth - 1))
    return letter


def _merged(letter: Letter, inner: Letter) -> Letter:
    """The words of `inner`, with what stood beside the file below them."""
    return replace(
        inner,
        text=_below(inner.text, letter.text),
        own_text=_below(inner.own_text, letter.own_text),
        attachments=letter.attachments,
        headers=letter.headers,
        is_auto=inner.is_auto or letter.is_auto,
        auto_reason=inner.auto_reason or letter.auto_reason,
        problems=tuple(dict.fromkeys((*letter.problems, *inner.problems))),
    )


def _below(text: str, beside: str) -> str:
    return "\n\n".join(filter(None, (text, "" if beside.strip() in text else beside.strip())))


def _spliced(raw: bytes, message: bytes) -> bytes:
    """The outer header fields that say who and what, above the inner message with its own Content-* fields."""
    raw = raw.lstrip(b"\xef\xbb\xbf\r\n")
    end = _HEADER_END.search(raw)
    fields = _FIELD.findall(raw[: end.start() if end else len(raw)] + b"\r\n")
    kept = [field for field in fields if not field.lower().startswith((b"content-", b"mime-version"))]
    return b"".join(kept) + message.lstrip(b"\r\n")


def _words(text: str) -> str:
    return " ".join(text.split())
