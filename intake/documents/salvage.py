"""A ZIP file without its directory, as a broken-off transfer leaves it: the members that stand whole in it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from intake.documents.limits import Limits

_MARK = b"PK\x03\x04"
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_STORED, _DEFLATED = 0, 8
_UTF8 = 0x800
_STEP = 256
"""Bytes inflated at once; what follows a fault is lost, and with it at most this much before it."""


def salvaged(data: bytes, limits: Limits) -> zipfile.ZipFile | None:
    """The members that can be unpacked, the last one perhaps in part, as a ZIP file; None when there is none."""
    members: dict[str, bytes] = {}
    left, position = limits.unpacked, data.find(_MARK)
    while 0 <= position <= len(data) - _HEADER.size and len(members) < limits.inside and left > 0:
        name, content, position = _member(data, position, min(left, limits.member))
        left -= len(content)
        if name and content:
            members[name] = content
        position = data.find(_MARK, position)
    if not members:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return zipfile.ZipFile(buffer)


def member_at(data: bytes, position: int, most: int) -> bytes:
    """What can be unpacked of the member whose header stands at `position`, whatever its checksum says."""
    if position < 0 or not data.startswith(_MARK, position) or position > len(data) - _HEADER.size:
        return b""
    return _member(data, position, most)[1]


def _member(data: bytes, position: int, most: int) -> tuple[str, bytes, int]:
    """Name and content of the member whose header stands at `position`, and where to look for the next."""
    _, _, flags, method, _, _, _, packed, _, name_length, extra = _HEADER.unpack_from(data, position)
    start = position + _HEADER.size + name_length + extra
    name = data[position + _HEADER.size : position + _HEADER.size + name_length]
    shown = name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    if method == _STORED and packed:
        return shown, data[start : start + min(packed, most)], start + packed
    if method != _DEFLATED:
        return "", b"", start
    content, end = _inflated(data, start, most)
    return shown, content, end


def _inflated(data: bytes, start: int, most: int) -> tuple[bytes, int]:
    """What comes out before the first fault, and where the member ends (`start` when that is unknown)."""
    inflater, chunks, left = zlib.decompressobj(-15), list[bytes](), most
    for position in range(start, len(data), _STEP):
        try:
            chunks.append(inflater.decompress(data[position : position + _STEP], left))
        except zlib.error:
            return b"".join(chunks), start
        left -= len(chunks[-1])
        if inflater.eof:
            return b"".join(chunks), min(position + _STEP, len(data)) - len(inflater.unused_data)
        if left <= 0 or inflater.unconsumed_tail:
            break
    return b"".join(chunks), start
