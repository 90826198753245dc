"""Hostile files end in a named problem, within the limits of memory and time, and never in an exception."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from documents_for_tests import docx, odt, paragraph, read, zipped

from intake.documents import DocumentReader
from intake.documents.limits import DEFAULT_LIMITS
from intake.stations import Attachment, Document
from storage.records import sentences

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(None) as opened:
        yield opened


def one(reader: DocumentReader, data: bytes, name: str = "a.zip") -> Document:
    (document,) = reader.read([Attachment(name, "application/octet-stream", data)])
    return document


def test_zip_in_zip_in_zip_in_zip_ends(reader: DocumentReader) -> None:
    data = zipped({"0.txt": b"0" * 1_000_000})
    for _ in range(5):
        data = zipped({f"{n}.zip": data for n in range(16)})
    found = one(reader, data).walk()
    assert len(found) == DEFAULT_LIMITS.inside + 1
    assert any("more than 200 files inside" in sentences(document.problems) for document in found)
    assert any("3 deep" in sentences(document.problems) for document in found)


def test_a_member_that_grows_a_thousandfold_is_not_unpacked(reader: DocumentReader) -> None:
    found = one(reader, zipped({"zeros.txt": bytes(50_000_000), "letter.txt": b"Still read"}))
    assert "times its size: not opened" in sentences(found.inside[0].problems)
    assert found.inside[1].text == "Still read"


def test_a_member_that_lies_about_its_size_is_counted_as_it_comes_out() -> None:
    honest = zipped({"a.txt": b"x" * 5_000})
    lying = honest.replace((5_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != honest
    small = replace(DEFAULT_LIMITS, member=1_000, unpacked=1_000)
    (inner,) = read(lying, "a.zip", limits=small).inside
    assert len(inner.data) <= 1_000


def test_what_all_members_together_declare_counts() -> None:
    data = zipped({f"{n}.txt": bytes(2_000) for n in range(10)})
    assert "not opened" in sentences(read(data, "a.zip", limits=replace(DEFAULT_LIMITS, unpacked=10_000)).problems)
    assert "more than 5" in sentences(read(data, "a.zip", limits=replace(DEFAULT_LIMITS, entries=5)).problems)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Windows\\win.ini", "/etc/passwd", "a/b\0c.txt", "x" * 3_000])
def test_names_lead_nowhere(name: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"text")
    for inner in read(buffer.getvalue(), "a.zip").inside:
        assert not set(inner.filename) & set("/\\\0")
        assert len(inner.filename) <= DEFAULT_LIMITS.name


def test_entities_stay_unread_and_are_named(reader: DocumentReader) -> None:
    plain = docx(paragraph("Teksts &l9;&f;"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = ENTITIES.encode() + members["word/document.xml"]
    found = one(reader, zipped(members), "a.docx")
    assert found.text == "Teksts"
    assert "entities" in sentences(found.problems)
    bare = one(reader, f"{ENTITIES}<x>&l9;&f;</x>".encode(), "a.xml")
    assert (bare.text, "entities" in sentences(bare.problems)) == ("", True)


@pytest.mark.parametrize("depth", [2_000, 50_000])
def test_thousands_of_levels_of_markup_or_groups(reader: DocumentReader, depth: int) -> None:
    tables = "<w:tbl><w:tr><w:tc>" * depth + paragraph("dziļi") + "</w:tc></w:tr></w:tbl>" * depth
    for data, name in (
        (docx(tables), "a.docx"),
        (odt("<text:section>" * depth + "<text:p>x</text:p>" + "</text:section>" * depth), "a.odt"),
        (b"{\\rtf1 " + b"{\\b " * depth + b"x" + b"}" * depth + b"}", "a.rtf"),
        (b"<html>" + b"<div>" * depth + b"x" + b"</div>" * depth, "a.html"),
    ):
        found = one(reader, data, name)
        assert found.text or sentences(found.problems)
    assert one(reader, b"after", "a.txt").text == "after"


def test_a_reader_that_needs_too_much_memory_is_named() -> None:
    limits = replace(DEFAULT_LIMITS, memory=200 << 20, ratio=10_000)
    body = paragraph("x" * 1000) * 60_000
    with DocumentReader(None, limits) as reader:
        assert "memory" in sentences(one(reader, docx(body), "a.docx").problems)
        assert one(reader, b"after", "a.txt").text == "after"


def test_no_bytes_of_any_kind_raise(reader: DocumentReader) -> None:
    starts = (
        b"%PDF-1.7",
        b"PK\3\4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf",
        b"\x78\x9f\x3e\x22",
        b"\xff\xd8\xff",
    )
    more = (
        b"<?xml ",
        b"<html>",
        b"\x30\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02",
        b"\xff\xfe",
        b"\0",
    )
    for start in (*starts, *more):
        for rest in (b"", b"\0" * 40, bytes(range(256)) * 8):
            assert one(reader, start + rest, "file").filename == "file"
