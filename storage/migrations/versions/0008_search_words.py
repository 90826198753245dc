"""PostgreSQL: search words kept as a vector, and statistics by which lists are planned"""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    "ALTER TABLE search_keys ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', keys)) STORED",
    "DROP INDEX search_keys_words",
    "CREATE INDEX search_keys_words ON search_keys USING gin (words)",
    # A value belongs to one facet; without this the planner takes both for independent and expects too few rows.
    "CREATE STATISTICS facets_values (mcv) ON facet, value FROM facets",
    "ANALYZE search_keys",
    "ANALYZE facets",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in STATEMENTS:
            op.execute(statement)
