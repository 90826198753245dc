"""The mode in which each mail was made"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Of what waits now nobody knows for whom it was meant: made in no mode, it leaves only when a person says so.
    op.add_column("outbox", sa.Column("mode", sa.String(length=10), nullable=False, server_default=""))
    op.execute("UPDATE outbox SET mode = 'observe' WHERE state = 'held'")
