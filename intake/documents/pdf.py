"""What a PDF holds besides its pages: filled form fields, typed notes, attached files and signatures (ISO 32000)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from intake.documents.archive import clean_name
from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.signers import signer_of
from intake.stations import Attachment, Signature

_HAS_EXTRAS = re.compile(rb"/AcroForm|/Annots|/EmbeddedFile|/ObjStm|/Encrypt")
_TYPED_NOTES = ("/FreeText", "/Text")
_MOST_PAGES = 500
_MOST_FIELDS = 5_000


def read_pdf(attachment: Attachment, limits: Limits) -> Content:
    """Form fields as "name: value" lines, notes, files and signatures; the page reader reads the pages."""
    if not _HAS_EXTRAS.search(attachment.data):
        return Content(paged="pdf")
    text, inside = _extras(attachment.data, limits)
    signed_by = _signatures(attachment) if b"/ByteRange" in attachment.data else ()
    return Content(text, inside=inside, signed_by=signed_by, paged="pdf")


def _extras(data: bytes, limits: Limits) -> tuple[str, tuple[Attachment, ...]]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return "", ()
        return tidy(joined("\n".join(_fields(reader)), "\n".join(_notes(reader)))), _files(reader, limits)
    except DocumentError:
        raise
    except Exception:  # a damaged file; the page reader says so, or reads it all the same
        return "", ()


def _fields(reader: Any) -> Iterator[str]:
    """The filled fields of a form by their full names."""
    fields = reader.get_fields() or {}
    for name, field in list(fields.items())[:_MOST_FIELDS]:
        value = field.get("/V")
        if field.get("/FT") in ("/Tx", "/Ch") and isinstance(value, str | list):
            shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            if shown.strip():
                yield f"{field.get('/TU') or name}: {shown.strip()}"


def _notes(reader: Any) -> Iterator[str]:
    for page in reader.pages[:_MOST_PAGES]:
        for reference in page.get("/Annots") or ():
            note = reference.get_object()
            if note.get("/Subtype") in _TYPED_NOTES and isinstance(note.get("/Contents"), str):
                yield str(note["/Contents"])


def _files(reader: Any, limits: Limits) -> tuple[Attachment, ...]:
    found = []
    for file in list(reader.attachment_list)[: limits.inside]:
        name = clean_name(file.alternative_name or file.name or "", limits)
        found.append(Attachment(name, "application/octet-stream", bytes(file.content)[: limits.member]))
    return tuple(found)


def _signatures(attachment: Attachment) -> tuple[Signature, ...]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(attachment.data), strict=False)
        return tuple(
            Signature(signer_of(found.signer_cert), found.self_reported_timestamp, (attachment.filename,))
            for found in reader.embedded_regular_signatures
        )
    except Exception:  # pyHanko raises many kinds; a signature that cannot be read is no reason not to read the pages
        return ()
