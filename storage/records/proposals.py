"""The wishes inside submissions, their states, decisions and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.records.remarks import Remark


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
    due_reason: tuple[Remark, ...] = ()
    sector: str = ""
    assignee_id: int | None = None
    department: str = ""
    group_id: int | None = None
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """Which version a proposal is at: enough to know whether what was read of it still holds."""

    id: int
    submission_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the classifiers say of a text; `suggestion` is their verdict as JSON: topics with confidences, places,
    streets, reasons."""

    kind: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    confidence: float
    unsure: bool
    model_id: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Term:
    """A date a matter is or was due.

    `kind` is "law", "interim", "extension", "received" (the day was corrected) or "track" (the track was).
    """

    proposal_id: int
    kind: str
    due_at: datetime
    reason: tuple[Remark, ...]
    set_at: datetime
    set_by: str
