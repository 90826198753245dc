"""Letters that came as one file, signed or from Outlook, are the letter itself."""

import base64
from collections.abc import Iterator

import pytest
from outlook_for_tests import winmail
from signing_for_tests import SIGNER, signer

from intake.documents import DocumentReader
from intake.packed import open_letter, own_pieces
from intake.stations import Reading

HEADER = "From: Anna <anna@example.lv>\r\nSubject: Re: Iela\r\nMessage-ID: <1@example.lv>\r\nMIME-Version: 1.0\r\n"
WORDS = "Lūdzu salabot ietvi.\r\n\r\nAnna\r\n\r\nOn Mon, Feb 7, 2022 at 1:49 AM X <x@example.com> wrote:\r\n> vecs\r\n"


@pytest.fixture(scope="module")
def documents() -> Iterator[DocumentReader]:
    with DocumentReader(None) as reader:
        yield reader


def packed(data: bytes, content_type: str, name: str, header: str = HEADER) -> bytes:
    fields = f'{header}Content-Type: {content_type}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return fields.encode() + base64.encodebytes(data)


def signed(text: str, header: str = HEADER) -> bytes:
    entity = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    return packed(signer().signed(entity), "application/pkcs7-mime; smime-type=signed-data", "smime.p7m", header)


def test_signed_mail_is_the_letter_with_its_own_words(documents: DocumentReader) -> None:
    letter = open_letter(signed(WORDS), documents)
    assert (letter.subject, letter.from_address, letter.message_id) == ("Re: Iela", "anna@example.lv", "<1@example.lv>")
    assert letter.own_text == "Lūdzu salabot ietvi.\n\nAnna"
    assert letter.quoted_text.endswith("> vecs")
    assert [file.filename for file in letter.attachments] == ["smime.p7m"]
    (document,) = documents.read(letter.attachments)
    assert [signature.signer for signature in document.signed_by] == [SIGNER]
    pieces = own_pieces(Reading(letter, (document,))).pieces()
    assert [piece.text for piece in pieces] == [letter.own_text]


def test_a_signed_automatic_reply_is_machine_mail(documents: DocumentReader) -> None:
    assert open_letter(signed("This is an automatic reply. I am away.\r\n"), documents).is_auto
    assert not open_letter(signed(WORDS), documents).is_auto


def test_words_beside_the_signed_part_stay(documents: DocumentReader) -> None:
    inner = signed(WORDS, header="")
    raw = (
        f"{HEADER}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSkat. pielikumu.\r\n--b\r\n".encode()
        + inner
        + b"\r\n--b--\r\n"
    )
    letter = open_letter(raw, documents)
    assert letter.own_text == "Lūdzu salabot ietvi.\n\nAnna\n\nSkat. pielikumu."


def test_winmail_dat_is_the_letter_when_nothing_else_has_words(documents: DocumentReader) -> None:
    data = winmail("Ietve", "Lūdzu salabot ietvi.", {"plāns.txt": "Šūpoles".encode("cp1257")})
    raw = packed(data, "application/ms-tnef", "winmail.dat")
    letter = open_letter(raw, documents)
    assert (letter.subject, letter.own_text) == ("Re: Iela", "Lūdzu salabot ietvi.")
    (document,) = documents.read(letter.attachments)
    assert [inner.text for inner in document.inside] == ["Šūpoles"]
    assert [piece.text for piece in own_pieces(Reading(letter, (document,))).pieces()] == [letter.own_text, "Šūpoles"]


def test_damaged_or_encrypted_wrappers_leave_the_letter_as_it_is(documents: DocumentReader) -> None:
    for data in (b"", b"\x30\x03abc", b"\x78\x9f\x3e\x22\0"):
        letter = open_letter(packed(data, "application/pkcs7-mime", "smime.p7m"), documents)
        assert (letter.subject, letter.text, len(letter.attachments)) == ("Re: Iela", "", 1)
