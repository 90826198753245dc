"""How often somebody did something within a window of time, counted for all processes together."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import knocks


def add(connection: Connection, key: str, amount: int, window: timedelta, now: datetime) -> int:
    """Count `amount` more under a key of at most 255 characters; returns how many in the window that began first.

    Windows that have ended are forgotten.
    """
    connection.execute(delete(knocks).where(knocks.c.ends_at <= now))
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = make(knocks).values(key=key, number=amount, ends_at=now + window)
    more = new.on_conflict_do_update(index_elements=[knocks.c.key], set_={"number": knocks.c.number + amount})
    return int(connection.scalars(more.returning(knocks.c.number)).one())


def number(connection: Connection, key: str, now: datetime) -> int:
    """How many are counted under a key in the window that runs."""
    asked = select(knocks.c.number).where(knocks.c.key == key, knocks.c.ends_at > now)
    return connection.scalars(asked).first() or 0


def ends_at(connection: Connection, key: str, now: datetime) -> datetime:
    """When the window of a key ends; `now` where none runs."""
    return connection.scalars(select(knocks.c.ends_at).where(knocks.c.key == key)).first() or now


def forget(connection: Connection, key: str = "") -> None:
    """Forget what was counted under a key, or all of it."""
    connection.execute(delete(knocks).where(knocks.c.key == key) if key else delete(knocks))
