"""Messages as they lie on our disk, where they were seen, and how polling went."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from storage.tables.schema import Instant, id_column, metadata, problems, words

messages = Table(
    "messages",
    metadata,
    id_column(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("body_sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("mailbox", String(100), nullable=False),
    words("message_id"),
    words("subject"),
    words("from_address"),
    Column("received_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    words("stage"),
    problems(),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", Instant),
    words("ignored_rule"),
    Column("submission_id", Integer, index=True),  # no foreign key: submissions already point here
    Column("due_at", Instant),
    Column("first_seen_at", Instant, nullable=False),
    Index(None, "state", "next_try_at"),
    Index(None, "message_id"),
)

sightings = Table(
    "sightings",
    metadata,
    id_column(),
    Column("mailbox", String(100), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", String(255), nullable=False),
    Column("record_id", ForeignKey("messages.id"), nullable=False, index=True),
    Column("moved", Boolean, nullable=False, default=False),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
)

polls = Table(
    "polls",
    metadata,
    id_column(),
    Column("mailbox", String(100), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("new", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    words("problem"),
    Index(None, "mailbox", "folder", "id"),
)

reconciliations = Table(
    "reconciliations",
    metadata,
    id_column(),
    Column("mailbox", String(100), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("at", Instant, nullable=False),
    Column("on_server", Integer, nullable=False),
    Column("filed", Integer, nullable=False),
    Column("ignored", Integer, nullable=False),
    Column("parked", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("difference", Integer, nullable=False),
)
