"""Files that stand in the text of a letter: uuencoded (POSIX), base64 after `begin-base64`, yEnc (1.3)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from intake.letters.lenient_base64 import decode_base64

_UU_BEGIN = re.compile(rb"^begin(?:-base64)? +[0-7]{3,6} +([^\r\n]{1,255})\r?\n", re.M)
_UU_LINE = re.compile(rb"([ -`]{1,100})(?:\r?\n|\Z)|([A-Za-z0-9+/=]{4,200})(?:\r?\n|\Z)")
_UU_END = re.compile(rb"(?:[ \t]*\r?\n)?(?:end|====)[ \t]*\r?(?:\n|\Z)")
_FEWEST = 2
"""Lines that show a block which breaks off with the text to be one."""
_YENC = re.compile(
    rb"^=ybegin [^\r\n]{0,200}?name=([^\r\n]{1,255})\r?\n(?:=ypart [^\r\n]{0,200}\r?\n)?"
    rb"(.*?)(?:^=yend [^\r\n]*(?:\r?\n|\Z)|\Z)",
    re.M | re.S,
)
_SHIFTED = bytes((byte - 42) % 256 for byte in range(256))
_ESCAPE = re.compile(rb"=(.)", re.S)


class Found(NamedTuple):
    """A file in a text: its name, its bytes and where it stands."""

    name: bytes
    content: bytes
    start: int
    end: int


def files_in_text(data: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    """Text without the files encoded in it, and these as (name, bytes) in their order; what does not decode stays."""
    if b"begin" not in data:
        return data, ()
    kept: list[bytes] = []
    files: list[tuple[bytes, bytes]] = []
    position = 0
    for found in sorted([*_uu_files(data), *_yenc_files(data)], key=lambda file: file.start):
        if found.start >= position:
            kept.append(data[position : found.start])
            files.append((found.name.strip(b' \t"'), found.content))
            position = found.end
    return b"".join([*kept, data[position:]]), tuple(files)


def _yenc_files(data: bytes) -> Iterator[Found]:
    """Every byte is shifted by 42; after `=` by 64 more, since it would have been a sign of the line's own."""
    for match in _YENC.finditer(data) if b"=ybegin" in data else ():
        packed = match[2].translate(None, b"\r\n")
        plain = _ESCAPE.sub(lambda found: bytes([(found[1][0] - 64) % 256]), packed)
        yield Found(match[1], plain.translate(_SHIFTED), match.start(), match.end())


def _uu_files(data: bytes) -> Iterator[Found]:
    past = 0
    for begin in _UU_BEGIN.finditer(data):
        if begin.start() < past:
            continue
        content, past = _uu_block(data, begin.end(), begin[0].startswith(b"begin-base64"))
        if past > 0:
            yield Found(begin[1], content, begin.start(), past)


def _uu_block(data: bytes, position: int, is_base64: bool) -> tuple[bytes, int]:
    """The bytes encoded from `position` on and where the block ends; (b"", -1) when it is none."""
    pieces: list[bytes] = []
    while True:
        end = _UU_END.match(data, position)
        if end and pieces:
            return b"".join(pieces), end.end()
        if position >= len(data) and len(pieces) >= _FEWEST:
            return b"".join(pieces), position
        line = _UU_LINE.match(data, position)
        if line is None or position >= len(data):
            return b"", -1
        position = line.end()
        piece = decode_base64(line[0]) if is_base64 else _uu_line(line[0].rstrip(b"\r\n"))
        if piece is None:
            return b"", -1
        pieces.append(piece)


def _uu_line(line: bytes) -> bytes | None:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        pass
    # Some encoders pad a line with too many characters: cut to what its length byte says.
    wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:wanted])
    except binascii.Error:
        return None
