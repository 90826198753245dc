"""Header values to text: encoded words (RFC 2047) as lenient as mail clients read them, and raw 8-bit letters."""

from __future__ import annotations

import binascii
import re

from intake.letters.charsets import decode
from intake.letters.lenient_base64 import decode_base64

_WORD = re.compile(rb"=\?([\w.:+()/\"-]{1,60})(?:\*[\w-]*)?\?([bBqQ])\?(.{0,4000}?)\?=", re.S)
_FOLD = re.compile(rb"[ \t]*\r?\n[ \t]*|[ \t]*\r(?=[ \t])[ \t]*")
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]+")
_OPEN_TAIL = re.compile(rb"=\?([\w.:+-]{1,40})\?([bBqQ])\?([^?]{2,4000})\??$", re.S)


def unfold(raw: bytes) -> bytes:
    """One line from a folded header value (RFC 5322 section 2.2.3): every fold becomes one blank."""
    return _FOLD.sub(b" ", raw).strip() if b"\n" in raw or b"\r" in raw else raw.strip()


def decode_value(raw: bytes, hint: str = "") -> str:
    """The text of an unstructured header value; `hint` is the charset of the message's body for raw 8-bit letters."""
    line = unfold(raw)
    if b"=?" not in line:
        return _CONTROLS.sub(" ", _chunk(line, hint))
    pieces: list[str] = []
    run: list[tuple[bytes, bytes, bytes]] = []
    end = 0
    for match in _WORD.finditer(line):
        gap = line[end : match.start()]
        if gap.strip(b" \t") or not run:
            pieces += [_words(run), _chunk(gap, hint)]
            run = []
        run.append((match[1], match[2].upper(), match[3]))
        end = match.end()
    pieces += [_words(run), _tail(line[end:], hint)]
    return _CONTROLS.sub(" ", "".join(pieces))


def _chunk(raw: bytes, hint: str) -> str:
    return raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else decode(raw, "", hint).text


def _tail(raw: bytes, hint: str) -> str:
    """What follows the last encoded word; one that was cut off before its `?=` is read all the same."""
    cut = _OPEN_TAIL.search(raw) if b"=?" in raw else None
    if cut is None:
        return _chunk(raw, hint)
    return _chunk(raw[: cut.start()], hint) + _words([(cut[1], cut[2].upper(), cut[3])])


def _words(run: list[tuple[bytes, bytes, bytes]]) -> str:
    """Neighbouring words of one charset are joined as bytes first: senders cut letters in two."""
    pieces: list[str] = []
    joined = b""
    for number, (charset, encoding, data) in enumerate(run):
        joined += decode_base64(data) if encoding == b"B" else _q(data)
        if number + 1 == len(run) or run[number + 1][0].lower() != charset.lower():
            pieces.append(decode(joined, charset.decode("ascii", "ignore")).text)
            joined = b""
    return "".join(pieces)


def _q(data: bytes) -> bytes:
    return binascii.a2b_qp(data.replace(b"\n", b""), header=True)
