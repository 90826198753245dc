"""The database: one engine, transactions that ask and transactions that change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

BUSY_SECONDS = 30
MIGRATING = 0x6E6F76616473
"""The advisory lock under which PostgreSQL's tables change: its DDL alone does not keep two processes apart."""


class StorageError(Exception):
    """The database or the disk failed; the message says what to do."""


class Store:
    """Where everything is kept. `ask()` reads, `change()` is one transaction: all of it or nothing."""

    def __init__(self, url: str | URL, password: str = "") -> None:
        """Open a database by its SQLAlchemy address; nothing is created before `migrate()`."""
        address = make_url(url)
        self.url = address.set(password=password) if password else address
        self.engine = _sqlite(self.url) if self.is_sqlite else _server(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def ask(self) -> Iterator[Connection]:
        """A connection for reading; sees one state of the data. Raises StorageError when the database fails."""
        with _errors(), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def change(self) -> Iterator[Connection]:
        """A connection for writing, committed at the end, rolled back when anything is raised.

        On SQLite the write lock is taken at once, so a transaction never fails half-way for being late.
        """
        with _errors(), self.engine.connect().execution_options(novads_write=True) as connection, connection.begin():
            yield connection

    def migrate(self) -> None:
        """Bring the tables to the newest form (Alembic); safe to call at every start, by several processes at once."""
        with self.change() as connection:
            in_turn(connection, MIGRATING)
            try:
                command.upgrade(alembic_config(connection), "head")
            except CommandError as error:
                raise StorageError(f"the database is of a newer version of the program: {error}; upgrade it") from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def in_turn(connection: Connection, key: int) -> None:
    """Transactions that call this with the same key come one after another; on SQLite those that write do anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings for our migrations, running over `connection`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


def described(name: str | None, kind: str, parents: Any) -> bool:
    """Whether Alembic compares a thing with our tables: the full-text index is each database's own."""
    if kind == "column" and parents["table_name"] == "search_keys":
        return name != "words"
    return not (name or "").startswith(("search_fts", "search_keys_words"))


@contextlib.contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StorageError(f"the database did not answer: {error.orig}; `novads doctor` checks it") from error
    except SQLAlchemyError as error:
        told = getattr(error, "orig", None) or error
        raise StorageError(f"the database refused: {told}; `novads doctor` checks it") from error


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there. Raises StorageError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot make the folder {folder}: {error.strerror}; check general.data_folder") from error


def _server(url: URL) -> Engine:
    # Parameters are residents' words; errors, which are logged, must not hold them.
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        make_folder(Path(url.database).parent)
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, record: Any) -> None:
        raw.isolation_level = None  # the driver's own BEGIN would come too late for the write lock
        # FULL: what we tell the mail server was handled must survive a power cut.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("novads_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
