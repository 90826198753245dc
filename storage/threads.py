"""Later messages of a submission, and letters that perhaps belong together: one function per question or change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from storage.records import FollowUp, Hint, Remark, Submission
from storage.submissions import get
from storage.tables import documents, follow_ups, hints, messages, proposals, submissions

_FOLLOW_UP = [follow_ups.c[name] for name in FollowUp.__dataclass_fields__]
_HINT = [hints.c[name] for name in Hint.__dataclass_fields__]
_SUBMISSION = [submissions.c[name] for name in Submission.__dataclass_fields__]


def add(connection: Connection, new: FollowUp) -> None:
    """Keep a later message of a submission."""
    connection.execute(insert(follow_ups).values(**asdict(new)))


def of(connection: Connection, submission: int) -> list[FollowUp]:
    """The later messages of a submission, oldest first."""
    asked = select(*_FOLLOW_UP).where(follow_ups.c.submission_id == submission).order_by(follow_ups.c.received_at)
    return [FollowUp(**row._mapping) for row in connection.execute(asked)]


def present(connection: Connection, submission: int) -> Submission:
    """The submission, or the one it was joined to. Raises LookupError."""
    found = get(connection, submission)
    return present(connection, found.joined_to) if found.joined_to else found


def from_address(connection: Connection, address: str, since: datetime) -> list[Submission]:
    """Submissions of one sender received since a time, newest first."""
    asked = select(*_SUBMISSION).where(
        submissions.c.from_address.in_({address, address.lower()}), submissions.c.received_at >= since
    )
    return [Submission(**row._mapping) for row in connection.execute(asked.order_by(submissions.c.id.desc()))]


def by_their_ids(connection: Connection, message_ids: Collection[str]) -> list[int]:
    """Submissions whose letters bear one of these Message-IDs of residents."""
    asked = select(messages.c.submission_id).where(
        messages.c.message_id.in_(message_ids), messages.c.submission_id.is_not(None), messages.c.message_id != ""
    )
    return list(connection.scalars(asked.order_by(messages.c.id.desc())))


def their_ids(connection: Connection, submission: int) -> list[str]:
    """The Message-IDs of all letters of a submission, oldest first."""
    asked = select(messages.c.message_id).where(messages.c.submission_id == submission, messages.c.message_id != "")
    return list(connection.scalars(asked.order_by(messages.c.received_at, messages.c.id)))


def next_numbers(connection: Connection, submission: int) -> tuple[int, int]:
    """(The next free position of a proposal, the next free number of a document) of a submission."""
    position = select(func.coalesce(func.max(proposals.c.position), 0)).where(proposals.c.submission_id == submission)
    number = select(func.coalesce(func.max(documents.c.number), -1)).where(documents.c.submission_id == submission)
    return connection.scalars(position).one() + 1, connection.scalars(number).one() + 1


def add_hint(connection: Connection, submission: int, other: int, reason: Remark) -> None:
    """Keep that a submission perhaps belongs to another; the first reason stays."""
    known = select(hints.c.id).where(hints.c.submission_id == submission, hints.c.other_id == other)
    if submission != other and connection.scalars(known).first() is None:
        new = {"submission_id": submission, "other_id": other, "reason": (reason,), "state": "open"}
        connection.execute(insert(hints).values(new))


def hint(connection: Connection, chosen: int) -> Hint:
    """One hint by id. Raises LookupError."""
    row = connection.execute(select(*_HINT).where(hints.c.id == chosen)).one_or_none()
    if row is None:
        raise LookupError(f"no hint {chosen}")
    return Hint(**row._mapping)


def open_hints(connection: Connection) -> list[Hint]:
    """All hints that wait for a person, oldest first."""
    found = connection.execute(select(*_HINT).where(hints.c.state == "open").order_by(hints.c.id))
    return [Hint(**row._mapping) for row in found]


def accepted_hints(connection: Connection, since: datetime) -> list[Hint]:
    """Hints that a person accepted since a time and nobody took back, newest first."""
    asked = select(*_HINT).where(hints.c.state == "accepted", hints.c.decided_at >= since)
    return [Hint(**row._mapping) for row in connection.execute(asked.order_by(hints.c.decided_at.desc()))]


def reopen(connection: Connection, chosen: int) -> bool:
    """An accepted hint is a question again; False when somebody was faster."""
    change = update(hints).where(hints.c.id == chosen, hints.c.state == "accepted")
    return connection.execute(change.values(state="open", decided_at=None, decided_by="")).rowcount == 1


def decide(connection: Connection, chosen: int, state: str, actor: str, at: datetime) -> bool:
    """Accept or refuse an open hint; False when somebody was faster."""
    change = update(hints).where(hints.c.id == chosen, hints.c.state == "open")
    return connection.execute(change.values(state=state, decided_by=actor, decided_at=at)).rowcount == 1


def set_author(connection: Connection, submission: int, name: str, address: str, forwarded_by: str) -> None:
    """A person said whose letter it is; answers go there from now on."""
    told = update(submissions).where(submissions.c.id == submission)
    connection.execute(
        told.values(
            from_name=name,
            from_address=address,
            reply_to=address,
            author_name="",
            author_address="",
            forwarded_by=forwarded_by,
        )
    )


def set_received(connection: Connection, submission: int, at: datetime) -> None:
    """Correct when a letter was received."""
    connection.execute(update(submissions).where(submissions.c.id == submission).values(received_at=at))
