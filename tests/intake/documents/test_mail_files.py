"""Outlook's .msg and winmail.dat, .eml, and what they carry."""

import struct

from compound_for_tests import attachment, compound, properties
from documents_for_tests import docx, paragraph, read
from outlook_for_tests import winmail

from intake.documents import DocumentReader
from intake.letters import read_letter
from intake.stations import Attachment
from storage.records import sentences

SUBJECT, BODY, RTF, HTML, SENDER, ADDRESS, INTERNET_PAGE = 0x37, 0x1000, 0x1009, 0x1013, 0x0C1A, 0x5D01, 0x3FDE
SENT = 0x39
FILETIME_2026 = 134_120_448_000_000_000


def test_an_outlook_message_is_a_letter_with_its_names_date_and_files() -> None:
    inner = properties({SUBJECT: "Iekšējā vēstule", BODY: "Tās teksts"}, header=24)
    tree = {
        **properties(
            {
                SUBJECT: "Lūgums par ielu",
                BODY: "Lūdzu salabot ielu.",
                SENDER: "Bērziņš, Jānis",
                ADDRESS: "j@example.lv",
            },
            {SENT: FILETIME_2026},
        ),
        "__attach_version1.0_#00000000": attachment("vēstule.docx", docx(paragraph("Pielikuma teksts"))),
        "__attach_version1.0_#00000001": attachment("pārsūtīta", inner),
    }
    content = read(compound(tree))
    letter = read_letter(content.message)
    assert (letter.subject, letter.from_name, letter.from_address) == (
        "Lūgums par ielu",
        "Bērziņš, Jānis",
        "j@example.lv",
    )
    assert letter.date is not None
    assert letter.date.year == 2026
    assert content.text == "Lūgums par ielu\n\nLūdzu salabot ielu."
    assert [file.filename for file in content.inside] == ["vēstule.docx", "pārsūtīta.eml"]
    assert "Pielikuma teksts" in read(content.inside[0].data).text
    assert read(content.inside[1].data, "x.eml").text == "Iekšējā vēstule\n\nTās teksts"


def test_html_in_its_code_page_and_in_compressed_rtf() -> None:
    html = "<p>Āžu ķēve šūpojas</p>".encode("cp1257")
    assert "Āžu ķēve šūpojas" in read(compound(dict(properties({HTML: html}, {INTERNET_PAGE: 1257})))).text
    packed = rb"{\rtf1\ansi\ansicpg1257\fromhtml1 {\*\htmltag <p>}\htmlrtf \par \htmlrtf0 \'c2\'fe{\*\htmltag </p>}}"
    stored = struct.pack("<IIII", len(packed) + 12, len(packed), 0x414C454D, 0) + packed
    assert read(compound(dict(properties({RTF: stored})))).text == "Āž"


def test_winmail_dat_gives_its_body_and_its_files() -> None:
    data = winmail("Priekšlikums", "Ierīkot ķīļveida rotaļlaukumu.", {"plāns.txt": "Šūpoles".encode("cp1257")})
    content = read(data, "winmail.dat")
    assert content.text == "Priekšlikums\n\nIerīkot ķīļveida rotaļlaukumu."
    assert [(file.filename, file.data.decode("cp1257")) for file in content.inside] == [("plāns.txt", "Šūpoles")]


def test_a_message_in_a_message_in_a_message_is_read_and_the_fourth_is_named() -> None:
    message = b"Subject: level 4\r\n\r\nfour\r\n"
    for level in (3, 2, 1, 0):
        message = (
            (
                f'Subject: level {level}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b{level}"\r\n'
                f"\r\n--b{level}\r\nContent-Type: message/rfc822\r\n\r\n"
            ).encode()
            + message
            + f"\r\n--b{level}--\r\n".encode()
        )
    with DocumentReader(None) as reader:
        (outer,) = reader.read([Attachment("a.eml", "message/rfc822", message)])
    found = outer.walk()
    assert [document.text for document in found] == ["level 0", "level 1", "level 2", "level 3"]
    assert "3 deep" in sentences(found[-1].problems)


def test_a_winmail_dat_of_which_nothing_is_left_is_named() -> None:
    assert (
        sentences(read(b"\x78\x9f\x3e\x22" + bytes(range(256)) * 9, "winmail.dat").problems)
        == "a damaged file (winmail.dat)"
    )
