"""Signed containers, PDFs and mail: who signed, when and what; never the personal code, never "verified"."""

import datetime
import io

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from documents_for_tests import docx, paragraph, read
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from reportlab.pdfgen.canvas import Canvas
from signing_for_tests import CODE, SIGNER, Signer, container, signer

from intake.stations import Signature
from storage.records import sentences


@pytest.fixture(scope="module")
def person() -> Signer:
    return signer()


LETTER = {"iesniegums.docx": docx(paragraph("Lūdzu ierīkot gājēju pāreju.")), "pielikums.txt": b"Plans"}
WHEN = datetime.datetime(2026, 1, 15, 9, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize("name", ["vēstule.edoc", "vēstule.asice", "vēstule.bdoc"])
def test_a_container_gives_its_files_and_its_signature(person: Signer, name: str) -> None:
    content = read(container(LETTER, person), name)
    assert [file.filename for file in content.inside] == list(LETTER)
    assert content.signed_by == (Signature(SIGNER, WHEN, tuple(LETTER), verified=False),)
    assert sentences(content.problems) == ""
    assert CODE not in repr(content.signed_by)


def test_a_file_changed_after_signing_is_named(person: Signer) -> None:
    content = read(container(LETTER, person, changed={"pielikums.txt": b"Cits"}), "vēstule.edoc")
    assert sentences(content.problems) == "changed after signing: pielikums.txt"


def test_a_broken_signature_does_not_hide_the_files(person: Signer) -> None:
    content = read(container(LETTER, person, changed={"META-INF/signatures1.xml": b"<<<"}), "vēstule.edoc")
    assert [file.filename for file in content.inside] == list(LETTER)
    assert len(content.signed_by) == 1
    assert "META-INF/signatures1.xml" in sentences(content.problems)


def test_a_code_in_the_common_name_is_left_out() -> None:
    content = read(container(LETTER, signer(f"TAMM,MARI,{CODE}")), "kiri.bdoc")
    assert [signature.signer for signature in content.signed_by] == ["TAMM,MARI"]


def test_signed_mail_is_read_and_its_signer_named(person: Signer) -> None:
    entity = "Content-Type: text/plain; charset=utf-8\r\n\r\nLūdzu soliņu parkā.\r\n".encode()
    content = read(person.signed(entity), "smime.p7m", "application/pkcs7-mime")
    assert content.text == "Lūdzu soliņu parkā."
    assert [signature.signer for signature in content.signed_by] == [SIGNER]
    assert content.signed_by[0].signed_at is not None


def test_a_detached_signature_names_the_signer_and_nothing_else(person: Signer) -> None:
    content = read(person.signed(b"text", pkcs7.PKCS7Options.DetachedSignature), "smime.p7s")
    assert ([one.signer for one in content.signed_by], content.text, sentences(content.problems)) == ([SIGNER], "", "")


def test_a_signed_file_is_taken_out(person: Signer) -> None:
    content = read(person.signed(LETTER["iesniegums.docx"]), "iesniegums.docx.p7m")
    assert [(file.filename, file.data) for file in content.inside] == [("iesniegums.docx", LETTER["iesniegums.docx"])]


def test_encrypted_mail_is_named(person: Signer) -> None:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(b"secret").add_recipient(person.certificate)
    data = builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    assert "encrypted" in sentences(read(data, "smime.p7m").problems)
    armored = b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    assert "encrypted" in sentences(read(armored, "a.asc").problems)


def test_a_signed_pdf_names_its_signer(person: Signer) -> None:
    page, out = io.BytesIO(), io.BytesIO()
    canvas = Canvas(page)
    canvas.drawString(72, 720, "Iesniegums")
    canvas.save()
    store = pkcs12.serialize_key_and_certificates(
        b"x", person.key, person.certificate, None, serialization.NoEncryption()
    )
    pdf_signer = SimpleSigner.load_pkcs12_data(store, [])
    metadata = PdfSignatureMetadata(field_name="Signature1")
    sign_pdf(IncrementalPdfFileWriter(page), metadata, pdf_signer, output=out)
    content = read(out.getvalue(), "iesniegums.pdf")
    assert [(one.signer, one.covers) for one in content.signed_by] == [(SIGNER, ("iesniegums.pdf",))]
    assert content.signed_by[0].signed_at is not None
    assert content.paged == "pdf"
