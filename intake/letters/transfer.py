"""Content-Transfer-Encoding (RFC 2045 section 6) undone, as forgiving as mail clients are; uuencode too."""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterator

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDED = re.compile(rb"=+")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_PROSE = re.compile(rb"[^A-Za-z0-9+/=\r\n \t>!]|[^ \t\r\n][ \t]+[^ \t\r\n]")
_PIECE = 1 << 20
_UU_BEGIN = re.compile(rb"^begin(?:-base64)? +[0-7]{3,4} +([^\r\n]{1,255})\r?\n", re.M)
_UU_LINE = re.compile(rb"([ -`]{1,100})\r?\n|([A-Za-z0-9+/=]{4,200})\r?\n")
_UU_END = re.compile(rb"(?:end|====)[ \t]*\r?(?:\n|\Z)")


def decode_transfer(encoded: memoryview, encoding: str) -> bytes:
    """`encoded` without its transfer encoding; an unknown encoding leaves it as it is. Never raises."""
    kind = encoding.lower()
    strict = _strict_base64(encoded) if "base64" in kind else None
    if strict is not None:
        return strict
    data = bytes(encoded)
    if "base64" in kind:
        return decode_base64(data) if _without_prose(data).strip() else data  # plain words, wrongly labelled
    if "quoted" in kind:
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data) if b"= " in data or b"=\t" in data else data)
    if "uu" in kind:
        found = uu_files(data)[1]
        return found[0][1] if found else data
    return data


def decode_base64(data: bytes) -> bytes:
    """Base64 with stray characters skipped, blocks joined, missing padding and a cut last group forgiven."""
    strict = _strict_base64(memoryview(data))
    if strict is not None:
        return strict
    packed = _NOT_BASE64.sub(b"", _without_prose(data) if b"\n" in data else data)
    return b"".join(_quads(block) for block in _PADDED.split(packed))


def _strict_base64(encoded: memoryview) -> bytes | None:
    """Base64 without a fault, a piece at a time: one attachment may be all of a very large letter."""
    decoded, last = io.BytesIO(), b""
    for piece in filter(None, _packed(encoded)):
        if last.endswith(b"="):
            return None  # words after the end
        try:
            decoded.write(binascii.a2b_base64(piece, strict_mode=True))
        except binascii.Error:
            return None
        last = piece
    return decoded.getvalue()


def _packed(encoded: memoryview) -> Iterator[bytes]:
    """Base64 without blanks, in pieces of whole groups of four; the last is what is left."""
    rest = b""
    for start in range(0, len(encoded), _PIECE):
        rest += encoded[start : start + _PIECE].tobytes().translate(None, b" \t\r\n")
        whole = len(rest) // 4 * 4
        yield rest[:whole]
        rest = rest[whole:]
    yield rest


def _without_prose(data: bytes) -> bytes:
    """The lines that hold nothing but base64: a footer that a mailing list added is left out."""
    if not _PROSE.search(data):
        return data
    return b"\n".join(line for line in data.split(b"\n") if not _PROSE.search(line))


def _quads(block: bytes) -> bytes:
    whole = block[:-1] if len(block) % 4 == 1 else block
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def uu_files(data: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    """Text without its uuencoded files, and these as (name, bytes) in their order; what does not decode stays."""
    if b"begin" not in data:
        return data, ()
    files: list[tuple[bytes, bytes]] = []
    kept: list[bytes] = []
    position = 0
    for begin in _UU_BEGIN.finditer(data):
        if begin.start() < position:
            continue
        content, end = _uu_block(data, begin.end(), begin[0].startswith(b"begin-base64"))
        if end < 0:
            continue
        kept.append(data[position : begin.start()])
        files.append((begin[1].strip(), content))
        position = end
    return b"".join([*kept, data[position:]]), tuple(files)


def _uu_block(data: bytes, position: int, is_base64: bool) -> tuple[bytes, int]:
    """The bytes encoded from `position` on and where the block ends; (b"", -1) when it is none."""
    pieces: list[bytes] = []
    while True:
        end = _UU_END.match(data, position)
        if end and pieces:
            return b"".join(pieces), end.end()
        line = _UU_LINE.match(data, position)
        if line is None:
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
