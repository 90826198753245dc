"""The migrations make the tables that the code describes, on SQLite and on PostgreSQL."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.store import Store, described
from storage.tables import metadata


def test_migrations_make_the_described_tables(store: Store) -> None:
    with store.engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"include_name": described}), metadata) == []
        )


def test_migrating_twice_changes_nothing(store: Store) -> None:
    store.migrate()
