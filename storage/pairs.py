"""What people say of two proposals, and which of their answers the likeness learns from.

The answers hold ids only: the texts are read from the proposals each time, so what is erased there is learned no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from storage import submissions
from storage.learning import LIKENESS
from storage.records import Proposal
from storage.tables import model_pairs, models, proposals, relations, users

SAME, RELATED, DIFFERENT = "same", "related", "different"
RELATIONS = (SAME, RELATED, DIFFERENT)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two proposals whose likeness a person judged, the lower id first."""

    first: Proposal
    second: Proposal
    same: bool


@dataclass(frozen=True, slots=True)
class Declined:
    """Another proposal that a person called different, by whom and when."""

    proposal: Proposal
    decided_by: str
    decided_at: datetime


def relate(connection: Connection, one: int, other: int, relation: str, actor: str, at: datetime) -> None:
    """Keep what a person said of two proposals, in place of what was said before."""
    first, second = sorted((one, other))
    told = {"relation": relation, "decided_by": actor, "decided_at": at}
    there = _pair(first, second)
    if not connection.execute(update(relations).where(there).values(**told)).rowcount:
        connection.execute(insert(relations).values(first_id=first, second_id=second, **told))


def unrelate(connection: Connection, one: int, other: int) -> None:
    """Forget what was said of two proposals."""
    connection.execute(delete(relations).where(_pair(*sorted((one, other)))))


def related_to(connection: Connection, proposal: int) -> dict[int, str]:
    """Other proposal -> what was said of the two; "same" only as long as both are in one group."""
    one, other = proposals.alias(), proposals.alias()
    asked = (
        select(relations, (one.c.group_id == other.c.group_id).label("together"))
        .join(one, one.c.id == relations.c.first_id)
        .join(other, other.c.id == relations.c.second_id)
        .where(or_(relations.c.first_id == proposal, relations.c.second_id == proposal))
    )
    return {
        row.second_id if row.first_id == proposal else row.first_id: row.relation
        for row in connection.execute(asked)
        if row.together or row.relation != SAME
    }


def declined(connection: Connection, proposal: int) -> list[Declined]:
    """What a person called different from a proposal, latest first."""
    asked = select(relations).where(
        or_(relations.c.first_id == proposal, relations.c.second_id == proposal), relations.c.relation == DIFFERENT
    )
    rows = connection.execute(asked.order_by(relations.c.decided_at.desc())).all()
    known = {(row.first_id if row.second_id == proposal else row.second_id): row for row in rows}
    names = {row.email: row.name for row in connection.execute(select(users.c.email, users.c.name))}
    whole = {one.id: one for one in submissions.proposals_by_id(connection, list(known))}
    return [
        Declined(whole[number], names.get(row.decided_by, row.decided_by), row.decided_at)
        for number, row in known.items()
        if number in whole and whole[number].text
    ]


def different_among(connection: Connection, chosen: Collection[int]) -> frozenset[tuple[int, int]]:
    """The pairs among some proposals that a person called different, the lower id first."""
    asked = select(relations.c.first_id, relations.c.second_id).where(
        relations.c.relation == DIFFERENT, relations.c.first_id.in_(chosen), relations.c.second_id.in_(chosen)
    )
    return frozenset((row.first_id, row.second_id) for row in connection.execute(asked))


def compared(connection: Connection) -> list[Compared]:
    """All that people called the same or different and whose texts are still there, oldest answer first.

    What was called the same counts while both are in one group, what was called different while they are not: who
    takes a proposal out of its group, or a step back, takes the answer back.
    """
    asked = select(relations).where(relations.c.relation.in_((SAME, DIFFERENT)))
    rows = connection.execute(asked.order_by(relations.c.decided_at, relations.c.first_id, relations.c.second_id)).all()
    numbers = {number for row in rows for number in (row.first_id, row.second_id)}
    told = {one.id: one for one in submissions.proposals_by_id(connection, list(numbers)) if _tells(one)}
    found = [
        Compared(told[row.first_id], told[row.second_id], row.relation == SAME)
        for row in rows
        if row.first_id in told and row.second_id in told
    ]
    return [one for one in found if one.same == _together(one)]


def new_since_learning(connection: Connection) -> int:
    """How many answers the last learning, successful or not, had not seen, and how many it saw that are gone since."""
    last = connection.scalars(select(func.max(models.c.id)).where(models.c.part == LIKENESS)).one()
    asked = select(model_pairs).where(model_pairs.c.model_id == last)
    seen = {(row.first_id, row.second_id, row.same) for row in connection.execute(asked)}
    return len(seen ^ {(one.first.id, one.second.id, one.same) for one in compared(connection)})


def keep_learned(connection: Connection, model: int, pairs: Iterable[Compared]) -> None:
    """Keep from which pairs a model learned."""
    rows = [
        {"model_id": model, "first_id": one.first.id, "second_id": one.second.id, "same": one.same} for one in pairs
    ]
    if rows:
        connection.execute(insert(model_pairs), rows)


def _pair(first: int, second: int) -> ColumnElement[bool]:
    return and_(relations.c.first_id == first, relations.c.second_id == second)


def _tells(one: Proposal) -> bool:
    return bool(one.text) and one.merged_into is None


def _together(one: Compared) -> bool:
    return one.first.group_id is not None and one.first.group_id == one.second.group_id
