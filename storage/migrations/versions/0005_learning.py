"""Models trained on site, what they learned from, and what a person should look at first"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant, Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("folder", Words(), server_default="", nullable=False),
        sa.Column("trained_at", Instant(timezone=True), nullable=False),
        sa.Column("put_to_work_at", Instant(timezone=True), nullable=True),
        sa.Column("taken_back_at", Instant(timezone=True), nullable=True),
        sa.Column("scores", Words(), server_default="", nullable=False),
        sa.Column("reason", Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_models")),
        sa.UniqueConstraint("name", name=op.f("uq_models_name")),
    )
    op.create_index(op.f("ix_models_put_to_work_at"), "models", ["put_to_work_at"])
    op.create_table(
        "model_rows",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_model_rows_model_id_models")),
        sa.PrimaryKeyConstraint("model_id", "proposal_id", name=op.f("pk_model_rows")),
    )
    op.create_table(
        "review_marks",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("marked_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_review_marks_proposal_id_proposals")),
        sa.PrimaryKeyConstraint("month", "proposal_id", name=op.f("pk_review_marks")),
    )
