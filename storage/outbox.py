"""Mails of ours: a row before anything leaves, in the transaction of the decision that caused it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from storage.records import NewOutgoing, Outgoing, OutgoingState
from storage.tables import outbox

_COLUMNS = [outbox.c[name] for name in Outgoing.__dataclass_fields__]
_UNSENT = outbox.c.state.in_([OutgoingState.QUEUED, OutgoingState.UNCERTAIN])
TO_RESIDENTS = ("acknowledgement", "answer")
"""Kinds of mails whose going out a person decides where the mode did not let them."""


def add(connection: Connection, new: NewOutgoing, now: datetime) -> bool:
    """Queue a mail unless one with the same key is there already; returns whether it was added."""
    if connection.scalars(select(outbox.c.id).where(outbox.c.key == new.key)).first() is not None:
        return False
    state = OutgoingState.HELD if new.mode == "observe" else OutgoingState.QUEUED
    first = {"state": state, "attempts": 0, "uncertain": 0, "next_try_at": now, "created_at": now}
    connection.execute(insert(outbox).values(**asdict(new), **first))
    return True


def due(connection: Connection, mode: str, now: datetime, limit: int = 100) -> list[Outgoing]:
    """Mails made in this mode whose time to be sent has come, oldest first."""
    asked = (
        select(*_COLUMNS)
        .where(_UNSENT, outbox.c.mode == mode, outbox.c.next_try_at <= now)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [_record(row) for row in connection.execute(asked)]


def mark_uncertain(connection: Connection, mail: Outgoing, again_at: datetime) -> bool:
    """Before the final dot: a process killed from here on leaves the row uncertain, due `again_at`.

    False when the row is no longer as it was read: another process has it, and this one must not send the dot.
    """
    unchanged = (
        (outbox.c.id == mail.id)
        & (outbox.c.state == mail.state)
        & (outbox.c.uncertain == mail.uncertain)
        & (outbox.c.attempts == mail.attempts)
    )
    done = connection.execute(
        update(outbox)
        .where(unchanged)
        .values(state=OutgoingState.UNCERTAIN, uncertain=outbox.c.uncertain + 1, next_try_at=again_at)
    )
    return done.rowcount == 1


def end_attempt(
    connection: Connection, mail: int, state: OutgoingState, reply: str, at: datetime, uncertain: int
) -> None:
    """Keep how a try ended: `at` is when it was sent or is tried again, `uncertain` counts lost answers so far."""
    told = {"sent_at": at} if state is OutgoingState.SENT else {"next_try_at": at}
    change = update(outbox).where(outbox.c.id == mail)
    connection.execute(
        change.values(state=state, last_reply=reply, attempts=outbox.c.attempts + 1, uncertain=uncertain, **told)
    )


def put_off(connection: Connection, mail: int, problem: str, at: datetime) -> None:
    """The server could not be reached: try again later, without counting it against the mail."""
    connection.execute(update(outbox).where(outbox.c.id == mail).values(last_reply=problem, next_try_at=at))


def hold_from_other_modes(connection: Connection) -> int:
    """Hold what waits and was not made in mode live, so that it reaches no resident unasked; returns how many."""
    change = update(outbox).where(_UNSENT, outbox.c.mode != "live")
    return connection.execute(change.values(state=OutgoingState.HELD)).rowcount


def release(connection: Connection, mail: int, mode: str, now: datetime) -> bool:
    """A person says that a mail shall leave in the present mode; False when it is on its way or was there already.

    It may be one that is held, and in mode live one that only the address of mode redirect has seen.
    """
    shall = outbox.c.state == OutgoingState.HELD
    if mode == "live":
        shall |= outbox.c.state.in_([OutgoingState.SENT, OutgoingState.FAILED]) & (outbox.c.mode == "redirect")
    anew = {"mode": mode, "attempts": 0, "uncertain": 0, "next_try_at": now, "sent_at": None, "last_reply": ""}
    change = update(outbox).where(outbox.c.id == mail, outbox.c.kind.in_(TO_RESIDENTS), shall)
    return connection.execute(change.values(state=OutgoingState.QUEUED, **anew)).rowcount == 1


def drop(connection: Connection, mail: int) -> bool:
    """A person says that a held mail shall not leave; False when it is not held."""
    change = update(outbox).where(outbox.c.id == mail, outbox.c.state == OutgoingState.HELD)
    return connection.execute(change.values(state=OutgoingState.DROPPED)).rowcount == 1


def held_count(connection: Connection) -> int:
    """How many mails to residents are held."""
    asked = select(func.count()).where(outbox.c.state == OutgoingState.HELD, outbox.c.kind.in_(TO_RESIDENTS))
    return connection.scalars(asked).one()


def by_id(connection: Connection, mail: int) -> Outgoing | None:
    """One mail by id."""
    row = connection.execute(select(*_COLUMNS).where(outbox.c.id == mail)).one_or_none()
    return _record(row) if row else None


def by_message_id(connection: Connection, message_id: str) -> Outgoing | None:
    """Our mail with this Message-ID, if it is ours."""
    row = connection.execute(select(*_COLUMNS).where(outbox.c.message_id == message_id)).one_or_none()
    return _record(row) if row else None


def by_token(connection: Connection, token: str) -> Outgoing | None:
    """Our mail whose envelope sender carried this token."""
    row = connection.execute(select(*_COLUMNS).where(outbox.c.token == token)).one_or_none()
    return _record(row) if row else None


def of_submission(connection: Connection, submission: int) -> list[Outgoing]:
    """All mails about one submission, oldest first."""
    asked = select(*_COLUMNS).where(outbox.c.submission_id == submission).order_by(outbox.c.id)
    return [_record(row) for row in connection.execute(asked)]


def automatic_since(connection: Connection, address: str, since: datetime) -> int:
    """How many acknowledgements were written to an address since a time."""
    asked = select(func.count()).where(
        func.lower(outbox.c.to_address) == address.lower(),
        outbox.c.created_at >= since,
        outbox.c.kind == "acknowledgement",
    )
    return connection.scalars(asked).one()


def oldest_waiting(connection: Connection) -> tuple[datetime, str] | None:
    """(Since when the oldest mail that was tried or is due waits, the last words about it); None when none waits."""
    asked = (
        select(outbox.c.created_at, outbox.c.last_reply)
        .where(_UNSENT, outbox.c.last_reply != "")
        .order_by(outbox.c.id)
        .limit(1)
    )
    row = connection.execute(asked).one_or_none()
    return (row[0], row[1]) if row else None


def counts(connection: Connection) -> dict[str, int]:
    """How many mails are in each state."""
    found: dict[str, int] = {
        row[0]: row[1] for row in connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    }
    return {state.value: found.get(state.value, 0) for state in OutgoingState}


def all_mails(connection: Connection, limit: int = 1000, state: OutgoingState | None = None) -> list[Outgoing]:
    """The newest mails, in one state or in any, newest first."""
    asked = select(*_COLUMNS).order_by(outbox.c.id.desc()).limit(limit)
    asked = asked.where(outbox.c.state == state) if state else asked
    return [_record(row) for row in connection.execute(asked)]


def _record(row: Row[Any]) -> Outgoing:
    return Outgoing(**{**row._mapping, "state": OutgoingState(row.state)})
