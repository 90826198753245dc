"""The day of the week on which a member of staff gets the digest"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("users", sa.Column("digest_day", sa.String(length=3), server_default="", nullable=False))
