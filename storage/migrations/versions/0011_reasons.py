"""Why a date is what it is, kept as kinds with fields; words written down before stay readable as they are"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

REASONS = (("submissions", "due_reason"), ("proposals", "due_reason"), ("terms", "reason"), ("hints", "reason"))


def upgrade() -> None:
    connection = op.get_bind()
    for table, column in REASONS:
        rows = sa.table(table, sa.column("id"), sa.column(column))
        for row in connection.execute(sa.select(rows).where(rows.c[column] != "")).all():
            said = json.dumps([{"kind": "SAID", "said": row[1]}])
            connection.execute(sa.update(rows).where(rows.c.id == row.id).values({column: said}))
