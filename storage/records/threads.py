"""Letters that follow a submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.records.remarks import Remark


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
    reason: tuple[Remark, ...]
    state: str
    decided_at: datetime | None
    decided_by: str
