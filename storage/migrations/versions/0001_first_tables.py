"""The first tables"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.String(length=255), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("expires_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=100), nullable=False),
        sa.Column("message_id", Words(), server_default="", nullable=False),
        sa.Column("subject", Words(), server_default="", nullable=False),
        sa.Column("from_address", Words(), server_default="", nullable=False),
        sa.Column("received_at", Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", Words(), server_default="", nullable=False),
        sa.Column("error", Words(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Instant(timezone=True), nullable=True),
        sa.Column("ignored_rule", Words(), server_default="", nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("due_at", Instant(timezone=True), nullable=True),
        sa.Column("first_seen_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("sha256", name=op.f("uq_messages_sha256")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_messages_state_next_try_at"), ["state", "next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_messages_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=100), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column("started_at", Instant(timezone=True), nullable=False),
        sa.Column("ended_at", Instant(timezone=True), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("problem", Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_polls_mailbox_folder_id"), ["mailbox", "folder", "id"], unique=False)

    op.create_table(
        "reconciliations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=100), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("on_server", sa.Integer(), nullable=False),
        sa.Column("filed", sa.Integer(), nullable=False),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("parked", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("difference", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconciliations")),
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("object_type", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("fields", Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail")),
    )
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_object_type_object_id"), ["object_type", "object_id"], unique=False)

    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=100), nullable=False),
        sa.Column("folder", sa.String(length=255), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["messages.id"], name=op.f("fk_sightings_record_id_messages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sightings")),
        sa.UniqueConstraint(
            "mailbox", "folder", "uidvalidity", "uid", name=op.f("uq_sightings_mailbox_folder_uidvalidity_uid")
        ),
    )
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sightings_record_id"), ["record_id"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("call", sa.String(length=100), nullable=False),
        sa.Column("track", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("from_name", Words(), server_default="", nullable=False),
        sa.Column("from_address", Words(), nullable=False),
        sa.Column("reply_to", Words(), server_default="", nullable=False),
        sa.Column("subject", Words(), server_default="", nullable=False),
        sa.Column("own_text", Words(), server_default="", nullable=False),
        sa.Column("quoted_text", Words(), server_default="", nullable=False),
        sa.Column("received_at", Instant(timezone=True), nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=True),
        sa.Column("due_reason", Words(), server_default="", nullable=False),
        sa.Column("suppressed_by", Words(), server_default="", nullable=False),
        sa.Column("suppressed_reason", Words(), server_default="", nullable=False),
        sa.Column("problems", Words(), server_default="", nullable=False),
        sa.Column("registration_number", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_submissions_message_id_messages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("code", name=op.f("uq_submissions_code")),
        sa.UniqueConstraint("message_id", name=op.f("uq_submissions_message_id")),
    )
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submissions_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_submissions_from_address"), ["from_address"], unique=False)

    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filename", Words(), server_default="", nullable=False),
        sa.Column("content_type", Words(), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.Column("problem", Words(), server_default="", nullable=False),
        sa.Column("pages", Words(), server_default="", nullable=False),
        sa.Column("signed_by", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_documents_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("submission_id", "number", name=op.f("uq_documents_submission_id_number")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("to_address", sa.Text(), nullable=False),
        sa.Column("envelope_from", Words(), server_default="", nullable=False),
        sa.Column("message_id", sa.String(length=255), nullable=False),
        sa.Column("token", sa.String(length=60), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("uncertain", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Instant(timezone=True), nullable=False),
        sa.Column("last_reply", Words(), server_default="", nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("sent_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_outbox_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_state_next_try_at"), ["state", "next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_to_address_created_at"), ["to_address", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_token"), ["token"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("piece", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("model_id", Words(), server_default="", nullable=False),
        sa.Column("suggestion", Words(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", Instant(timezone=True), nullable=True),
        sa.Column("confirmed_by", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_proposals_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("submission_id", "position", name=op.f("uq_proposals_submission_id_position")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposals_state_id"), ["state", "id"], unique=False)

    op.create_table(
        "proposal_places",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_places_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "place", name=op.f("pk_proposal_places")),
    )
    with op.batch_alter_table("proposal_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_places_place"), ["place"], unique=False)

    op.create_table(
        "proposal_topics",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposals.id"], name=op.f("fk_proposal_topics_proposal_id_proposals")
        ),
        sa.PrimaryKeyConstraint("proposal_id", "rank", name=op.f("pk_proposal_topics")),
    )
    with op.batch_alter_table("proposal_topics", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_topics_topic"), ["topic"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("proposal_topics", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_topics_topic"))

    op.drop_table("proposal_topics")
    with op.batch_alter_table("proposal_places", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_places_place"))

    op.drop_table("proposal_places")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposals_state_id"))

    op.drop_table("proposals")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_token"))
        batch_op.drop_index(batch_op.f("ix_outbox_to_address_created_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_submission_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_state_next_try_at"))

    op.drop_table("outbox")
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_submission_id"))

    op.drop_table("documents")
    with op.batch_alter_table("submissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submissions_from_address"))
        batch_op.drop_index(batch_op.f("ix_submissions_due_at"))

    op.drop_table("submissions")
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sightings_record_id"))

    op.drop_table("sightings")
    with op.batch_alter_table("trail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trail_object_type_object_id"))

    op.drop_table("trail")
    op.drop_table("secrets")
    op.drop_table("reconciliations")
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_polls_mailbox_folder_id"))

    op.drop_table("polls")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_submission_id"))
        batch_op.drop_index(batch_op.f("ix_messages_state_next_try_at"))
        batch_op.drop_index(batch_op.f("ix_messages_message_id"))

    op.drop_table("messages")
    op.drop_table("leases")
