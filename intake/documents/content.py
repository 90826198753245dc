"""What one file holds, as the readers of the single formats give it: one level, without opening what lies inside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from intake.stations import Attachment, Signature
from storage.records import ProblemKind, Remark

Paged = Literal["", "pdf", "image", "picture"]


class DocumentError(Exception):
    """The file cannot be read, foreseen; `problem` says why and is shown to staff."""

    def __init__(self, problem: Remark) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Content:
    """Text and inner files of one file; `paged` asks the page reader to read its pages as well, or says "picture" for
    one that is too small to be read.

    `signed_by` are the signatures found in it, `message` the RFC 5322 bytes that an Outlook or a signed
    message amounts to.
    """

    text: str = ""
    problems: tuple[Remark, ...] = ()
    inside: tuple[Attachment, ...] = ()
    signed_by: tuple[Signature, ...] = ()
    paged: Paged = ""
    message: bytes = b""

    def within(self, most: int) -> Content:
        """The same with no more than `most` characters of text; a cut is named."""
        if len(self.text) <= most:
            return self
        return replace(self, text=self.text[:most], problems=(*self.problems, ProblemKind.TEXT_CUT(limit=most)))


def joined(*texts: str) -> str:
    """The texts that hold anything, an empty line between them."""
    return "\n\n".join(text.strip("\n") for text in texts if text.strip())
