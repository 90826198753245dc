"""Signatures and representative of a collective letter; topics and places that concern a member of staff"""

import sqlalchemy as sa
from alembic import op

from storage.tables import Words

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("signatures", sa.Integer(), nullable=True))
    op.add_column("submissions", sa.Column("representative", Words(), server_default="", nullable=False))
    op.add_column("users", sa.Column("topics", Words(), server_default="", nullable=False))
    op.add_column("users", sa.Column("places", Words(), server_default="", nullable=False))
