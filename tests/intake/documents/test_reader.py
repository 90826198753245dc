"""Attachments to documents: pages by the page reader, files inside, one attachment never harms another."""

import hashlib
import io
from collections.abc import Iterator

import pytest
from documents_for_tests import docx, paragraph, read, with_wrong_checksums, zipped
from PIL import Image

from intake.documents import DocumentReader
from intake.stations import Attachment, Page
from storage.records import ProblemKind, sentences


class TwoPages:
    """A page reader that finds two pages in everything, the second unreadable."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read_pdf(self, data: bytes, *, words: bool = False) -> tuple[Page, ...]:
        self.asked.append("pdf")
        return self._pages()

    def read_image(self, data: bytes, *, words: bool = False) -> tuple[Page, ...]:
        self.asked.append("image")
        return self._pages()

    def _pages(self) -> tuple[Page, ...]:
        read = Page(1, "Pirmā lapa", "ocr", 95.0, True, "lv")
        return (read, Page(2, "", "none", 0.0, False, kind="needs typing", problem=ProblemKind.SAID(words="a blot")))


@pytest.fixture
def pages() -> TwoPages:
    return TwoPages()


@pytest.fixture
def reader(pages: TwoPages) -> Iterator[DocumentReader]:
    with DocumentReader(pages) as opened:
        yield opened


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, form)
    return out.getvalue()


def test_each_attachment_is_a_document_in_its_place(reader: DocumentReader) -> None:
    good = docx(paragraph("Vēstule"))
    given = [
        Attachment("a.docx", "application/msword", good),
        Attachment("b.bin", "application/octet-stream", b"\1\2\3\0"),
        Attachment("c.txt", "text/plain", "Ķekavā jāremontē ietves".encode("cp1257")),
        Attachment("d.txt", "text/plain", b"", problem=ProblemKind.SAID(words="the part is cut")),
    ]
    documents = reader.read(given)
    assert [document.text for document in documents] == ["Vēstule", "", "Ķekavā jāremontē ietves", ""]
    assert [bool(sentences(document.problems)) for document in documents] == [False, True, False, True]
    first = documents[0]
    assert (first.filename, first.content_type, first.size) == ("a.docx", "application/msword", len(good))
    assert first.sha256 == hashlib.sha256(good).hexdigest()


def test_pages_of_scans_wherever_they_lie(reader: DocumentReader, pages: TwoPages) -> None:
    scans = zipped({"a.pdf": b"%PDF-1.4\n", "mape/b.png": picture(800, 600), "c.jpg": picture(600, 800, "JPEG")})
    (document,) = reader.read([Attachment("a.zip", "application/zip", scans)])
    assert pages.asked == ["pdf", "image", "image"]
    assert [inner.filename for inner in document.inside] == ["a.pdf", "b.png", "c.jpg"]
    for inner in document.inside:
        assert (inner.text, sentences(inner.problems)) == ("Pirmā lapa", "page 2: a blot")
        assert len(inner.pages) == 2


def test_small_pictures_are_kept_and_not_read(reader: DocumentReader, pages: TwoPages) -> None:
    (document,) = reader.read([Attachment("logo.png", "image/png", picture(200, 100))])
    assert pages.asked == []
    assert [page.kind for page in document.pages] == ["picture"]
    assert (document.text, sentences(document.problems)) == ("", "")


def test_without_a_page_reader_scans_are_named() -> None:
    with DocumentReader(None) as reader:
        (document,) = reader.read([Attachment("a.pdf", "application/pdf", b"%PDF-1.4\n")])
    assert sentences(document.problems) == "scans are not read here"


def test_every_damaged_member_of_a_zip_file_is_named() -> None:
    found = read(with_wrong_checksums(zipped({"a.txt": "Nedeg laternas.", "b.txt": "Bedre pie skolas."})), "a.zip")
    assert [one.data.decode() for one in found.inside] == ["Nedeg laternas.", "Bedre pie skolas."]
    assert found.problems == tuple(ProblemKind.MEMBER_SALVAGED(name=name) for name in ("a.txt", "b.txt"))


def test_a_document_may_have_several_faults() -> None:
    found = read(with_wrong_checksums(docx(paragraph("Lūdzu soliņu."), {"header1.xml": "<w:hdr", "header2.xml": "<w"})))
    assert found.text == "Lūdzu soliņu."
    assert ProblemKind.MEMBER_SALVAGED(name="word/document.xml") in found.problems
    assert len(found.problems) == 5
