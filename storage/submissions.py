"""Submissions with their proposals and documents: one function per question or change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from storage import queue_index
from storage.codes import make_code
from storage.records import (
    NewDocument,
    NewMatter,
    NewSubmission,
    Proposal,
    ProposalState,
    StoredDocument,
    Submission,
    Version,
)
from storage.tables import documents, proposal_places, proposal_topics, proposals, submissions
from storage.tables.schema import columns_of

_SUBMISSION = [submissions.c[name] for name in Submission.__dataclass_fields__]
_DOCUMENT = [documents.c[name] for name in StoredDocument.__dataclass_fields__]
_PROPOSAL = [proposals.c[name] for name in Proposal.__dataclass_fields__ if name in proposals.c]

OPEN_STATES = (ProposalState.TO_REVIEW, ProposalState.IN_ASSESSMENT, ProposalState.DECIDED)


def add(connection: Connection, message: int, new: NewSubmission, prefix: str, year: int) -> Submission:
    """File a submission and give it its code, made of the year of receipt and its own number."""
    done = connection.execute(insert(submissions).values(message_id=message, **columns_of(new)))
    assert done.inserted_primary_key is not None
    number = done.inserted_primary_key[0]
    code = make_code(prefix, year, number)
    connection.execute(update(submissions).where(submissions.c.id == number).values(code=code))
    return get(connection, number)


def add_matters(connection: Connection, submission: int, new: Sequence[NewMatter], first: int = 1) -> list[int]:
    """File the proposals, inquiries and noise of a submission in their order; returns their ids.

    Its documents must be filed before: the queue's index tells whether there are any.
    """
    added = [_add_matter(connection, submission, position, one) for position, one in enumerate(new, first)]
    queue_index.write(connection, added)
    return added


def add_documents(connection: Connection, submission: int, new: Iterable[NewDocument]) -> None:
    """File the documents of a submission."""
    for one in new:
        connection.execute(insert(documents).values(submission_id=submission, **columns_of(one)))


def get(connection: Connection, submission: int) -> Submission:
    """One submission by id. Raises LookupError."""
    row = connection.execute(select(*_SUBMISSION).where(submissions.c.id == submission)).one_or_none()
    if row is None:
        raise LookupError(f"no submission {submission}")
    return Submission(**row._mapping)


def by_code(connection: Connection, code: str) -> Submission | None:
    """The submission with this code, if there is one."""
    row = connection.execute(select(*_SUBMISSION).where(submissions.c.code == code)).one_or_none()
    return Submission(**row._mapping) if row else None


def register(connection: Connection, submission: int, number: str) -> None:
    """Keep the records system's registration number of a letter."""
    connection.execute(update(submissions).where(submissions.c.id == submission).values(registration_number=number))


def unregistered(connection: Connection, limit: int) -> list[Submission]:
    """Letters without a registration number, newest first; those joined to others are with them."""
    asked = select(*_SUBMISSION).where(submissions.c.registration_number == "", submissions.c.joined_to.is_(None))
    found = connection.execute(asked.order_by(submissions.c.id.desc()).limit(limit))
    return [Submission(**row._mapping) for row in found]


def set_collective(connection: Connection, wanted: Submission) -> None:
    """Keep the track of a letter, how many signed it and who speaks for them."""
    there = update(submissions).where(submissions.c.id == wanted.id)
    told = {name: getattr(wanted, name) for name in ("track", "signatures", "representative")}
    connection.execute(there.values(told))
    queue_index.write(connection, [one.id for one in proposals_of(connection, wanted.id)])


def documents_of(connection: Connection, submission: int) -> list[StoredDocument]:
    """The documents of a submission in their order."""
    asked = select(*_DOCUMENT).where(documents.c.submission_id == submission).order_by(documents.c.number)
    return [StoredDocument(**row._mapping) for row in connection.execute(asked)]


def proposals_of(connection: Connection, submission: int) -> list[Proposal]:
    """The proposals, inquiries and noise of a submission in their order."""
    asked = select(*_PROPOSAL).where(proposals.c.submission_id == submission).order_by(proposals.c.position)
    return _with_labels(connection, connection.execute(asked).all())


def proposal(connection: Connection, chosen: int) -> Proposal:
    """One proposal by id. Raises LookupError."""
    found = proposals_by_id(connection, [chosen])
    if not found:
        raise LookupError(f"no proposal {chosen}")
    return found[0]


def proposals_by_id(connection: Connection, chosen: Collection[int]) -> list[Proposal]:
    """The proposals with these ids, in no order."""
    return _with_labels(connection, connection.execute(select(*_PROPOSAL).where(proposals.c.id.in_(chosen))).all())


def versions(connection: Connection, chosen: Collection[int]) -> list[Version]:
    """Which version the proposals with these ids are at, in no order."""
    asked = select(proposals.c.id, proposals.c.submission_id, proposals.c.version).where(proposals.c.id.in_(chosen))
    return [Version(*row) for row in connection.execute(asked)]


def by_ids(connection: Connection, chosen: Collection[int]) -> list[Submission]:
    """The submissions with these ids, in no order."""
    asked = select(*_SUBMISSION).where(submissions.c.id.in_(chosen))
    return [Submission(**row._mapping) for row in connection.execute(asked)]


def received_between(connection: Connection, start: datetime, end: datetime) -> list[tuple[Submission, Proposal]]:
    """The proposals of all submissions received from `start` up to, not including, `end`, oldest first."""
    asked = (
        select(*_SUBMISSION)
        .where(submissions.c.received_at >= start, submissions.c.received_at < end)
        .order_by(submissions.c.received_at, submissions.c.id)
    )
    found = [Submission(**row._mapping) for row in connection.execute(asked)]
    return [(one, matter) for one in found for matter in proposals_of(connection, one.id)]


def set_labels(connection: Connection, chosen: int, topics: Sequence[str], places: Sequence[str]) -> None:
    """Replace a proposal's topics (primary first) and places."""
    for table in (proposal_topics, proposal_places):
        connection.execute(table.delete().where(table.c.proposal_id == chosen))
    _add_labels(connection, chosen, topics, places)
    queue_index.write(connection, [chosen])


def counts_by_state(connection: Connection) -> dict[str, int]:
    """How many proposals are in each state; other kinds count under their kind."""
    key = func.coalesce(proposals.c.kind, "").label("kind")
    asked = select(key, proposals.c.state, func.count()).group_by(key, proposals.c.state)
    totals = {state.value: 0 for state in ProposalState} | {"inquiry": 0, "noise": 0, "auto": 0}
    for kind, state, number in connection.execute(asked):
        totals[state if kind == "proposal" else kind] += number
    return totals


def _add_matter(connection: Connection, submission: int, position: int, new: NewMatter) -> int:
    told = columns_of(new.suggested) | columns_of(new)
    values = {name: value for name, value in told.items() if name not in ("suggested", "topics", "places", "keys")}
    values |= {"submission_id": submission, "position": position, "state": ProposalState.TO_REVIEW}
    done = connection.execute(insert(proposals).values(**values))
    assert done.inserted_primary_key is not None
    number: int = done.inserted_primary_key[0]
    _add_labels(connection, number, new.suggested.topics, new.suggested.places)
    queue_index.set_keys(connection, number, new.keys)
    return number


def _add_labels(connection: Connection, chosen: int, topics: Sequence[str], places: Sequence[str]) -> None:
    if topics:
        rows = [{"proposal_id": chosen, "rank": rank, "topic": topic} for rank, topic in enumerate(topics)]
        connection.execute(insert(proposal_topics), rows)
    if places:
        connection.execute(insert(proposal_places), [{"proposal_id": chosen, "place": place} for place in places])


def _with_labels(connection: Connection, rows: Sequence[Row[Any]]) -> list[Proposal]:
    ids = [row.id for row in rows]
    topics: dict[int, list[str]] = {}
    places: dict[int, list[str]] = {}
    asked = select(proposal_topics).where(proposal_topics.c.proposal_id.in_(ids)).order_by(proposal_topics.c.rank)
    for row in connection.execute(asked):
        topics.setdefault(row.proposal_id, []).append(row.topic)
    for row in connection.execute(select(proposal_places).where(proposal_places.c.proposal_id.in_(ids))):
        places.setdefault(row.proposal_id, []).append(row.place)
    return [
        Proposal(
            **{**row._mapping, "state": ProposalState(row.state)},
            topics=tuple(topics.get(row.id, ())),
            places=tuple(sorted(places.get(row.id, ()))),
        )
        for row in rows
    ]


def due_before(connection: Connection, end: datetime, start: datetime | None = None) -> list[Proposal]:
    """Proposals and inquiries not yet answered that are due before `end` (and not before `start`), first due first."""
    asked = select(*_PROPOSAL).where(
        proposals.c.kind.in_(["proposal", "inquiry"]), proposals.c.state.in_(OPEN_STATES), proposals.c.due_at < end
    )
    if start is not None:
        asked = asked.where(proposals.c.due_at >= start)
    return _with_labels(connection, connection.execute(asked.order_by(proposals.c.due_at, proposals.c.id)).all())


def newest(connection: Connection, limit: int) -> list[Submission]:
    """The newest submissions, oldest of them first."""
    asked = select(*_SUBMISSION).order_by(submissions.c.id.desc()).limit(limit)
    return [Submission(**row._mapping) for row in reversed(connection.execute(asked).all())]


def with_suggested_author(connection: Connection) -> list[Submission]:
    """Letters that a colleague passed on and whose author nobody confirmed yet, oldest first."""
    asked = select(*_SUBMISSION).where(submissions.c.author_address != "").order_by(submissions.c.id)
    return [Submission(**row._mapping) for row in connection.execute(asked)]


def in_group(connection: Connection, group: int | None) -> list[Proposal]:
    """The proposals of a group, oldest first; none for no group."""
    if group is None:
        return []
    asked = select(*_PROPOSAL).where(proposals.c.group_id == group).order_by(proposals.c.id)
    return _with_labels(connection, connection.execute(asked).all())
