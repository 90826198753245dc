"""Compressed RTF as Outlook keeps it (MS-OXRTFCP 2.2)."""

from __future__ import annotations

import struct

_HEADER = struct.Struct("<IIII")
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SIZE = 4096


def decompressed(data: bytes) -> bytes:
    """The RTF inside; b"" when it is none. What a damaged end leaves is given."""
    if len(data) < _HEADER.size:
        return b""
    _, raw_size, kind, _ = _HEADER.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEADER.size : _HEADER.size + raw_size]
    return _expanded(data[_HEADER.size :], raw_size) if kind == _COMPRESSED else b""


def _expanded(data: bytes, most: int) -> bytes:
    window = bytearray(_SIZE)
    window[: len(_DICTIONARY)] = _DICTIONARY
    place, found, position = len(_DICTIONARY), bytearray(), 0
    while position < len(data) and len(found) < most:
        control, position = data[position], position + 1
        for bit in range(8):
            wide = 1 + (control >> bit & 1)
            token, position = data[position : position + wide], position + wide
            if len(token) < wide:
                return bytes(found)
            offset, length = (token[0] << 4 | token[1] >> 4, (token[1] & 15) + 2) if wide == 2 else (-1, 1)
            if offset == place:
                return bytes(found)
            for step in range(length):
                byte = token[0] if offset < 0 else window[(offset + step) % _SIZE]
                found.append(byte)
                window[place] = byte
                place = (place + 1) % _SIZE
    return bytes(found)
