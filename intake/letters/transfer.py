"""Content-Transfer-Encoding (RFC 2045 section 6) undone, as forgiving as mail clients are; uuencode too."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDED = re.compile(rb"=+")
_PROSE = re.compile(rb"[^\n]*[^A-Za-z0-9+/=\r\n \t>!][^\n]*\n?|[^\n]*[^ \t\r\n][ \t]+[^ \t\r\n][^\n]*\n?")
_UU_BLOCK = re.compile(rb"^begin(?:-base64)? +[0-7]{3,4} +([^\r\n]+)\r?\n(.*?)^(?:end|====)[ \t]*\r?$\n?", re.M | re.S)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """`data` without its transfer encoding; an unknown encoding leaves it as it is. Never raises."""
    kind = encoding.lower()
    if "base64" in kind:
        return decode_base64(data)
    if "quoted" in kind:
        return binascii.a2b_qp(data)
    if "uu" in kind:
        found = uu_files(data)[1]
        return found[0][1] if found else data
    return data


def decode_base64(data: bytes) -> bytes:
    """Base64 with stray characters skipped, blocks joined, missing padding and a cut last group forgiven."""
    packed = data.translate(None, b" \t\r\n")
    try:
        return binascii.a2b_base64(packed, strict_mode=True)
    except binascii.Error:
        pass
    packed = _NOT_BASE64.sub(b"", _PROSE.sub(b"", data) if b"\n" in data else data)
    return b"".join(_quads(block) for block in _PADDED.split(packed))


def _quads(block: bytes) -> bytes:
    whole = block[:-1] if len(block) % 4 == 1 else block
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def uu_files(data: bytes) -> tuple[bytes, tuple[tuple[bytes, bytes], ...]]:
    """Text without its uuencoded files, and these as (name, bytes) in their order; what does not decode stays."""
    if b"begin" not in data:
        return data, ()
    files: list[tuple[bytes, bytes]] = []

    def take(match: re.Match[bytes]) -> bytes:
        content = _uu_block(match[2])
        if content is None:
            return match[0]
        files.append((match[1].strip(), content))
        return b""

    rest = _UU_BLOCK.sub(take, data)
    return rest, tuple(files)


def _uu_block(block: bytes) -> bytes | None:
    lines: list[bytes] = []
    for line in block.splitlines():
        if not line or line in (b"`", b" "):
            continue
        decoded = _uu_line(line)
        if decoded is None:
            return None
        lines.append(decoded)
    return b"".join(lines) if lines else None


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
