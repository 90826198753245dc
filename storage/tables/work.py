"""Who did what, who works now, and the keys of this installation."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from storage.tables.schema import Instant, id_column, metadata, words

trail = Table(
    "trail",
    metadata,
    id_column(),
    Column("at", Instant, nullable=False),
    Column("actor", String(255), nullable=False),
    Column("action", String(60), nullable=False),
    Column("object_type", String(40), nullable=False),
    Column("object_id", Integer, nullable=False),
    words("fields"),
    Index(None, "object_type", "object_id"),
)
"""Append-only: ids and field names, never a resident's words."""

leases = Table(
    "leases",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("owner", String(255), nullable=False),
    Column("token", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

knocks = Table(
    "knocks",
    metadata,
    Column("key", String(255), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("ends_at", Instant, nullable=False),
)
"""How often somebody knocked within a window that ends; kept no longer than that."""

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Keys made at installation: they sign our Message-IDs and the pages' sessions."""
