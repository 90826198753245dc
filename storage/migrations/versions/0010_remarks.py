"""What was wrong, kept as kinds with fields; sentences written down before stay readable as they are"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

PROBLEMS = {"submissions": "problems", "documents": "problem", "messages": "error"}


def upgrade() -> None:
    connection = op.get_bind()
    for table, column in PROBLEMS.items():
        rows = sa.table(table, sa.column("id"), sa.column(column))
        for row in connection.execute(sa.select(rows).where(rows.c[column] != "")).all():
            said = [{"kind": "SAID", "words": line} for line in row[1].splitlines() if line.strip()]
            connection.execute(sa.update(rows).where(rows.c.id == row.id).values({column: json.dumps(said)}))
        if column != "problems":
            op.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO problems")
