"""Letters that follow a submission."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint

from storage.tables.schema import Instant, id_column, metadata, reason, words

follow_ups = Table(
    "follow_ups",
    metadata,
    id_column(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("received_at", Instant, nullable=False),
    words("from_name"),
    words("from_address"),
    words("subject"),
    words("own_text"),
    words("quoted_text"),
)

hints = Table(
    "hints",
    metadata,
    id_column(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("other_id", ForeignKey("submissions.id"), nullable=False, index=True),
    reason("reason"),
    Column("state", String(20), nullable=False, index=True),
    Column("decided_at", Instant),
    words("decided_by"),
    UniqueConstraint("submission_id", "other_id"),
)
