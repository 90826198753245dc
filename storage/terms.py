"""When each matter is due, and every date it was due before: one function per question or change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage import queue_index
from storage.records import Term
from storage.tables import proposals, terms
from storage.tables.schema import columns_of

_TERM = [terms.c[name] for name in Term.__dataclass_fields__]


def of(connection: Connection, proposal: int) -> list[Term]:
    """All dates of one proposal or inquiry, oldest first: the law's, then what an interim answer or extension set."""
    found = connection.execute(select(*_TERM).where(terms.c.proposal_id == proposal).order_by(terms.c.id))
    return [Term(**row._mapping) for row in found]


def change(connection: Connection, new: Term) -> None:
    """Set a new date; the first change also keeps the date that the law had set."""
    if not of(connection, new.proposal_id):
        _keep_first(connection, new.proposal_id, new.set_at)
    connection.execute(insert(terms).values(columns_of(new)))
    now_due = update(proposals).where(proposals.c.id == new.proposal_id)
    connection.execute(now_due.values(due_at=new.due_at, due_reason=new.reason))
    queue_index.write(connection, [new.proposal_id])


def _keep_first(connection: Connection, proposal: int, at: datetime) -> None:
    asked = select(proposals.c.due_at, proposals.c.due_reason).where(proposals.c.id == proposal)
    first = connection.execute(asked).one()
    if first.due_at is not None:
        connection.execute(
            insert(terms).values(
                proposal_id=proposal, kind="law", due_at=first.due_at, reason=first.due_reason, set_at=at, set_by=""
            )
        )
