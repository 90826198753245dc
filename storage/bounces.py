"""Reports that mails of ours did not arrive, and addresses no automatic mail goes to any more."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from storage.records import Bounce
from storage.tables import bounces, dead_addresses, outbox

_BOUNCE = [bounces.c[name] for name in Bounce.__dataclass_fields__]


def add(connection: Connection, new: Bounce) -> None:
    """Keep a report."""
    connection.execute(insert(bounces).values(**asdict(new)))


def of_submission(connection: Connection, submission: int) -> list[Bounce]:
    """The reports on all mails about one submission, oldest first."""
    asked = select(*_BOUNCE).join(outbox, outbox.c.id == bounces.c.outbox_id)
    found = connection.execute(asked.where(outbox.c.submission_id == submission).order_by(bounces.c.id))
    return [Bounce(**row._mapping) for row in found]


def bury(connection: Connection, address: str, reason: str, at: datetime) -> bool:
    """No more automatic mail to an address; False when it was so already."""
    if not address or is_dead(connection, address):
        return False
    connection.execute(insert(dead_addresses).values(address=address.lower(), since=at, reason=reason))
    return True


def revive(connection: Connection, address: str) -> None:
    """A person says that the address works again."""
    connection.execute(dead_addresses.delete().where(dead_addresses.c.address == address.lower()))


def is_dead(connection: Connection, address: str) -> bool:
    """Whether mail to an address failed for good."""
    asked = select(dead_addresses.c.address).where(dead_addresses.c.address == address.lower())
    return connection.scalars(asked).first() is not None


def dead(connection: Connection) -> dict[str, str]:
    """The addresses no mail goes to, with the reason."""
    asked = select(dead_addresses.c.address, dead_addresses.c.reason).order_by(dead_addresses.c.since)
    return {row[0]: row[1] for row in connection.execute(asked)}


def submissions_without_address(connection: Connection) -> list[int]:
    """Submissions whose mail failed for good and whose author still has that address: staff must find another."""
    asked = (
        select(outbox.c.submission_id)
        .where(outbox.c.submission_id.is_not(None))
        .where(func.lower(outbox.c.to_address).in_(select(dead_addresses.c.address)))
    )
    return sorted(set(connection.scalars(asked)))
