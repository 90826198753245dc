"""What was wrong, kept as kinds with fields; sentences written down before stay readable as they are"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

PROBLEMS = {"submissions": "problems", "documents": "problem", "messages": "error"}


def upgrade() -> None:
    for table, column in PROBLEMS.items():
        _as_said(table, column, lambda told: [line for line in told.splitlines() if line.strip()])
    for table in ("documents", "messages"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(PROBLEMS[table], new_column_name="problems")


def _as_said(table: str, column: str, parts) -> None:  # type: ignore[no-untyped-def]
    rows = sa.table(table, sa.column("id"), sa.column(column))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows).where(rows.c[column] != "")).all():
        said = [{"kind": "SAID", "words": part} for part in parts(row[1])]
        connection.execute(sa.update(rows).where(rows.c.id == row.id).values({column: json.dumps(said)}))
