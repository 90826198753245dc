"""What the worker did and may do: polls, reconciliations, leases, installation keys, the trail."""

from __future__ import annotations

import json
import secrets as randomness
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, and_, func, insert, or_, select, update

from storage.records import PollResult, Reconciliation
from storage.tables import leases, polls, reconciliations, secrets, trail


def add_poll(connection: Connection, result: PollResult) -> None:
    """Keep what a poll found."""
    connection.execute(insert(polls).values(**asdict(result)))


def last_polls(connection: Connection) -> list[PollResult]:
    """The last poll of every folder."""
    return [PollResult(**row) for row in _newest(connection, polls)]


def last_good_polls(connection: Connection) -> dict[str, datetime]:
    """When each mailbox was last polled without a problem."""
    asked = select(polls.c.mailbox, func.max(polls.c.ended_at)).where(polls.c.problem == "").group_by(polls.c.mailbox)
    return {row[0]: row[1] for row in connection.execute(asked)}


def failures_in_a_row(connection: Connection, mailbox: str, folder: str, limit: int = 20) -> int:
    """How many of the latest polls of a folder failed, one after the other."""
    asked = select(polls.c.problem).where(polls.c.mailbox == mailbox, polls.c.folder == folder)
    latest = list(connection.scalars(asked.order_by(polls.c.id.desc()).limit(limit)))
    return next((number for number, problem in enumerate(latest) if not problem), len(latest))


def add_reconciliation(connection: Connection, result: Reconciliation) -> None:
    """Keep a day's comparison."""
    connection.execute(insert(reconciliations).values(**asdict(result)))


def last_reconciliations(connection: Connection) -> list[Reconciliation]:
    """The last comparison of every folder."""
    return [Reconciliation(**row) for row in _newest(connection, reconciliations)]


def take_lease(connection: Connection, name: str, owner: str, now: datetime, seconds: float) -> int | None:
    """Become or stay the only holder of a name; returns a token that grows with each new holder, None when held."""
    expires = now + timedelta(seconds=seconds)
    row = connection.execute(select(leases).where(leases.c.name == name).with_for_update()).one_or_none()
    if row is None:
        connection.execute(insert(leases).values(name=name, owner=owner, token=1, expires_at=expires))
        return 1
    if row.owner != owner and row.expires_at > now:
        return None
    token: int = row.token + (row.owner != owner)
    free = or_(leases.c.owner == owner, leases.c.expires_at <= now)
    connection.execute(
        update(leases).where(and_(leases.c.name == name, free)).values(owner=owner, token=token, expires_at=expires)
    )
    return token


def give_lease_back(connection: Connection, name: str, owner: str) -> None:
    """Let the next one have it at once."""
    connection.execute(leases.delete().where(leases.c.name == name, leases.c.owner == owner))


def database_clock(connection: Connection) -> datetime:
    """The present by the database's own clock, aware; the lease and the doctor compare with it."""
    told = connection.scalars(select(func.current_timestamp())).one()
    aware = datetime.fromisoformat(str(told))
    return aware if aware.tzinfo else aware.replace(tzinfo=UTC)


def installation_key(connection: Connection, name: str) -> bytes:
    """A random key of 32 bytes, made when first asked for; signs what must later be recognised as ours."""
    value = connection.scalars(select(secrets.c.value).where(secrets.c.name == name)).one_or_none()
    if value is None:
        value = randomness.token_bytes(32)
        connection.execute(insert(secrets).values(name=name, value=value))
    return value


def key_if_made(connection: Connection, name: str) -> bytes | None:
    """An installation key, None while nobody has asked for it."""
    return connection.scalars(select(secrets.c.value).where(secrets.c.name == name)).one_or_none()


def note(
    connection: Connection,
    at: datetime,
    actor: str,
    action: str,
    object_type: str,
    object_id: int,
    fields: Mapping[str, Any] | None = None,
) -> None:
    """Append to the trail: who did what to which row; ids and field names only, never a resident's words."""
    told = json.dumps(fields or {}, ensure_ascii=False, sort_keys=True)
    connection.execute(
        insert(trail).values(
            at=at, actor=actor, action=action, object_type=object_type, object_id=object_id, fields=told
        )
    )


def _newest(connection: Connection, table: Table) -> list[dict[str, Any]]:
    newest = select(func.max(table.c.id)).group_by(table.c.mailbox, table.c.folder)
    names = [column for column in table.c if column.name != "id"]
    asked = select(*names).where(table.c.id.in_(newest)).order_by(table.c.mailbox, table.c.folder)
    return [dict(row._mapping) for row in connection.execute(asked)]
