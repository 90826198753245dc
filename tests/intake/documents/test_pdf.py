"""What a PDF holds beside its pages: form fields, typed notes, attached files."""

import io

from documents_for_tests import read
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from storage.records import sentences


def form(value: str) -> bytes:
    """A PDF of one page with a text field filled in."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Iesniegums")
    canvas.acroForm.textfield(name="adrese", tooltip="Adrese", value=value, x=72, y=600)
    canvas.save()
    return out.getvalue()


def test_filled_fields_notes_and_files() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(form("Gaismas iela 1"))))
    writer.add_attachment("plāns.txt", "Plāna teksts".encode())
    writer.add_annotation(0, FreeText(text="Uzrakstīts virsū", rect=(10, 10, 200, 60)))
    out = io.BytesIO()
    writer.write(out)
    content = read(out.getvalue(), "a.pdf")
    assert content.text == "Adrese: Gaismas iela 1\n\nUzrakstīts virsū"
    assert [(inner.filename, inner.data.decode()) for inner in content.inside] == [("plāns.txt", "Plāna teksts")]
    assert content.paged == "pdf"


def test_empty_fields_say_nothing() -> None:
    assert read(form(""), "a.pdf").text == ""


def test_a_broken_pdf_is_left_to_the_page_reader() -> None:
    content = read(form("x")[:900], "a.pdf")
    assert (content.paged, sentences(content.problems)) == ("pdf", "")


def test_page_tree_that_bites_its_tail_ends() -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999/Annots[3 0 R]>>endobj\n"
        b"3 0 obj<</T(a)/FT/Tx/V(b)/Kids[3 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    assert read(loop, "a.pdf").paged == "pdf"
