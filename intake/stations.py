"""The frozen types of the road's first half, one per station: Fetched, Letter, Document, Reading.

Letters come from bytes nobody vouches for: every field may be empty, and what went wrong is named in `problems`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.records import Remark

PageSource = Literal["text layer", "ocr", "none"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a message that is a file: its decoded bytes and what the sender called it."""

    filename: str
    content_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False
    problem: Remark | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as read: decoded headers, the sender's own words, quoted history, attachments.

    `text` is everything readable in the body, `own_text` the sender's own words with forwarded content, `quoted_text`
    the history left out of it. `headers` are (name, decoded value) in their order, names as written.
    `html` is the unsafe original HTML part, or "" where there was none.
    """

    subject: str
    from_name: str
    from_address: str
    reply_to: str
    to: tuple[str, ...]
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    text: str
    own_text: str
    quoted_text: str
    html: str
    is_auto: bool
    auto_reason: str
    attachments: tuple[Attachment, ...]
    problems: tuple[Remark, ...]

    def header(self, name: str) -> str:
        """The first value of a header by name, without regard to case (RFC 5322 section 1.2.2); "" when absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def header_values(self, name: str) -> tuple[str, ...]:
        """All values of a header by name, without regard to case, in their order."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its box in pixels of the straightened page and the engine's confidence, 0 to 100."""

    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its text, where the text came from, and whether it can be trusted.

    `kind` is "text", "picture" (a photo of a thing), "needs typing" (handwriting, unreadable) or "blank"; only "text"
    carries text. `confidence` is 0 to 100, 100 for a good text layer. A failure is `problem`, never words in `text`.
    """

    number: int
    text: str
    source: PageSource
    confidence: float
    reliable: bool
    language: str = ""
    kind: str = "text"
    words: tuple[Word, ...] = ()
    problem: Remark | None = None


def unread(number: int, problem: Remark) -> Page:
    """The page that stands for one that could not be read."""
    return Page(number, "", "none", 0.0, False, kind="needs typing", problem=problem)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a container or PDF, when, and whether that was verified (reading is not validating).

    `covers` names the files the signature covers. The signer's personal code is never kept here.
    """

    signer: str
    signed_at: datetime | None
    covers: tuple[str, ...]
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment or scan as read. `inside` are the documents found in a container, at most three deep."""

    filename: str
    content_type: str
    size: int
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    signed_by: tuple[Signature, ...] = ()
    problems: tuple[Remark, ...] = ()
    inside: tuple[Document, ...] = ()

    def walk(self) -> tuple[Document, ...]:
        """This document and all documents inside it, depth first."""
        return (self, *(deep for child in self.inside for deep in child.walk()))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of readable text and where it came from: "body", or a document's number in `Reading.documents`."""

    source: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that could be read of a letter: the letter, its documents, and the pieces of text a wish may stand in."""

    letter: Letter
    documents: tuple[Document, ...]

    def pieces(self) -> tuple[Piece, ...]:
        """The sender's own words first, then every document that holds text, in their order."""
        flat = [deep for document in self.documents for deep in document.walk()]
        found = [Piece("body", "", self.letter.own_text)]
        found += [Piece(str(n), doc.filename, doc.text) for n, doc in enumerate(flat) if doc.text.strip()]
        return tuple(found)
