"""What is made of a letter before anything is decided: documents read, wishes split, each classified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.exc import OperationalError

from classifiers.pipeline import Classifier
from classifiers.verdicts import Verdict, Wish
from classifiers.wishes.reading import read_wishes
from intake.letters.forwarded import squeezed, without_headers
from intake.packed import own_pieces
from intake.stations import Attachment, Document, Letter, Reading
from notifications.acknowledgement import subject_of_theirs
from storage.store import StorageError


class Documents(Protocol):
    """What reads attachments."""

    def read(self, attachments: Sequence[Attachment]) -> tuple[Document, ...]:
        """One document per attachment; bad data is a document with a problem."""

    def message_of(self, attachment: Attachment) -> bytes:
        """The message (RFC 5322) that a file stands for; b"" for any other file."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A letter with its documents, its wishes and a verdict for each."""

    reading: Reading
    wishes: tuple[Wish, ...]
    verdicts: tuple[Verdict, ...]


class StageError(Exception):
    """Unforeseen trouble at a named stage of one letter."""

    def __init__(self, stage: str, cause: Exception) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}"[:1000])
        self.stage = stage


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Name the stage of whatever is raised inside; trouble with the database is no letter's fault and passes."""
    try:
        yield
    except (StorageError, OperationalError, StageError):
        raise
    except Exception as error:
        raise StageError(name, error) from error


def understand(letter: Letter, documents: Documents, classifier: Classifier) -> Understanding:
    """Read the documents, split and classify; nothing is changed. Raises StageError."""
    with stage("documents"):
        reading = own_pieces(Reading(letter, documents.read(letter.attachments)))
    with stage("wishes"):
        body, *documents_read = (piece.text for piece in reading.pieces())
        found = read_wishes(classifier, subject_of_theirs(letter.subject), [without_headers(body), *documents_read])
    wishes = tuple(replace(wish, text=squeezed(wish.text)) for wish, _ in found)
    return Understanding(reading, wishes, tuple(verdict for _, verdict in found))
