"""How often somebody knocked at the door, for all processes together"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Instant

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "knocks",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_knocks")),
    )
