"""Content-Transfer-Encoding (RFC 2045 section 6) undone, as forgiving as mail clients are."""

from __future__ import annotations

import binascii
import re

from intake.letters.files_in_text import files_in_text
from intake.letters.lenient_base64 import decode_base64, strict_base64, without_prose

_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")


def decode_transfer(encoded: memoryview, encoding: str) -> bytes:
    """`encoded` without its transfer encoding; an unknown encoding leaves it as it is. Never raises."""
    kind = encoding.lower()
    strict = strict_base64(encoded) if "base64" in kind else None
    if strict is not None:
        return strict
    data = bytes(encoded)
    if "base64" in kind:
        return decode_base64(data) if without_prose(data).strip() else data  # plain words, wrongly labelled
    if "quoted" in kind:
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data) if b"= " in data or b"=\t" in data else data)
    if "uu" in kind or "yenc" in kind:
        found = files_in_text(data)[1]
        return found[0][1] if found else data
    return data
