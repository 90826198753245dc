"""Deadlines, follow-ups, bounces, answers, alerts"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("detail", Words(), server_default="", nullable=False),
        sa.Column("raised_at", Instant(timezone=True), nullable=False),
        sa.Column("cleared_at", Instant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    with op.batch_alter_table("alerts") as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_name"), ["name"], unique=False)

    op.create_table(
        "answer_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_texts")),
        sa.UniqueConstraint("name", name=op.f("uq_answer_texts_name")),
    )
    op.create_table(
        "dead_addresses",
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("since", Instant(timezone=True), nullable=False),
        sa.Column("reason", Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_dead_addresses")),
    )
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("received_at", Instant(timezone=True), nullable=False),
        sa.Column("from_name", Words(), server_default="", nullable=False),
        sa.Column("from_address", Words(), server_default="", nullable=False),
        sa.Column("subject", Words(), server_default="", nullable=False),
        sa.Column("own_text", Words(), server_default="", nullable=False),
        sa.Column("quoted_text", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_follow_ups_message_id_messages")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_follow_ups_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
        sa.UniqueConstraint("message_id", name=op.f("uq_follow_ups_message_id")),
    )
    with op.batch_alter_table("follow_ups") as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_ups_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "hints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", Words(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=True),
        sa.Column("decided_by", Words(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["submissions.id"], name=op.f("fk_hints_other_id_submissions")),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_hints_submission_id_submissions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hints")),
        sa.UniqueConstraint("submission_id", "other_id", name=op.f("uq_hints_submission_id_other_id")),
    )
    with op.batch_alter_table("hints") as batch_op:
        batch_op.create_index(batch_op.f("ix_hints_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hints_state"), ["state"], unique=False)

    op.create_table(
        "bounces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("diagnostic", Words(), server_default="", nullable=False),
        sa.Column("address", Words(), server_default="", nullable=False),
        sa.Column("at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_bounces_message_id_messages")),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_bounces_outbox_id_outbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounces")),
    )
    with op.batch_alter_table("bounces") as batch_op:
        batch_op.create_index(batch_op.f("ix_bounces_outbox_id"), ["outbox_id"], unique=False)

    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("to_name", Words(), server_default="", nullable=False),
        sa.Column("to_address", Words(), server_default="", nullable=False),
        sa.Column("subject", Words(), server_default="", nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.Column("html", Words(), server_default="", nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("printed_at", Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_letters_outbox_id_outbox")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_letters_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("key", name=op.f("uq_letters_key")),
    )
    with op.batch_alter_table("letters") as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_submission_id"), ["submission_id"], unique=False)

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("due_at", Instant(timezone=True), nullable=False),
        sa.Column("reason", Words(), server_default="", nullable=False),
        sa.Column("set_at", Instant(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_terms_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
    )
    with op.batch_alter_table("terms") as batch_op:
        batch_op.create_index(batch_op.f("ix_terms_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("text", Words(), server_default="", nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=True),
        sa.Column("budget_line", Words(), server_default="", nullable=False),
        sa.Column("institution", Words(), server_default="", nullable=False),
        sa.Column("new_due_at", Instant(timezone=True), nullable=True),
        sa.Column("written_at", Instant(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=255), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_answers_letter_id_letters")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_answers_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    with op.batch_alter_table("answers") as batch_op:
        batch_op.create_index(batch_op.f("ix_answers_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answers_proposal_id"), ["proposal_id"], unique=False)

    with op.batch_alter_table("proposals") as batch_op:
        batch_op.add_column(sa.Column("due_at", Instant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_reason", Words(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_proposals_due_at"), ["due_at"], unique=False)

    with op.batch_alter_table("submissions") as batch_op:
        batch_op.add_column(sa.Column("postal_address", Words(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("author_name", Words(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("author_address", Words(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("forwarded_by", Words(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("joined_to", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_submissions_joined_to"), ["joined_to"], unique=False)
    for column in ("due_at", "due_reason"):
        first: sa.Select[tuple[object]] = sa.select(sa.column(column)).where(
            sa.column("id") == sa.text("proposals.submission_id")
        )
        told = first.select_from(sa.table("submissions")).scalar_subquery()
        op.execute(sa.update(sa.table("proposals", sa.column(column))).values({column: told}))
