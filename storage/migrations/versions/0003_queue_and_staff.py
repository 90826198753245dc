"""The staff's queue: inverted index, full-text search, accounts, notes, saved views, presence"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant, Words

revision = "0003"
down_revision = "0002"

FTS5 = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "keys, content='search_keys', content_rowid='proposal_id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_keys_added AFTER INSERT ON search_keys BEGIN "
    "INSERT INTO search_fts (rowid, keys) VALUES (new.proposal_id, new.keys); END",
    "CREATE TRIGGER search_keys_removed AFTER DELETE ON search_keys BEGIN "
    "INSERT INTO search_fts (search_fts, rowid, keys) VALUES ('delete', old.proposal_id, old.keys); END",
    "CREATE TRIGGER search_keys_changed AFTER UPDATE ON search_keys BEGIN "
    "INSERT INTO search_fts (search_fts, rowid, keys) VALUES ('delete', old.proposal_id, old.keys); "
    "INSERT INTO search_fts (rowid, keys) VALUES (new.proposal_id, new.keys); END",
)


def upgrade() -> None:
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("department", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", Instant(timezone=True), nullable=True),
        sa.Column("create_datetime", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_users_fs_uniquifier")),
    )
    op.create_table(
        "roles_users",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["roles.id"], name=op.f("fk_roles_users_role_id_roles")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_roles_users_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_roles_users")),
    )
    _widen_proposals()
    _index_tables()
    _working_tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in FTS5:
            op.get_bind().exec_driver_sql(statement)
    else:
        op.execute("CREATE INDEX search_keys_words ON search_keys USING gin (to_tsvector('simple', keys))")


def _widen_proposals() -> None:
    op.add_column("proposals", sa.Column("sector", sa.String(length=40), server_default="", nullable=False))
    op.add_column("proposals", sa.Column("assignee_id", sa.Integer(), nullable=True))
    op.add_column("proposals", sa.Column("department", sa.String(length=100), server_default="", nullable=False))
    op.add_column("proposals", sa.Column("group_id", sa.Integer(), nullable=True))
    op.add_column("proposals", sa.Column("merged_into", sa.Integer(), nullable=True))
    for column in ("assignee_id", "group_id", "merged_into"):
        op.create_index(op.f(f"ix_proposals_{column}"), "proposals", [column])


def _index_tables() -> None:
    op.create_table(
        "facets",
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_facets_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("facet", "value", "proposal_id", name=op.f("pk_facets")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_facets_proposal_id"), "facets", ["proposal_id"])
    op.create_table(
        "facet_counts",
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "value", name=op.f("pk_facet_counts")),
    )
    op.create_table(
        "search_keys",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_search_keys_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_search_keys")),
    )


def _working_tables() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_notes_proposal_id_proposals")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notes_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index(op.f("ix_notes_proposal_id"), "notes", ["proposal_id"])
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    op.create_index(op.f("ix_saved_views_user_id"), "saved_views", ["user_id"])
    op.create_table(
        "presence",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_presence_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_presence_user_id_users")),
        sa.PrimaryKeyConstraint("submission_id", "user_id", name=op.f("pk_presence")),
    )
