"""What travels between the document reader and its child process: JSON and the bytes of files, never pickles."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from intake.documents.content import Content
from intake.stations import Attachment, Signature

_LENGTH = struct.Struct(">I")


def encode_attachment(attachment: Attachment) -> bytes:
    """A file and its names as bytes."""
    return _packed({"file": _fields(attachment)}, [attachment.data])


def decode_attachment(message: bytes) -> Attachment:
    """The inverse of `encode_attachment`."""
    fields, rest = _unpacked(message)
    return Attachment(data=bytes(rest), **fields["file"])


def encode_content(content: Content) -> bytes:
    """What a file holds as bytes."""
    flat = asdict(replace(content, inside=(), message=b""))
    flat |= {
        "inside": [_fields(attachment) | {"length": len(attachment.data)} for attachment in content.inside],
        "signed_by": [
            asdict(signature) | {"signed_at": signature.signed_at.isoformat() if signature.signed_at else None}
            for signature in content.signed_by
        ],
        "message": len(content.message),
    }
    return _packed(flat, [content.message, *(attachment.data for attachment in content.inside)])


def decode_content(message: bytes) -> Content:
    """The inverse of `encode_content`; ValueError, KeyError or TypeError when it is none."""
    fields, rest = _unpacked(message)
    end = fields["message"]
    found, inside = bytes(rest[:end]), []
    for inner in fields["inside"]:
        start, end = end, end + inner.pop("length")
        inside.append(Attachment(data=bytes(rest[start:end]), **inner))
    signed_by = tuple(_signature(**signature) for signature in fields["signed_by"])
    return Content(**{**fields, "inside": tuple(inside), "signed_by": signed_by, "message": found})


def _signature(signer: str, signed_at: str | None, covers: list[str], verified: bool) -> Signature:
    return Signature(signer, datetime.fromisoformat(signed_at) if signed_at else None, tuple(covers), verified)


def _fields(attachment: Attachment) -> dict[str, Any]:
    return {
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "content_id": attachment.content_id,
        "inline": attachment.inline,
        "problem": attachment.problem,
    }


def _packed(fields: dict[str, Any], blobs: list[bytes]) -> bytes:
    header = json.dumps(fields).encode()
    return b"".join([_LENGTH.pack(len(header)), header, *blobs])


def _unpacked(message: bytes) -> tuple[dict[str, Any], memoryview]:
    view = memoryview(message)
    end = _LENGTH.size + _LENGTH.unpack_from(message)[0]
    return json.loads(bytes(view[_LENGTH.size : end])), view[end:]
