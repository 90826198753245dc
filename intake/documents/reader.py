"""From attachments to documents: each file by its kind, scans by the page reader, files within files three deep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol

from intake.documents.child import Child
from intake.documents.content import Content, joined
from intake.documents.limits import DEFAULT_LIMITS, Limits
from intake.stations import Attachment, Document, Page, unread
from storage.records import ProblemKind, Remark


class Pages(Protocol):
    """What reads pages of scans."""

    def read_pdf(self, data: bytes, *, words: bool = False) -> tuple[Page, ...]:
        """The pages of a PDF file."""

    def read_image(self, data: bytes, *, words: bool = False) -> tuple[Page, ...]:
        """The pages of a picture file."""


class DocumentReader:
    """Reads the files of a letter; what cannot be read is a document with `problems`. Usable as a context manager."""

    def __init__(self, pages: Pages | None, limits: Limits = DEFAULT_LIMITS, *, words: bool = False) -> None:
        """Without a page reader scans are named as not read; with `words` pages carry their words and boxes."""
        self.pages, self.limits, self.words = pages, limits, words
        self._child = Child(limits)

    def read(self, attachments: Iterable[Attachment]) -> tuple[Document, ...]:
        """One document per attachment, in their order; nothing is raised for bad data."""
        return tuple(self._read(attachment, 0, _Budget(self.limits)) for attachment in attachments)

    def message_of(self, attachment: Attachment) -> bytes:
        """The message (RFC 5322) that a .msg, a winmail.dat or signed mail stands for; b"" for any other file."""
        return self._child.read(attachment).message

    def files(self, attachments: Iterable[Attachment]) -> Iterator[Attachment]:
        """The files with all files inside them, depth first, within the same limits as `read`: bytes, unread."""
        for attachment in attachments:
            yield from self._files(attachment, 0, _Budget(self.limits))

    def _files(self, attachment: Attachment, depth: int, budget: _Budget) -> Iterator[Attachment]:
        yield attachment
        if attachment.problem or depth >= self.limits.depth:
            return
        for inner in self._child.read(attachment).inside:
            if budget.spend(len(inner.data)):
                return
            yield from self._files(inner, depth + 1, budget)

    def close(self) -> None:
        """End the process that reads foreign formats."""
        self._child.close()

    def __enter__(self) -> DocumentReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, attachment: Attachment, depth: int, budget: _Budget) -> Document:
        content = Content(problems=(attachment.problem,)) if attachment.problem else self._child.read(attachment)
        pages = self._pages(attachment.data, content)
        inside, unopened = self._inside(content, depth, budget)
        problems = (*content.problems, *unopened, *_page_problems(pages))
        return Document(
            filename=attachment.filename,
            content_type=attachment.content_type,
            size=len(attachment.data),
            sha256=hashlib.sha256(attachment.data).hexdigest(),
            text=joined(*(page.text for page in pages), content.text),
            pages=pages,
            signed_by=content.signed_by,
            problems=tuple(dict.fromkeys(problems)),
            inside=inside,
        )

    def _inside(self, content: Content, depth: int, budget: _Budget) -> tuple[tuple[Document, ...], tuple[Remark, ...]]:
        """The files inside as documents, and why some of them were not opened."""
        if content.inside and depth >= self.limits.depth:
            return (), (ProblemKind.FILES_TOO_DEEP(depth=self.limits.depth),)
        found: list[Document] = []
        for inner in content.inside:
            problem = budget.spend(len(inner.data))
            if problem:
                return tuple(found), (problem,)
            found.append(self._read(inner, depth + 1, budget))
        return tuple(found), ()

    def _pages(self, data: bytes, content: Content) -> tuple[Page, ...]:
        if not content.paged:
            return ()
        if content.paged == "picture":
            return (Page(1, "", "none", 0.0, True, kind="picture"),)
        if self.pages is None:
            return (unread(1, ProblemKind.SCANS_NOT_READ()),)
        read = self.pages.read_pdf if content.paged == "pdf" else self.pages.read_image
        return read(data, words=self.words)


class _Budget:
    """What the files inside one attachment may take, all together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files, self._bytes = 0, 0

    def spend(self, size: int) -> Remark | None:
        """Count one more file of `size` bytes; the problem when that is too much."""
        self._files, self._bytes = self._files + 1, self._bytes + size
        if self._files > self._limits.inside:
            return ProblemKind.FILES_LEFT_OUT(limit=self._limits.inside)
        if self._bytes > self._limits.unpacked:
            return ProblemKind.FILES_TOO_LARGE(mib=self._limits.unpacked >> 20)
        return None


def _page_problems(pages: tuple[Page, ...]) -> list[Remark]:
    """What was wrong with the pages, numbered where there are several; the first few of them."""
    found = [(page.number, page.problem) for page in pages if page.problem][:5]
    return [ProblemKind.ON_PAGE(page=n, problem=one) if len(pages) > 1 else one for n, one in found]
