"""Files that stand in the text, whole and cut off; messages in pieces and files that are only pointed to."""

from __future__ import annotations

import base64
import binascii

import pytest

from intake.letters import read_letter
from intake.letters.transfer import decode_transfer
from storage.records import ProblemKind

HEADERS = b"From: Anna <anna@example.lv>\r\nSubject: iela\r\nMIME-Version: 1.0\r\n"
DATA = bytes(range(256)) * 3


def uuencoded(data: bytes) -> bytes:
    return b"".join(binascii.b2a_uu(data[start : start + 45]) for start in range(0, len(data), 45))


def yencoded(data: bytes, opening: bytes = b"=ybegin line=128 size=768 name=foto.jpg\r\n") -> bytes:
    shifted = ((byte + 42) % 256 for byte in data)
    signs = b"".join(b"=%c" % ((s + 64) % 256) if s in b"\0\n\r=" else bytes([s]) for s in shifted)
    pieces, line = [], b""
    for position in range(len(signs)):
        line += signs[position : position + 1]
        if len(line) >= 128 and not line.endswith(b"="):
            pieces.append(line)
            line = b""
    return opening + b"\r\n".join([*pieces, line]) + b"\r\n=yend size=768\r\n"


@pytest.mark.parametrize(
    ("encoded", "name"),
    [
        (yencoded(DATA), "foto.jpg"),
        (
            yencoded(DATA, b"=ybegin part=1 total=2 line=128 size=999 name=b c.bin\r\n=ypart begin=1 end=768\r\n"),
            "b c.bin",
        ),
        (b"begin 644 plans.bin\r\n" + uuencoded(DATA) + b"`\r\nend\r\n", "plans.bin"),
        (b"begin 100644 plans.bin\n" + uuencoded(DATA) + b"\nend\n", "plans.bin"),
    ],
)
def test_a_file_in_the_text_is_an_attachment(encoded: bytes, name: str) -> None:
    letter = read_letter(HEADERS + "\r\nLūdzu salabot\r\n".encode() + encoded + b"Paldies\r\n")
    assert letter.text == "Lūdzu salabot\nPaldies"
    assert [(file.filename, file.data) for file in letter.attachments] == [(name, DATA)]


def test_a_file_that_breaks_off_with_the_text_gives_what_is_there() -> None:
    whole_lines = len(DATA) // 45 * 45
    letter = read_letter(HEADERS + b"\r\nLabdien\r\nbegin 644 a.bin\r\n" + uuencoded(DATA[:whole_lines]))
    assert letter.text == "Labdien"
    assert letter.attachments[0].data == DATA[:whole_lines]


@pytest.mark.parametrize("text", ["begin with the street", "begin 644 words\nthat follow", "=ybegin is a word"])
def test_words_that_only_begin_like_a_file_stay(text: str) -> None:
    letter = read_letter(HEADERS + b"\r\n" + text.encode())
    assert (letter.text, letter.attachments) == (text, ())


def test_a_line_of_base64_with_a_little_junk_is_kept_and_a_footer_is_not() -> None:
    encoded = base64.encodebytes(DATA)
    spoilt = encoded[:30] + b"*" + encoded[30:] + b"-- \nieteikumi@lists.example.org\n"
    assert decode_transfer(memoryview(spoilt), "base64") == DATA


def test_a_message_in_pieces_is_named_and_its_first_piece_read() -> None:
    piece = b'Content-Type: message/partial; id="a@b"; total=3; number=%d\r\n\r\n%s'
    first = read_letter(HEADERS + piece % (1, b"Content-Type: text/plain\r\n\r\nSalabojiet"))
    second = read_letter(HEADERS + piece % (2, b"ielu"))
    assert first.text == "Salabojiet"
    assert first.problems == (ProblemKind.PARTIAL_MESSAGE(number="1", total="3"),)
    assert [file.data for file in second.attachments] == [b"ielu"]
    assert second.problems == (ProblemKind.PARTIAL_MESSAGE(number="2", total="3"),)


def test_a_file_that_is_kept_elsewhere_is_named() -> None:
    pointer = (
        b"Content-Type: message/external-body; access-type=URL; name=plans.pdf\r\n\r\nContent-Type: application/pdf"
    )
    (file,) = read_letter(HEADERS + pointer).attachments
    assert (file.filename, file.problem) == ("plans.pdf", ProblemKind.FILE_ELSEWHERE())
