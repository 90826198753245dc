"""Cryptographic messages (RFC 5652, S/MIME of RFC 8551): signed content is taken out, encrypted is named as such."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from intake.documents.archive import clean_name
from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.signers import signatures_of
from intake.letters import read_letter
from intake.stations import Attachment
from storage.records import ProblemKind

_ARMOUR = re.compile(rb"-----(?:BEGIN|END)[^\r\n-]*-----")
_HEADER_LINE = re.compile(rb"\s*(?:content-|mime-version|from|subject|date|to)[\w-]*\s*:", re.I)
_ENCRYPTED = ("enveloped_data", "authenticated_enveloped_data", "encrypted_data", "signed_and_enveloped_data")
_SIGNED_FILE_ENDINGS = (".p7m", ".p7s", ".p7b", ".sig", ".cms")


def read_cms(attachment: Attachment, limits: Limits) -> Content:
    """A .p7m or .p7s: the signed message or file and who signed; the letter's own signature signs the letter."""
    from asn1crypto.cms import ContentInfo

    try:
        info = ContentInfo.load(_binary(attachment.data))
        kind = info["content_type"].native
        if kind in _ENCRYPTED:
            raise DocumentError(ProblemKind.ENCRYPTED())
        if kind == "signed_data":
            return _signed(info["content"], attachment, limits)
    except (ValueError, TypeError, KeyError) as error:
        raise DocumentError(ProblemKind.DAMAGED(format="S/MIME")) from error
    return Content(problems=(ProblemKind.SIGNED_WITHOUT_TEXT(),))


def _signed(signed: Any, attachment: Attachment, limits: Limits) -> Content:
    content = signed["encap_content_info"]["content"].native
    if not isinstance(content, bytes) or not content:
        return Content(signed_by=signatures_of(signed, ()))
    if _HEADER_LINE.match(content):
        letter = read_letter(content)
        text = tidy(joined(letter.subject, letter.text))
        signed_by = signatures_of(signed, tuple(file.filename for file in letter.attachments))
        return Content(text, letter.problems[:3], letter.attachments, signed_by, message=content)
    name = clean_name(attachment.filename, limits)
    stem = name[: -len(".p7m")] if name.lower().endswith(_SIGNED_FILE_ENDINGS) else name
    inner = Attachment(stem or "content", "application/octet-stream", content)
    return Content(inside=(inner,), signed_by=signatures_of(signed, (inner.filename,)))


def _binary(data: bytes) -> bytes:
    """The DER bytes, out of base64 or armour."""
    if data[:1] == b"\x30":
        return data
    try:
        return base64.b64decode(_ARMOUR.sub(b"", data))
    except binascii.Error as error:
        raise DocumentError(ProblemKind.DAMAGED(format="S/MIME")) from error
