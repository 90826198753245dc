"""What one sender sent at once, with its documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.records.proposals import Suggested
from storage.records.remarks import Remark


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A proposal, inquiry or noise to be filed, with what the classifiers suggest.

    `piece` names where the wish stands ("body" or a document's number), `start` and `end` count characters in it.
    `keys` are the folded stems by which full-text search finds it.
    """

    piece: str
    start: int
    end: int
    text: str
    suggested: Suggested
    due_at: datetime | None = None
    due_reason: tuple[Remark, ...] = ()
    keys: str = ""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of a submission to be filed; `pages` and `signed_by` are JSON."""

    number: int
    filename: str
    content_type: str
    size: int
    sha256: str
    text: str
    problems: tuple[Remark, ...]
    pages: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A submission to be filed. `reply_to` is where answers go, `suppressed_by` the rule that stopped the receipt."""

    channel: str
    call: str
    track: str
    language: str
    from_name: str
    from_address: str
    reply_to: str
    subject: str
    own_text: str
    quoted_text: str
    received_at: datetime
    due_at: datetime | None
    due_reason: tuple[Remark, ...]
    suppressed_by: str
    suppressed_reason: str
    problems: tuple[Remark, ...]
    author_name: str = ""
    author_address: str = ""
    forwarded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(NewSubmission):
    """A submission as filed, with our code.

    `author_*` are what a forwarded header suggests, until a person decides; `forwarded_by` is the colleague who sent
    it on. `joined_to` is the submission a person joined this one to; its proposals are there. `signatures` (None: not
    counted) and `representative` are what staff read off a collective letter.
    """

    id: int
    code: str
    message_id: int
    registration_number: str
    postal_address: str = ""
    joined_to: int | None = None
    signatures: int | None = None
    representative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument(NewDocument):
    """A document as filed; `pages` and `signed_by` are JSON."""

    id: int
    submission_id: int
