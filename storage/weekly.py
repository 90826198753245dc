"""What the weekly digest counts: one function per question."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage.records import MessageState
from storage.tables import messages, outbox, proposal_topics, proposals, submissions


def proposals_between(connection: Connection, start: datetime, end: datetime, call: str = "") -> int:
    """How many proposals came in letters received from `start` up to, not including, `end`, in one call or in all."""
    asked = (
        select(func.count())
        .select_from(proposals.join(submissions))
        .where(proposals.c.kind == "proposal", submissions.c.received_at >= start, submissions.c.received_at < end)
    )
    return connection.scalars(asked.where(submissions.c.call == call) if call else asked).one()


def other_kinds(connection: Connection, start: datetime, end: datetime) -> dict[str, int]:
    """How many matters of each kind but proposals came in a time, and under "ignored" the ignored messages."""
    asked = (
        select(proposals.c.kind, func.count())
        .select_from(proposals.join(submissions))
        .where(proposals.c.kind != "proposal", submissions.c.received_at >= start, submissions.c.received_at < end)
        .group_by(proposals.c.kind)
    )
    ignored = select(func.count()).where(
        messages.c.state == MessageState.IGNORED, messages.c.received_at >= start, messages.c.received_at < end
    )
    return {row[0]: row[1] for row in connection.execute(asked)} | {"ignored": connection.scalars(ignored).one()}


def confirmed_between(connection: Connection, start: datetime, end: datetime) -> list[tuple[str, str]]:
    """(The suggestion as JSON, the primary topic that a person confirmed) of what was confirmed in a time."""
    topic = (
        select(proposal_topics.c.topic)
        .where(proposal_topics.c.proposal_id == proposals.c.id, proposal_topics.c.rank == 0)
        .scalar_subquery()
    )
    asked = select(proposals.c.suggestion, func.coalesce(topic, "")).where(
        proposals.c.confirmed_at >= start, proposals.c.confirmed_at < end, proposals.c.kind == "proposal"
    )
    return [(row[0], row[1]) for row in connection.execute(asked)]


def last_digest(connection: Connection, person: str) -> str:
    """The name of the newest week whose digest was written for a person (address in small letters), "" for none."""
    asked = select(outbox.c.key).where(outbox.c.kind == "digest", outbox.c.to_address == person)
    return max((key.rpartition(":")[2] for key in connection.scalars(asked)), default="")
