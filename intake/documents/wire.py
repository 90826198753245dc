"""What travels between the document reader and its child process: JSON, then the bytes of files one by one, so that no
large file is copied to be sent; never pickles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from intake.documents.content import Content
from intake.stations import Attachment, Signature
from storage.records import ProblemKind
from storage.records.remarks import from_json, to_json


def send_attachment(pipe: Connection, attachment: Attachment) -> None:
    """Send a file and its names. OSError when the other end is gone."""
    _send(pipe, _fields(attachment), [attachment.data])


def receive_attachment(pipe: Connection) -> Attachment:
    """The other end of `send_attachment`. EOFError when nothing more comes."""
    fields, (data,) = _receive(pipe)
    return _attachment(fields, data)


def send_content(pipe: Connection, content: Content) -> None:
    """Send what a file holds. OSError when the other end is gone."""
    flat = asdict(replace(content, inside=(), message=b"", problems=()))
    del flat["message"]
    flat |= {
        "problems": [to_json(problem) for problem in content.problems],
        "inside": [_fields(attachment) for attachment in content.inside],
        "signed_by": [
            asdict(signature) | {"signed_at": signature.signed_at.isoformat() if signature.signed_at else None}
            for signature in content.signed_by
        ],
    }
    _send(pipe, flat, [content.message, *(attachment.data for attachment in content.inside)])


def receive_content(pipe: Connection) -> Content:
    """The other end of `send_content`; ValueError, KeyError or TypeError when it is none, EOFError or OSError at its
    end.
    """
    fields, (message, *files) = _receive(pipe)
    inside = tuple(_attachment(inner, data) for inner, data in zip(fields["inside"], files, strict=True))
    signed_by = tuple(_signature(**signature) for signature in fields["signed_by"])
    problems = tuple(from_json(problem, ProblemKind) for problem in fields["problems"])
    return Content(**{**fields, "inside": inside, "signed_by": signed_by, "message": message, "problems": problems})


def _signature(signer: str, signed_at: str | None, covers: list[str], verified: bool) -> Signature:
    return Signature(signer, datetime.fromisoformat(signed_at) if signed_at else None, tuple(covers), verified)


def _attachment(fields: dict[str, Any], data: bytes) -> Attachment:
    problem = fields["problem"] and from_json(fields["problem"], ProblemKind)
    return Attachment(data=data, **{**fields, "problem": problem})


def _fields(attachment: Attachment) -> dict[str, Any]:
    return {
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "content_id": attachment.content_id,
        "inline": attachment.inline,
        "problem": attachment.problem and to_json(attachment.problem),
    }


def _send(pipe: Connection, fields: dict[str, Any], files: Sequence[bytes]) -> None:
    pipe.send_bytes(json.dumps({"files": len(files), "fields": fields}).encode())
    for data in files:
        pipe.send_bytes(data)


def _receive(pipe: Connection) -> tuple[dict[str, Any], list[bytes]]:
    header = json.loads(pipe.recv_bytes())
    return header["fields"], [pipe.recv_bytes() for _ in range(header["files"])]
