"""Staff and their rights."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table

from storage.tables.schema import Instant, id_column, metadata, words

users = Table(
    "users",
    metadata,
    id_column(),
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
    words("topics"),
    words("places"),
    Column("digest_day", String(3), nullable=False, server_default=""),
)
"""Staff; column names that Flask-Security reads are its own."""

roles = Table(
    "roles",
    metadata,
    id_column(),
    Column("name", String(80), nullable=False, unique=True),
)

roles_users = Table(
    "roles_users",
    metadata,
    Column("user_id", ForeignKey("users.id"), primary_key=True),
    Column("role_id", ForeignKey("roles.id"), primary_key=True),
)
