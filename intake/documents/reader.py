"""From attachments to documents: each file by its kind, scans by the page reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from intake.pages import PageReader
from intake.stations import Attachment, Document, Page

PICTURES = {"image/jpeg", "image/png", "image/tiff", "image/webp", "image/heic", "image/heif", "image/gif", "image/bmp"}
ENDINGS = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "tif": "image/tiff", "tiff": "image/tiff"}


class DocumentReader:
    """Reads the files of a letter; what cannot be read is a document with a `problem`."""

    def __init__(self, pages: PageReader | None) -> None:
        """Without a page reader scans are named as not read."""
        self.pages = pages

    def read(self, attachments: Iterable[Attachment]) -> tuple[Document, ...]:
        """One document per attachment, in their order; nothing is raised for bad data."""
        return tuple(self._read(attachment) for attachment in attachments)

    def _read(self, attachment: Attachment) -> Document:
        pages, text, problem = self._contents(attachment)
        return Document(
            filename=attachment.filename,
            content_type=attachment.content_type,
            size=len(attachment.data),
            sha256=hashlib.sha256(attachment.data).hexdigest(),
            text=text,
            pages=pages,
            problem=attachment.problem or problem,
        )

    def _contents(self, attachment: Attachment) -> tuple[tuple[Page, ...], str, str]:
        ending = attachment.filename.rpartition(".")[2].lower()
        if attachment.content_type == "text/plain" or ending == "txt":
            return (), attachment.data.decode("utf-8", "replace"), ""
        pdf = attachment.data[:1024].lstrip().startswith(b"%PDF")
        picture = attachment.content_type in PICTURES or ending in ENDINGS
        if not pdf and not picture:
            return (), "", "this kind of file is not read"
        if self.pages is None:
            return (), "", "scans are not read here"
        pages = self.pages.read_pdf(attachment.data) if pdf else self.pages.read_image(attachment.data)
        unread = [page.problem for page in pages if page.problem]
        return pages, "\n\n".join(page.text for page in pages if page.text), "; ".join(unread)
