"""Alembic's entry: runs the migrations over the connection that `Store.migrate` hands it."""

from alembic import context

from storage.store import described
from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    include_name=described,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
