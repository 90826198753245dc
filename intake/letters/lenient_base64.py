"""Base64 (RFC 2045 section 6.8) as mail really holds it: with junk, footers, joined blocks and cut ends."""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterator

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDED = re.compile(rb"=+")
_SIGN = re.compile(rb"[^A-Za-z0-9+/=\r\n \t>!]")
_WORDS = re.compile(rb"[^ \t\r\n][ \t]+[^ \t\r\n]")
_JUNK = 16
"""One sign in so many may be junk: a line with more is somebody's words."""
_PIECE = 1 << 20


def decode_base64(data: bytes) -> bytes:
    """Base64 with stray characters skipped, blocks joined, missing padding and a cut last group forgiven."""
    strict = strict_base64(memoryview(data))
    if strict is not None:
        return strict
    packed = _NOT_BASE64.sub(b"", without_prose(data) if b"\n" in data else data)
    return b"".join(_quads(block) for block in _PADDED.split(packed))


def strict_base64(encoded: memoryview) -> bytes | None:
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


def without_prose(data: bytes) -> bytes:
    """The lines that hold nothing but base64: a footer that a mailing list added is left out."""
    if not (_SIGN.search(data) or _WORDS.search(data)):
        return data
    return b"\n".join(line for line in data.split(b"\n") if not _is_prose(line))


def _is_prose(line: bytes) -> bool:
    return bool(_WORDS.search(line)) or len(_SIGN.findall(line)) * _JUNK > len(line)


def _quads(block: bytes) -> bytes:
    whole = block[:-1] if len(block) % 4 == 1 else block
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
