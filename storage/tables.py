"""The tables. One installation is one database: there is no tenant column."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no zones, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without a zone is a mistake of ours (ValueError)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        told: datetime = value
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside: NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be stored."""
        if value is None:
            return None
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Words, nullable=False, default="", server_default="")


messages = Table(
    "messages",
    metadata,
    _id(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("body_sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("mailbox", String(100), nullable=False),
    _text("message_id"),
    _text("subject"),
    _text("from_address"),
    Column("received_at", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    _text("stage"),
    _text("error"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try_at", Instant),
    _text("ignored_rule"),
    Column("submission_id", Integer, index=True),  # no foreign key: submissions already point here
    Column("due_at", Instant),
    Column("first_seen_at", Instant, nullable=False),
    Index(None, "state", "next_try_at"),
    Index(None, "message_id"),
)

sightings = Table(
    "sightings",
    metadata,
    _id(),
    Column("mailbox", String(100), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", String(255), nullable=False),
    Column("record_id", ForeignKey("messages.id"), nullable=False, index=True),
    Column("moved", Boolean, nullable=False, default=False),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
)

submissions = Table(
    "submissions",
    metadata,
    _id(),
    Column("code", String(30), unique=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, unique=True),
    Column("channel", String(20), nullable=False),
    Column("call", String(100), nullable=False, default=""),
    Column("track", String(20), nullable=False, default="budget"),
    Column("language", String(5), nullable=False, default=""),
    _text("from_name"),
    Column("from_address", Words, nullable=False, default="", index=True),
    _text("reply_to"),
    _text("subject"),
    _text("own_text"),
    _text("quoted_text"),
    Column("received_at", Instant, nullable=False),
    Column("due_at", Instant, index=True),
    _text("due_reason"),
    _text("suppressed_by"),
    _text("suppressed_reason"),
    _text("problems"),
    _text("registration_number"),
    _text("postal_address"),
    _text("author_name"),
    _text("author_address"),
    _text("forwarded_by"),
    Column("joined_to", Integer, index=True),
)

documents = Table(
    "documents",
    metadata,
    _id(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    _text("filename"),
    _text("content_type"),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    _text("text"),
    _text("problem"),
    _text("pages"),
    _text("signed_by"),
    UniqueConstraint("submission_id", "number"),
)

proposals = Table(
    "proposals",
    metadata,
    _id(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("piece", String(20), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("text"),
    Column("state", String(20), nullable=False, default="to review"),
    Column("confidence", Float, nullable=False, default=0.0),
    Column("unsure", Boolean, nullable=False, default=False),
    _text("model_id"),
    _text("suggestion"),
    Column("version", Integer, nullable=False, default=1),
    Column("confirmed_at", Instant),
    _text("confirmed_by"),
    Column("due_at", Instant, index=True),
    _text("due_reason"),
    Column("sector", String(40), nullable=False, default="", server_default=""),
    Column("assignee_id", Integer, index=True),
    Column("department", String(100), nullable=False, default="", server_default=""),
    Column("group_id", Integer, index=True),
    Column("merged_into", Integer, index=True),
    UniqueConstraint("submission_id", "position"),
    Index(None, "state", "id"),
)

terms = Table(
    "terms",
    metadata,
    _id(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("due_at", Instant, nullable=False),
    _text("reason"),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(255), nullable=False),
)
"""Every date a matter was ever due, oldest first; the date now in force stands in `proposals` too."""

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

search_keys = Table(
    "search_keys",
    metadata,
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True, autoincrement=False),
    Column("keys", Text, nullable=False),
)
"""Folded stems of a proposal's words; FTS5 (SQLite) or a GIN index (PostgreSQL) stands over it, see migration 0003."""

users = Table(
    "users",
    metadata,
    _id(),
    Column("email", String(255), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password", String(255)),
    Column("active", Boolean, nullable=False, default=True),
    Column("fs_uniquifier", String(64), nullable=False, unique=True),
    Column("department", String(100), nullable=False, default=""),
    Column("language", String(5), nullable=False, default="lv"),
    Column("tf_primary_method", String(64)),
    Column("tf_totp_secret", String(255)),
    Column("failures", Integer, nullable=False, default=0),
    Column("locked_until", Instant),
    Column("create_datetime", Instant, nullable=False),
)
"""Staff; column names that Flask-Security reads are its own."""

roles = Table(
    "roles",
    metadata,
    _id(),
    Column("name", String(80), nullable=False, unique=True),
)

roles_users = Table(
    "roles_users",
    metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True),
)

notes = Table(
    "notes",
    metadata,
    _id(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("user_id", ForeignKey("users.id"), nullable=False),
    Column("at", Instant, nullable=False),
    _text("text"),
)

saved_views = Table(
    "saved_views",
    metadata,
    _id(),
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

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("submission_id", ForeignKey("submissions.id"), index=True),
    Column("to_address", Text, nullable=False),
    _text("envelope_from"),
    Column("message_id", String(255), nullable=False, unique=True),
    Column("token", String(60), nullable=False, index=True),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("uncertain", Integer, nullable=False, default=0),
    Column("next_try_at", Instant, nullable=False),
    _text("last_reply"),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index(None, "state", "next_try_at"),
    Index(None, "to_address", "created_at"),
)

trail = Table(
    "trail",
    metadata,
    _id(),
    Column("at", Instant, nullable=False),
    Column("actor", String(255), nullable=False),
    Column("action", String(60), nullable=False),
    Column("object_type", String(40), nullable=False),
    Column("object_id", Integer, nullable=False),
    _text("fields"),
    Index(None, "object_type", "object_id"),
)
"""Append-only: ids and field names, never a resident's words."""

follow_ups = Table(
    "follow_ups",
    metadata,
    _id(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id"), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("received_at", Instant, nullable=False),
    _text("from_name"),
    _text("from_address"),
    _text("subject"),
    _text("own_text"),
    _text("quoted_text"),
)

hints = Table(
    "hints",
    metadata,
    _id(),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False),
    Column("other_id", ForeignKey("submissions.id"), nullable=False, index=True),
    _text("reason"),
    Column("state", String(20), nullable=False, index=True),
    Column("decided_at", Instant),
    _text("decided_by"),
    UniqueConstraint("submission_id", "other_id"),
)

bounces = Table(
    "bounces",
    metadata,
    _id(),
    Column("outbox_id", ForeignKey("outbox.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("messages.id")),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    _text("diagnostic"),
    _text("address"),
    Column("at", Instant, nullable=False),
)

dead_addresses = Table(
    "dead_addresses",
    metadata,
    Column("address", String(320), primary_key=True),
    Column("since", Instant, nullable=False),
    _text("reason"),
)

letters = Table(
    "letters",
    metadata,
    _id(),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("submission_id", ForeignKey("submissions.id"), nullable=False, index=True),
    Column("outbox_id", ForeignKey("outbox.id")),
    _text("to_name"),
    _text("to_address"),
    _text("subject"),
    _text("text"),
    _text("html"),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(255), nullable=False),
    Column("printed_at", Instant),
)
"""Released answers as they went out: by mail when `outbox_id` is set, else to be printed."""

answers = Table(
    "answers",
    metadata,
    _id(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("decision", String(20), nullable=False, default=""),
    _text("text"),
    Column("budget_year", Integer),
    _text("budget_line"),
    _text("institution"),
    Column("new_due_at", Instant),
    Column("written_at", Instant, nullable=False),
    Column("written_by", String(255), nullable=False),
    Column("letter_id", ForeignKey("letters.id"), index=True),
)

answer_texts = Table(
    "answer_texts",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("decision", String(20), nullable=False, default=""),
    _text("text"),
)

alerts = Table(
    "alerts",
    metadata,
    _id(),
    Column("name", String(200), nullable=False, index=True),
    _text("detail"),
    Column("raised_at", Instant, nullable=False),
    Column("cleared_at", Instant),
)

polls = Table(
    "polls",
    metadata,
    _id(),
    Column("mailbox", String(100), nullable=False),
    Column("folder", String(255), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=False),
    Column("new", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    _text("problem"),
    Index(None, "mailbox", "folder", "id"),
)

reconciliations = Table(
    "reconciliations",
    metadata,
    _id(),
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

leases = Table(
    "leases",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("owner", String(255), nullable=False),
    Column("token", Integer, nullable=False),
    Column("expires_at", Instant, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""Keys made at installation: they sign our Message-IDs and the pages' sessions."""

models = Table(
    "models",
    metadata,
    _id(),
    Column("name", String(100), nullable=False, unique=True),
    _text("folder"),
    Column("trained_at", Instant, nullable=False),
    Column("put_to_work_at", Instant, index=True),
    Column("taken_back_at", Instant),
    _text("scores"),
    _text("reason"),
)
"""Every model trained here; at work is the one put to work last and not taken back."""

model_rows = Table(
    "model_rows",
    metadata,
    Column("model_id", ForeignKey("models.id"), primary_key=True),
    Column("proposal_id", Integer, primary_key=True, autoincrement=False),
)
"""Which proposals a model learned from: ids only, the texts stay where an erasure reaches them."""

review_marks = Table(
    "review_marks",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("proposal_id", ForeignKey("proposals.id"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("marked_at", Instant, nullable=False),
)
"""The proposals of a month from which the model would learn most, likeliest first."""
