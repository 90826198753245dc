"""One file to what it holds: its kind, then the reader of that kind."""

from __future__ import annotations

from collections.abc import Callable

from intake.documents import cms, containers, legacy, mail, office, opendocument, pdf, pictures, plain, rtf, sheets
from intake.documents.archive import Archive
from intake.documents.content import Content, DocumentError
from intake.documents.kinds import Kind, kind_of, unread_kind, zip_kind
from intake.documents.limits import Limits
from intake.stations import Attachment
from storage.records import ProblemKind

Read = Callable[[Attachment, Limits], Content]

_READERS: dict[Kind, Read] = {
    "pdf": pdf.read_pdf,
    "image": pictures.read_picture,
    "compound": legacy.read_compound,
    "rtf": rtf.read_rtf,
    "tnef": mail.read_tnef,
    "cms": cms.read_cms,
    "message": mail.read_message,
    "html": plain.read_html,
    "xml": plain.read_xml,
    "text": plain.read_text,
    "flat opendocument": opendocument.read_flat,
    "word xml": office.read_word_xml,
    "sheets xml": sheets.read_sheets_xml,
    "ddoc": containers.read_ddoc,
    "word": office.read_word,
    "slides": office.read_slides,
    "sheets": sheets.read_sheets,
    "opendocument": opendocument.read_opendocument,
    "container": containers.read_container,
    "zip": containers.read_zip,
}


def read_file(attachment: Attachment, limits: Limits) -> Content:
    """What a file holds. DocumentError, or what a library raises, when it cannot be read."""
    if len(attachment.data) > limits.file:
        raise DocumentError(ProblemKind.TOO_LARGE(mib=len(attachment.data) >> 20))
    kind = kind_of(attachment.data, attachment.filename, attachment.content_type)
    if kind == "zip":
        archive = Archive(attachment.data, limits)
        mimetype = archive.part("mimetype") if "mimetype" in archive and archive.size("mimetype") < 200 else b""
        kind = zip_kind(archive.names, mimetype)
    if kind == "empty":
        raise DocumentError(ProblemKind.EMPTY_FILE())
    if kind == "key" or attachment.content_type == "application/pgp-encrypted":
        return Content()  # what mail programs need and no person reads
    if kind == "pgp":
        raise DocumentError(ProblemKind.ENCRYPTED_PGP())
    if kind == "unread":
        raise DocumentError(unread_kind(attachment.data) or ProblemKind.UNKNOWN_FORMAT())
    return _READERS[kind](attachment, limits).within(limits.text)
