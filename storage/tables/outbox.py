"""Mails of ours, and what came back of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from storage.tables.schema import Instant, id_column, metadata, words

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("submission_id", ForeignKey("submissions.id"), index=True),
    Column("to_address", Text, nullable=False),
    words("envelope_from"),
    Column("message_id", String(255), nullable=False, unique=True),
    Column("token", String(60), nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("mode", String(10), nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("uncertain", Integer, nullable=False, default=0),
    Column("next_try_at", Instant, nullable=False),
    words("last_reply"),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index(None, "state", "next_try_at"),
    Index(None, "to_address", "created_at"),
)

bounces = Table(
    "bounces",
    metadata,
    id_column(),
    Column("outbox_id", ForeignKey("outbox.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id")),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    words("diagnostic"),
    words("address"),
    Column("at", Instant, nullable=False),
)

dead_addresses = Table(
    "dead_addresses",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("since", Instant, nullable=False),
    words("reason"),
)

alerts = Table(
    "alerts",
    metadata,
    id_column(),
    Column("name", String(200), nullable=False, index=True),
    words("detail"),
    Column("raised_at", Instant, nullable=False),
    Column("cleared_at", Instant),
)
