"""Mails of ours, what came back of them, and alerts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutgoingState(StrEnum):
    """Where a mail of ours is."""

    QUEUED = "queued"
    """To be sent at `next_try_at`."""
    UNCERTAIN = "uncertain"
    """The connection was lost after the final dot: the same bytes go again, at most twice."""
    SENT = "sent"
    """The server took it."""
    FAILED = "failed"
    """The server refused it for good, or put it off too often; staff see it."""
    HELD = "held"
    """Made in mode observe, or in redirect and not sent before mode live: it leaves only when a person says so."""
    DROPPED = "dropped"
    """A person said that it shall not leave."""


@dataclass(frozen=True, slots=True)
class NewOutgoing:
    """A mail to leave: complete bytes with their fixed Message-ID.

    `key` is unique for what the mail is for ("acknowledgement:17", "digest:anna@example.lv:2026-W47"): a second row
    with the same key is never made. `token` is the part of the envelope sender by which a bounce finds it. `mode` is
    that of the installation when it was made, and the only one in which it leaves.
    """

    key: str
    kind: str
    submission_id: int | None
    to_address: str
    envelope_from: str
    message_id: str
    token: str
    content: bytes
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing(NewOutgoing):
    """A mail of ours and what became of it; `uncertain` counts lost answers to the dot."""

    id: int
    state: OutgoingState
    attempts: int
    uncertain: int
    next_try_at: datetime
    last_reply: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a mail of ours did not arrive (RFC 3464).

    `kind` is "permanent", "transient" (given up for now) or "delayed" (still being tried); `status` as in RFC 3463.
    """

    outbox_id: int
    message_id: int | None
    kind: str
    status: str
    diagnostic: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """Something wrong since `raised_at`; recovered at `cleared_at`."""

    id: int
    name: str
    detail: str
    raised_at: datetime
    cleared_at: datetime | None
