"""What becomes of messages: one function per question or change, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select, update

from storage.records import Message, MessageState, Remark
from storage.tables import messages

OVER_LIMIT = "over limit"
"""Stage of a message of which only the headers were kept."""
RECEIVING = 0x6E6F76616472
"""The key under which polls compare what arrived with what is known, in turn."""
_COLUMNS = [messages.c[name] for name in Message.__dataclass_fields__]


def waiting(connection: Connection, now: datetime) -> list[int]:
    """Ids of received messages whose turn has come, oldest first."""
    asked = select(messages.c.id).where(
        messages.c.state == MessageState.RECEIVED, or_(messages.c.next_try_at.is_(None), messages.c.next_try_at <= now)
    )
    return list(connection.scalars(asked.order_by(messages.c.id)))


def get(connection: Connection, message: int) -> Message:
    """One message by id. Raises LookupError."""
    row = connection.execute(select(*_COLUMNS).where(messages.c.id == message)).one_or_none()
    if row is None:
        raise LookupError(f"no message {message}")
    return _record(row)


def in_state(connection: Connection, state: MessageState, limit: int = 1000) -> list[Message]:
    """The messages in one state, newest first."""
    asked: Select[Any] = select(*_COLUMNS).where(messages.c.state == state).order_by(messages.c.id.desc()).limit(limit)
    return [_record(row) for row in connection.execute(asked)]


def all_digests(connection: Connection) -> list[str]:
    """The SHA-256 of every message's original."""
    return list(connection.scalars(select(messages.c.sha256)))


def counts(connection: Connection) -> dict[str, int]:
    """How many messages are in each state."""
    asked = select(messages.c.state, func.count()).group_by(messages.c.state)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(asked)}
    return {state.value: found.get(state.value, 0) for state in MessageState}


def count_in(connection: Connection, state: MessageState) -> int:
    """How many messages are in one state."""
    return connection.scalars(select(func.count()).where(messages.c.state == state)).one()


def begin_attempt(connection: Connection, message: int) -> int:
    """Count one more try, before anything can go wrong in it; returns how many it makes."""
    connection.execute(update(messages).where(messages.c.id == message).values(attempts=messages.c.attempts + 1))
    made: int = connection.scalars(select(messages.c.attempts).where(messages.c.id == message)).one()
    return made


def put_off(connection: Connection, message: int, until: datetime, stage: str, problems: tuple[Remark, ...]) -> None:
    """Leave a message received, to be tried again at `until`."""
    connection.execute(
        update(messages).where(messages.c.id == message).values(next_try_at=until, stage=stage, problems=problems)
    )


def park(
    connection: Connection, message: int, stage: str, problems: tuple[Remark, ...], due_at: datetime | None
) -> None:
    """Set a message aside with the stage and what was wrong; its clock runs on to `due_at`."""
    _end(connection, message, MessageState.PARKED, stage=stage, problems=problems, due_at=due_at)


def ignore(connection: Connection, message: int, rule: str) -> None:
    """End a message that is not filed, with the rule that said so."""
    _end(connection, message, MessageState.IGNORED, ignored_rule=rule)


def file(connection: Connection, message: int, submission: int) -> None:
    """End a message as filed under its submission."""
    _end(connection, message, MessageState.FILED, submission_id=submission, stage="", problems=())


def retry(connection: Connection, chosen: Collection[int] | None = None) -> int:
    """Put parked messages (all, or those chosen by id) back on the road; returns how many."""
    change = update(messages).where(messages.c.state == MessageState.PARKED)
    if chosen is not None:
        change = change.where(messages.c.id.in_(chosen))
    return connection.execute(change.values(state=MessageState.RECEIVED, attempts=0, next_try_at=None)).rowcount


def _end(connection: Connection, message: int, state: MessageState, **values: object) -> None:
    connection.execute(update(messages).where(messages.c.id == message).values(state=state, next_try_at=None, **values))


def _record(row: Row[Any]) -> Message:
    told = dict(row._mapping)
    return Message(**{**told, "state": MessageState(told["state"])})
