"""What the staff's queue is found and shared by."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.schema import Instant, id_column, metadata, words

facets = Table(
    "facets",
    metadata,
    Column("facet", String(20), primary_key=True),
    Column("value", String(100), primary_key=True),
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True),
    Index(None, "proposal_id"),
    sqlite_with_rowid=False,
)
"""An inverted index of the queue: which proposals have which value; written with every change of a proposal."""

facet_counts = Table(
    "facet_counts",
    metadata,
    Column("facet", String(20), primary_key=True),
    Column("value", String(100), primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How many rows `facets` has under each value: kept, not counted."""

call_sectors = Table(
    "call_sectors",
    metadata,
    Column("call", String(100), primary_key=True),
    Column("topic", String(40), primary_key=True),
    Column("sector", String(40), nullable=False),
)
"""The settings' topics under another sector, by which `facets` was written."""

search_keys = Table(
    "search_keys",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True, autoincrement=False),
    Column("keys", Text, nullable=False),
)
"""Folded stems of a proposal's words; FTS5 stands over it on SQLite (migration 0003), a column `words` with a GIN index
on PostgreSQL (migration 0008)."""

notes = Table(
    "notes",
    metadata,
    id_column(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("at", Instant, nullable=False),
    words("text"),
)

saved_views = Table(
    "saved_views",
    metadata,
    id_column(),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("address", Text, nullable=False),
    Column("shared", Boolean, nullable=False, default=False),
)

relations = Table(
    "relations",
    metadata,
    Column("first_id", ForeignKey("proposals.id"), primary_key=True),
    Column("second_id", ForeignKey("proposals.id"), primary_key=True, index=True),
    Column("relation", String(20), nullable=False),
    Column("decided_by", String(255), nullable=False),
    Column("decided_at", Instant, nullable=False),
)
"""What a person said of two proposals: "same", "related" or "different"; the lower id first."""

presence = Table(
    "presence",
    metadata,
    Column("submission_id", ForeignKey("submissions.id"), primary_key=True),
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("seen_at", Instant, nullable=False),
)
"""Who has a letter open: a row is fresh for a minute and a half."""
