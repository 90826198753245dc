"""Where messages stand in mailboxes: brought in, seen again, made whole, moved away; in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.messages import OVER_LIMIT
from storage.records import MessageState, Remark, Sighting
from storage.tables import messages, sightings

_WAITS_TO_BE_WHOLE = (messages.c.stage == OVER_LIMIT) & (messages.c.state == MessageState.RECEIVED)


def known_uids(connection: Connection, mailbox: str, folder: str, uidvalidity: int) -> set[str]:
    """The UIDs of one folder under one UIDVALIDITY that are on our disk already, or as much of them as is wanted."""
    asked = select(sightings.c.uid).where(_in_folder(mailbox, folder), sightings.c.uidvalidity == uidvalidity)
    wanted = select(messages.c.id).where(_WAITS_TO_BE_WHOLE)
    return set(connection.scalars(asked.where(sightings.c.record_id.not_in(wanted))))


def receive(
    connection: Connection,
    sighting: Sighting,
    *,
    sha256: str,
    body_sha256: str,
    size: int,
    message_id: str,
    subject: str,
    from_address: str,
    received_at: datetime,
    now: datetime,
) -> tuple[int, bool]:
    """Record a message that is on our disk; returns (id, whether it is new).

    Known by sighting, else by Message-ID with the same body (the same letter in a second mailbox), else by its bytes
    (a new UIDVALIDITY). A Message-ID alone joins nothing: a sender's program may repeat it.
    """
    found = _known(connection, sighting, sha256, body_sha256, message_id)
    if found is None:
        row = connection.execute(
            insert(messages).values(
                sha256=sha256,
                body_sha256=body_sha256,
                size=size,
                mailbox=sighting.mailbox,
                message_id=message_id,
                subject=subject,
                from_address=from_address,
                received_at=received_at,
                state=MessageState.RECEIVED,
                attempts=0,
                first_seen_at=now,
            )
        )
        assert row.inserted_primary_key is not None
        return _see(connection, sighting, row.inserted_primary_key[0]), True
    return _see(connection, sighting, found), False


def mark_over_limit(connection: Connection, message: int, problem: Remark) -> None:
    """Remember that only the headers were kept; the message will be parked with its receipt, not read."""
    connection.execute(update(messages).where(messages.c.id == message).values(stage=OVER_LIMIT, problems=(problem,)))


def wait_to_be_whole(connection: Connection) -> bool:
    """Whether there are messages taken up again of which we have the headers only."""
    return connection.scalars(select(messages.c.id).where(_WAITS_TO_BE_WHOLE).limit(1)).first() is not None


def complete(connection: Connection, message: int, sha256: str, body_sha256: str) -> None:
    """The whole of a message of which only the headers were kept; nothing changes where another message has it."""
    same = select(messages.c.id).where(messages.c.sha256 == sha256)
    if connection.scalars(same).first() is None:
        change = update(messages).where(messages.c.id == message, _WAITS_TO_BE_WHOLE)
        connection.execute(change.values(sha256=sha256, body_sha256=body_sha256, stage="", problems=()))


def to_move(connection: Connection, mailbox: str, folder: str, uidvalidity: int) -> list[str]:
    """UIDs of handled messages that still stand in their folder; parked ones stay where people see them."""
    asked = (
        select(sightings.c.uid)
        .join(messages, messages.c.id == sightings.c.record_id)
        .where(_in_folder(mailbox, folder), sightings.c.uidvalidity == uidvalidity, sightings.c.moved.is_(False))
        .where(messages.c.state.in_([MessageState.FILED, MessageState.IGNORED]))
    )
    return list(connection.scalars(asked))


def moved(connection: Connection, mailbox: str, folder: str, uidvalidity: int, uids: Collection[str]) -> None:
    """Remember that these messages were moved away."""
    connection.execute(
        update(sightings)
        .where(_in_folder(mailbox, folder), sightings.c.uidvalidity == uidvalidity, sightings.c.uid.in_(uids))
        .values(moved=True)
    )


def states_in_folder(connection: Connection, mailbox: str, folder: str, uidvalidity: int) -> dict[str, str]:
    """UID -> state of every message we know in one folder."""
    asked = (
        select(sightings.c.uid, messages.c.state)
        .join(messages, messages.c.id == sightings.c.record_id)
        .where(_in_folder(mailbox, folder), sightings.c.uidvalidity == uidvalidity)
    )
    return {row[0]: row[1] for row in connection.execute(asked)}


def _in_folder(mailbox: str, folder: str) -> Any:
    return (sightings.c.mailbox == mailbox) & (sightings.c.folder == folder)


def _known(connection: Connection, sighting: Sighting, sha256: str, body_sha256: str, message_id: str) -> int | None:
    seen = select(sightings.c.record_id).where(
        _in_folder(sighting.mailbox, sighting.folder),
        sightings.c.uidvalidity == sighting.uidvalidity,
        sightings.c.uid == sighting.uid,
    )
    found = connection.scalars(seen).first()
    if found is None and message_id:
        same = select(messages.c.id).where(messages.c.message_id == message_id, messages.c.body_sha256 == body_sha256)
        found = connection.scalars(same.order_by(messages.c.id)).first()
    if found is None:
        found = connection.scalars(select(messages.c.id).where(messages.c.sha256 == sha256)).first()
    return found


def _see(connection: Connection, sighting: Sighting, message: int) -> int:
    seen = select(sightings.c.id).where(
        _in_folder(sighting.mailbox, sighting.folder),
        sightings.c.uidvalidity == sighting.uidvalidity,
        sightings.c.uid == sighting.uid,
    )
    if connection.scalars(seen).first() is None:
        connection.execute(
            insert(sightings).values(
                mailbox=sighting.mailbox,
                folder=sighting.folder,
                uidvalidity=sighting.uidvalidity,
                uid=sighting.uid,
                record_id=message,
                moved=False,
            )
        )
    return message
