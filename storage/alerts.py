"""What is wrong right now and what was: an alert is raised once, and cleared once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.records import Alert
from storage.tables import alerts

_ALERT = [alerts.c[name] for name in Alert.__dataclass_fields__]


def standing(connection: Connection) -> list[Alert]:
    """The alerts that are not cleared, oldest first."""
    found = connection.execute(select(*_ALERT).where(alerts.c.cleared_at.is_(None)).order_by(alerts.c.id))
    return [Alert(**row._mapping) for row in found]


def raise_one(connection: Connection, name: str, detail: str, at: datetime) -> Alert:
    """Begin an alert."""
    done = connection.execute(insert(alerts).values(name=name, detail=detail, raised_at=at))
    assert done.inserted_primary_key is not None
    return Alert(done.inserted_primary_key[0], name, detail, at, None)


def clear(connection: Connection, alert: int, at: datetime) -> None:
    """End an alert: all is well again."""
    connection.execute(update(alerts).where(alerts.c.id == alert).values(cleared_at=at))
