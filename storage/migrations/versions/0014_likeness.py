"""Which part of the program a model is of, and the pairs of proposals that the likeness learned from"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Words

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("models", sa.Column("part", sa.String(length=20), server_default="texts", nullable=False))
    op.add_column("models", sa.Column("parameters", Words(), server_default="", nullable=False))
    op.create_table(
        "model_pairs",
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["model_id"], ["models.id"], name=op.f("fk_model_pairs_model_id_models")),
        sa.PrimaryKeyConstraint("model_id", "first_id", "second_id", name=op.f("pk_model_pairs")),
    )
