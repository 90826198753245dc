"""Base64 is undone the same whether it comes in one piece or in many."""

from __future__ import annotations

import base64

import pytest

from intake.letters import lenient_base64
from intake.letters.transfer import decode_transfer

WORDS = "Lūdzu salabot bedres Gaismas ielā.".encode()


@pytest.mark.parametrize("length", range(len(WORDS)))
@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\nSaraksts: http://example.org/saraksts\r\n", b"QUJD"])
def test_pieces_make_no_difference(length: int, end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    encoded = memoryview(base64.encodebytes(WORDS[:length]).replace(b"\n", b"\r\n") + end)
    whole = decode_transfer(encoded, "base64")
    monkeypatch.setattr(lenient_base64, "_PIECE", 5)
    assert decode_transfer(encoded, "base64") == whole
    if not end.strip():
        assert whole == WORDS[:length]
