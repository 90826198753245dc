"""What the mail server holds, and how it came to us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.remarks import Remark


class MessageState(StrEnum):
    """Where a message is on its road; every message ends in exactly one of the last three."""

    RECEIVED = "received"
    """On our disk, not yet decided; also after `retry`."""
    FILED = "filed"
    """Its submission, proposals and outgoing mail are stored."""
    IGNORED = "ignored"
    """Our own marker, a report matched to a mail of ours, or an administrator's rule; never a classifier."""
    PARKED = "parked"
    """Could not be processed; waits for `retry` with the stage and the error."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a message stands: UID under one UIDVALIDITY (RFC 3501 section 2.3.1.1); a file's name in folders."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: str


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """Bytes on our disk: their SHA-256 in hexadecimal and their length."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message brought in: where from, its bytes on our disk, when the server got it.

    `problem` is None for a whole message; for one over the limit only the headers were kept and it says so.
    """

    sighting: Sighting
    original: StoredOriginal
    received_at: datetime
    size_on_server: int
    problem: Remark | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as recorded."""

    id: int
    sha256: str
    size: int
    mailbox: str
    message_id: str
    subject: str
    from_address: str
    received_at: datetime
    state: MessageState
    stage: str
    problems: tuple[Remark, ...]
    attempts: int
    ignored_rule: str
    submission_id: int | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll of one folder found; `problem` is empty when it went through."""

    mailbox: str
    folder: str
    started_at: datetime
    ended_at: datetime
    new: int
    known: int
    problem: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A day's comparison of a folder with our records; `difference` messages on the server are not in them."""

    mailbox: str
    folder: str
    at: datetime
    on_server: int
    filed: int
    ignored: int
    parked: int
    waiting: int
    difference: int
