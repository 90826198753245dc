"""The nouns that are stored, frozen. Times are aware and in UTC; texts are as the sender wrote them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


class ProposalState(StrEnum):
    """What has become of a proposal or inquiry."""

    TO_REVIEW = "to review"
    """Nobody has confirmed the suggestion yet."""
    IN_ASSESSMENT = "in assessment"
    """A person confirmed what it is; the department weighs it."""
    DECIDED = "decided"
    """A decision with its explanation stands; not yet told to the author."""
    ANSWERED = "answered"
    """The author has the answer."""
    WITHDRAWN = "withdrawn"
    """The author took it back."""


class Decision(StrEnum):
    """How a proposal was decided."""

    INCLUDED = "included"
    LATER = "later"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    TAKEN_NOTE_OF = "taken note of"
    DUPLICATE = "duplicate"


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
    """Mode observe: it was written, and does not leave."""


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

    `problem` is empty for a whole message; for one over the limit only the headers were kept and it says so.
    """

    sighting: Sighting
    original: StoredOriginal
    received_at: datetime
    size_on_server: int
    problem: str = ""


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
    error: str
    attempts: int
    ignored_rule: str
    submission_id: int | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A proposal, inquiry or noise to be filed, with what the classifiers suggest.

    `piece` names where the wish stands ("body" or a document's number), `start` and `end` count characters in it.
    `suggestion` is the verdict as JSON: topics with confidences, places, streets, reasons. `keys` are the folded stems
    by which full-text search finds it.
    """

    kind: str
    piece: str
    start: int
    end: int
    text: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    confidence: float
    unsure: bool
    model_id: str
    suggestion: str
    due_at: datetime | None = None
    due_reason: str = ""
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
    problem: str
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
    due_reason: str
    suppressed_by: str
    suppressed_reason: str
    problems: str
    author_name: str = ""
    author_address: str = ""
    forwarded_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(NewSubmission):
    """A submission as filed, with our code.

    `author_*` are what a forwarded header suggests, until a person decides; `forwarded_by` is the colleague who sent
    it on. `joined_to` is the submission a person joined this one to; its proposals are there.
    """

    id: int
    code: str
    message_id: int
    registration_number: str
    postal_address: str = ""
    joined_to: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, inquiry or noise as filed. `version` grows with every change; topics are primary first.

    `sector` is "" unless a person moved it out of its topic's own; `merged_into` is the wish it was merged into.
    """

    id: int
    submission_id: int
    position: int
    kind: str
    piece: str
    start: int
    end: int
    text: str
    state: ProposalState
    topics: tuple[str, ...]
    places: tuple[str, ...]
    confidence: float
    unsure: bool
    model_id: str
    suggestion: str
    version: int
    confirmed_at: datetime | None
    confirmed_by: str
    due_at: datetime | None = None
    due_reason: str = ""
    sector: str = ""
    assignee_id: int | None = None
    department: str = ""
    group_id: int | None = None
    merged_into: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument(NewDocument):
    """A document as filed; `pages` and `signed_by` are JSON."""

    id: int
    submission_id: int


@dataclass(frozen=True, slots=True)
class NewOutgoing:
    """A mail to leave: complete bytes with their fixed Message-ID.

    `key` is unique for what the mail is for ("acknowledgement:17", "digest:anna@example.lv:2026-W47"): a second row
    with the same key is never made. `token` is the part of the envelope sender by which a bounce finds it.
    """

    key: str
    kind: str
    submission_id: int | None
    to_address: str
    envelope_from: str
    message_id: str
    token: str
    content: bytes
    state: OutgoingState = OutgoingState.QUEUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing(NewOutgoing):
    """A mail of ours and what became of it; `uncertain` counts lost answers to the dot."""

    id: int
    attempts: int
    uncertain: int
    next_try_at: datetime
    last_reply: str
    created_at: datetime
    sent_at: datetime | None


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


@dataclass(frozen=True, slots=True)
class Term:
    """A date a matter is or was due. `kind` is "law", "interim", "extension" or "received" (the day was corrected)."""

    proposal_id: int
    kind: str
    due_at: datetime
    reason: str
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later message of a submission. `kind` is "reply", "repeat" (the same letter again), "auto" or "joined"."""

    submission_id: int
    message_id: int
    kind: str
    received_at: datetime
    from_name: str
    from_address: str
    subject: str
    own_text: str
    quoted_text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """That a submission perhaps belongs to another. `state` is "open", "accepted" or "refused" by `decided_by`."""

    id: int
    submission_id: int
    other_id: int
    reason: str
    state: str
    decided_at: datetime | None
    decided_by: str


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


class AnswerKind(StrEnum):
    """What a letter to a resident says about a proposal."""

    ANSWER = "answer"
    """The decision with its explanation."""
    INTERIM = "interim"
    """It will be weighed with the budget; decision by a date."""
    EXTENSION = "extension"
    """More time is needed, until a date, and why."""
    FORWARDED = "forwarded"
    """Sent on to the institution it concerns, or where to write instead."""
    TAKEN_NOTE_OF = "taken note of"
    """Closed without an answer on the merits."""
    OUTCOME = "outcome"
    """What became of it: the budget is adopted, the work is done."""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is to be told about one proposal; nothing leaves before it is released."""

    proposal_id: int
    kind: AnswerKind
    decision: str
    text: str
    budget_year: int | None
    budget_line: str
    institution: str
    new_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is or was told about one proposal: a draft until `letter_id` names the letter it was released in."""

    id: int
    proposal_id: int
    kind: AnswerKind
    decision: str
    text: str
    budget_year: int | None
    budget_line: str
    institution: str
    new_due_at: datetime | None
    written_at: datetime
    written_by: str
    letter_id: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A released letter to one author as it went out: by mail when `outbox_id` is set, else to be printed."""

    id: int
    key: str
    kind: str
    submission_id: int
    outbox_id: int | None
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    created_at: datetime
    created_by: str
    printed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A ready-made text with {fields} for one kind of answer and decision."""

    name: str
    kind: str
    decision: str
    text: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Something wrong since `raised_at`; recovered at `cleared_at`."""

    id: int
    name: str
    detail: str
    raised_at: datetime
    cleared_at: datetime | None
