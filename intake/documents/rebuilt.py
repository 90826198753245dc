"""A message written again from its pieces, so that Outlook's forms of it are read by the one reader of letters."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from intake.stations import Attachment

_MIME_FIELDS = re.compile(r"^(?:content-[\w-]+|mime-version)[ \t]*:.*\n?(?:[ \t].*\n?)*", re.I | re.M)
_FILE_TYPE = re.compile(r"(?!text/|multipart/)[\w.+-]+/[\w.+-]+", re.ASCII)


def message_bytes(
    headers: str, missing: Mapping[str, str], bodies: tuple[str, str], files: Sequence[Attachment]
) -> bytes:
    """A message (RFC 5322, RFC 2045) of header lines as they travelled, the fields `missing` from them, a plain and an
    HTML body (either may be ""), and files. Letters outside ASCII stand in the header as UTF-8 (RFC 6532)."""
    lines = _MIME_FIELDS.sub("", headers.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").strip()
    present = {line.partition(":")[0].strip().lower() for line in lines.split("\n") if line[:1].strip()}
    added = [f"{name}: {_line(value)}" for name, value in missing.items() if value and name.lower() not in present]
    top = "\r\n".join(filter(None, (*lines.split("\n"), *added, "MIME-Version: 1.0")))
    texts = [_text(kind, body) for kind, body in zip(("plain", "html"), bodies, strict=True) if body]
    body = [_multipart("alternative", texts)] if len(texts) == 2 else texts
    return top.encode("utf-8", "ignore") + b"\r\n" + _multipart("mixed", [*body, *map(_file, files)])


def _text(kind: str, body: str) -> bytes:
    return _encoded(f"Content-Type: text/{kind}; charset=utf-8", body.encode("utf-8", "ignore"))


def _file(file: Attachment) -> bytes:
    kind = file.content_type if _FILE_TYPE.fullmatch(file.content_type) else "application/octet-stream"
    fields = [
        f"Content-Type: {kind}",
        f"Content-Disposition: attachment; filename*=utf-8''{quote(_line(file.filename))}",
    ]
    if file.content_id:
        fields.append(f"Content-ID: <{_line(file.content_id)}>")
    return _encoded("\r\n".join(fields), file.data)


def _encoded(fields: str, data: bytes) -> bytes:
    head = f"{fields}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode("utf-8", "ignore")
    return head + base64.encodebytes(data)


def _multipart(kind: str, parts: list[bytes]) -> bytes:
    whole = b"".join(parts)
    boundary = f"=_{hashlib.sha256(whole).hexdigest()[:40]}"
    lines = [f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n'.encode()]
    for part in parts or [b"\r\n"]:
        lines += [f"\r\n--{boundary}\r\n".encode(), part]
    return b"".join([*lines, f"\r\n--{boundary}--\r\n".encode()])


def _line(value: str) -> str:
    return " ".join(value.split())
