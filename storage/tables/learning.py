"""Models trained here and what they learned from."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from storage.tables.schema import Instant, id_column, metadata, words

models = Table(
    "models",
    metadata,
    id_column(),
    Column("name", String(100), nullable=False, unique=True),
    words("folder"),
    Column("trained_at", Instant, nullable=False),
    Column("put_to_work_at", Instant, index=True),
    Column("taken_back_at", Instant),
    words("scores"),
    words("reason"),
    Column("part", String(20), nullable=False, server_default="texts"),
    words("parameters"),
)
"""Every model trained here; of each part that learns, at work is the one put to work last and not taken back."""

model_rows = Table(
    "model_rows",
    metadata,
    Column("model_id", ForeignKey("models.id"), primary_key=True),
    Column("proposal_id", Integer, primary_key=True, autoincrement=False),
)
"""Which proposals a model learned from: ids only, the texts stay where an erasure reaches them."""

model_pairs = Table(
    "model_pairs",
    metadata,
    Column("model_id", ForeignKey("models.id"), primary_key=True),
    Column("first_id", Integer, primary_key=True, autoincrement=False),
    Column("second_id", Integer, primary_key=True, autoincrement=False),
    Column("same", Boolean, nullable=False),
)
"""From which pairs of proposals the likeness learned, and what a person had said of them: ids only, as above."""

review_marks = Table(
    "review_marks",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("marked_at", Instant, nullable=False),
)
"""The proposals of a month from which the model would learn most, likeliest first."""
