"""Answers and the letters that carry them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from storage.tables.schema import Instant, id_column, metadata, words

letters = Table(
    "letters",
    metadata,
    id_column(),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("outbox_id", ForeignKey("outbox.id")),
    words("to_name"),
    words("to_address"),
    words("subject"),
    words("text"),
    words("html"),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(255), nullable=False),
    Column("printed_at", Instant),
)
"""Released answers as they went out: by mail when `outbox_id` is set, else to be printed."""

answers = Table(
    "answers",
    metadata,
    id_column(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("decision", String(20), nullable=False, default=""),
    words("text"),
    Column("budget_year", Integer),
    words("budget_line"),
    words("institution"),
    Column("new_due_at", Instant),
    Column("written_at", Instant, nullable=False),
    Column("written_by", String(255), nullable=False),
    Column("letter_id", ForeignKey("letters.id"), index=True),
)

answer_texts = Table(
    "answer_texts",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("decision", String(20), nullable=False, default=""),
    words("text"),
)
