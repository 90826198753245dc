"""What people said of two similar proposals"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "relations",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=255), nullable=False),
        sa.Column("decided_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["proposals.id"], name=op.f("fk_relations_first_id_proposals")),
        sa.ForeignKeyConstraint(["second_id"], ["proposals.id"], name=op.f("fk_relations_second_id_proposals")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_relations")),
    )
    op.create_index(op.f("ix_relations_second_id"), "relations", ["second_id"])
