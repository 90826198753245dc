"""Submissions with their documents, and the proposals in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.tables.schema import Instant, Words, id_column, metadata, problems, reason, words

submissions = Table(
    "submissions",
    metadata,
    id_column(),
    Column("code", String(30), unique=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, unique=True),
    Column("channel", String(20), nullable=False),
    Column("call", String(100), nullable=False, default=""),
    Column("track", String(20), nullable=False, default="budget"),
    Column("language", String(5), nullable=False, default=""),
    words("from_name"),
    Column("from_address", Words, nullable=False, default="", index=True),
    words("reply_to"),
    words("subject"),
    words("own_text"),
    words("quoted_text"),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, index=True),
    reason("due_reason"),
    words("suppressed_by"),
    words("suppressed_reason"),
    problems(),
    words("registration_number"),
    words("postal_address"),
    words("author_name"),
    words("author_address"),
    words("forwarded_by"),
    Column("joined_to", Integer, index=True),
    Column("signatures", Integer),
    words("representative"),
)

documents = Table(
    "documents",
    metadata,
    id_column(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    words("filename"),
    words("content_type"),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    words("text"),
    problems(),
    words("pages"),
    words("signed_by"),
    UniqueConstraint("submission_id", "number"),
)

proposals = Table(
    "proposals",
    metadata,
    id_column(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("piece", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    words("text"),
    Column("state", String(20), nullable=False, default="to review"),
    Column("confidence", Float, nullable=False, default=0.0),
    Column("unsure", Boolean, nullable=False, default=False),
    words("model_id"),
    words("suggestion"),
    Column("version", Integer, nullable=False, default=1),
    Column("confirmed_at", Instant),
    words("confirmed_by"),
    Column("due_at", Instant, index=True),
    reason("due_reason"),
    Column("sector", String(40), nullable=False, default="", server_default=""),
    Column("assignee_id", Integer, index=True),
    Column("department", String(100), nullable=False, default="", server_default=""),
    Column("group_id", Integer, index=True),
    Column("merged_into", Integer, index=True),
    UniqueConstraint("submission_id", "position"),
    Index(None, "state", "id"),
)

proposal_topics = Table(
    "proposal_topics",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("topic", String(40), nullable=False, index=True),
)

proposal_places = Table(
    "proposal_places",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True),
    Column("place", String(40), primary_key=True, index=True),
)

terms = Table(
    "terms",
    metadata,
    id_column(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    reason("reason"),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(255), nullable=False),
)
"""Every date a matter was ever due, oldest first; the date now in force stands in `proposals` too."""
