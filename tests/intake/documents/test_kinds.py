"""A file is what its bytes are, whatever its name says."""

import pytest
from compound_for_tests import compound
from documents_for_tests import docx, odt, paragraph, read, zipped

from intake.documents.kinds import kind_of
from storage.records import ProblemKind, sentences


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.doc", "pdf"),
        (b"\r\n\r\n%PDF-1.4\n", "a.pdf", "pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "IMG_1.jpg", "image"),
        (b"<!DOCTYPE html><html>", "a.doc", "html"),
        (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>", "a.xml", "html"),
        (b"From: a@example.lv\r\nSubject: x\r\nDate: y\r\n\r\ntext", "vestule", "message"),
        (b"Piezime: viens\r\nCits: divi\r\n\r\n", "a.txt", "text"),
        (b"BMW pie skolas", "a.txt", "text"),
        (b"MZ un citi", "a.txt", "text"),
        (b"", "a.docx", "empty"),
        (b" \r\n\0", "a.txt", "empty"),
        (b"\x01\x02\x03\x04\x05\x00\x00", "a.txt", "unread"),
        (b"-----BEGIN PGP SIGNATURE-----\n", "signature.asc", "key"),
    ],
)
def test_kinds(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def test_wrong_endings_do_not_matter() -> None:
    assert read(docx(paragraph("Vēstule")), "vestule.pdf").text == "Vēstule"
    assert read(odt("<text:p>Vēstule</text:p>"), "vestule.doc").text == "Vēstule"
    assert read(b"{\\rtf1\\ansi V}", "vestule.docx").text == "V"


@pytest.mark.parametrize(
    ("streams", "problem"),
    [
        (("EncryptionInfo", "EncryptedPackage"), "locked by a password"),
        (("Workbook",), "damaged file (Excel)"),
        (("PowerPoint Document",), "damaged file (PowerPoint)"),
        (("VisioDocument",), "Visio"),
        (("Other",), "(OLE)"),
    ],
)
def test_office_files_that_are_not_read_are_named(streams: tuple[str, ...], problem: str) -> None:
    content = read(compound({name: bytes(5_000) for name in streams}), "a.docx")
    assert problem in sentences(content.problems)
    assert content.text == ""


def test_locked_files_are_named() -> None:
    locked_book = b"\x09\x08\x10\0" + bytes(16) + b"\x2f\0\x36\0" + bytes(54)
    assert sentences(read(compound({"Workbook": locked_book}), "a.xls").problems) == "locked by a password"
    manifest = {"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"}
    assert sentences(read(odt("<text:p>x</text:p>", extra=manifest), "a.odt").problems) == "locked by a password"
    locked_word = (0xA5EC).to_bytes(2, "little") + bytes(8) + (0x0100).to_bytes(2, "little") + bytes(5_000)
    assert sentences(read(compound({"WordDocument": locked_word}), "a.doc").problems) == "locked by a password"
    archive = bytearray(zipped({"a.txt": b"secret"}))
    archive[6] |= 1
    archive[archive.index(b"PK\1\2") + 8] |= 1
    content = read(bytes(archive), "a.zip")
    assert "locked by a password" in sentences(content.problems)
    assert [inner.problem for inner in content.inside] == [ProblemKind.LOCKED()]


@pytest.mark.parametrize(("data", "name"), [(b"7z\xbc\xaf\x27\x1c\0\4", "7-Zip"), (b"Rar!\x1a\x07\0", "RAR")])
def test_archives_that_are_not_opened_are_named(data: bytes, name: str) -> None:
    assert name in sentences(read(data + bytes(100), "a.zip").problems)
