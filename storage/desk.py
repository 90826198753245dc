"""Between colleagues: notes, saved views, who has a letter open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from storage.tables import notes, presence, proposals, saved_views, users

FRESH = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Note:
    """A colleague's note on a proposal."""

    at: datetime
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list with a name; `address` is its query string."""

    id: int
    user_id: int
    name: str
    address: str
    shared: bool


def add_note(connection: Connection, proposal: int, user: int, text: str, at: datetime) -> None:
    """Keep a note."""
    connection.execute(insert(notes).values(proposal_id=proposal, user_id=user, text=text, at=at))


def notes_of(connection: Connection, proposal: int) -> list[Note]:
    """The notes on a proposal, oldest first."""
    asked = select(notes.c.at, users.c.name, notes.c.text).join(users).where(notes.c.proposal_id == proposal)
    return [Note(row.at, row.name, row.text) for row in connection.execute(asked.order_by(notes.c.id))]


def save_view(connection: Connection, user: int, name: str, address: str, shared: bool) -> None:
    """Keep a list under a name; the same name of the same person is written anew."""
    there = (saved_views.c.user_id == user) & (saved_views.c.name == name)
    if not connection.execute(update(saved_views).where(there).values(address=address, shared=shared)).rowcount:
        connection.execute(insert(saved_views).values(user_id=user, name=name, address=address, shared=shared))


def views_for(connection: Connection, user: int) -> list[SavedView]:
    """One's own saved views and those that colleagues share."""
    mine = or_(saved_views.c.user_id == user, saved_views.c.shared)
    asked = select(saved_views).where(mine).order_by(saved_views.c.name)
    return [SavedView(**row._mapping) for row in connection.execute(asked)]


def remove_view(connection: Connection, user: int, view: int) -> None:
    """Forget one's own saved view."""
    connection.execute(delete(saved_views).where(saved_views.c.id == view, saved_views.c.user_id == user))


def be_present(connection: Connection, submission: int, user: int, now: datetime) -> None:
    """Somebody has a letter open."""
    there = (presence.c.submission_id == submission) & (presence.c.user_id == user)
    if not connection.execute(update(presence).where(there).values(seen_at=now)).rowcount:
        connection.execute(insert(presence).values(submission_id=submission, user_id=user, seen_at=now))


def others_present(connection: Connection, submission: int, user: int, now: datetime) -> list[str]:
    """Names of the colleagues who have the letter open."""
    asked = (
        select(users.c.name)
        .join(presence)
        .where(presence.c.submission_id == submission, presence.c.user_id != user, presence.c.seen_at > now - FRESH)
    )
    return list(connection.scalars(asked.order_by(users.c.name)))


def in_group(connection: Connection, group: int) -> list[int]:
    """The proposals of a group."""
    return list(
        connection.scalars(select(proposals.c.id).where(proposals.c.group_id == group).order_by(proposals.c.id))
    )
