"""A submission made part of another by a person, and taken out again with all that it brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, String, and_, case, cast, delete, or_, select, update

from storage import queue_index, threads
from storage.records import FollowUp
from storage.submissions import get
from storage.tables import documents, follow_ups, letters, messages, outbox, proposals, submissions

MOVED = (messages, outbox, follow_ups, letters)
"""Tables whose rows simply change their submission."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a submission brought: (id, position, piece) of wishes, (id, number) of documents, ids by table."""

    proposals: Sequence[tuple[int, int, str]]
    documents: Sequence[tuple[int, int]]
    others: Sequence[Sequence[int]]


def join(connection: Connection, submission: int, other: int) -> Moved:
    """Make a submission part of another: letters, proposals, documents and mails move there; its code stays known.

    Returns what moved, so that it can be parted again.
    """
    moved = get(connection, submission)
    taken = _moved(connection, submission)
    position, number = threads.next_numbers(connection, other)
    piece = case(
        (proposals.c.piece == "body", f"message:{moved.message_id}"),
        (proposals.c.piece.like("message:%"), proposals.c.piece),
        else_=cast(cast(proposals.c.piece, Integer) + number, String),
    )
    connection.execute(
        update(proposals)
        .where(proposals.c.submission_id == submission)
        .values(submission_id=other, position=proposals.c.position + position - 1, piece=piece)
    )
    connection.execute(
        update(documents)
        .where(documents.c.submission_id == submission)
        .values(submission_id=other, number=documents.c.number + number)
    )
    for table in MOVED:
        connection.execute(
            update(table).where(table.c.submission_id == submission).values({table.c.submission_id: other})
        )
    connection.execute(update(submissions).where(submissions.c.id == submission).values(joined_to=other))
    queue_index.write(connection, [one for one, _, _ in taken.proposals])
    threads.add(
        connection,
        FollowUp(
            submission_id=other,
            message_id=moved.message_id,
            kind="joined",
            received_at=moved.received_at,
            from_name=moved.from_name,
            from_address=moved.from_address,
            subject=moved.subject,
            own_text=moved.own_text,
            quoted_text=moved.quoted_text,
        ),
    )
    return taken


def part(connection: Connection, submission: int, taken: Moved) -> bool:
    """Take a joined submission out again, with what it brought; False where its wishes were since merged with others.

    Wishes that people made of its words meanwhile go with it; letters that came after the joining stay where they came.
    """
    brought = [*taken.proposals, *_made_since(connection, submission, taken)]
    own = [one for one, _, _ in brought]
    into = proposals.c.merged_into
    across = select(proposals.c.id).where(
        or_(and_(proposals.c.id.in_(own), into.not_in(own)), and_(proposals.c.id.not_in(own), into.in_(own)))
    )
    if connection.scalars(across.limit(1)).first() is not None:
        return False
    for number, position, piece in brought:
        back = update(proposals).where(proposals.c.id == number)
        connection.execute(back.values(submission_id=submission, position=position, piece=piece))
    for document, number in taken.documents:
        back = update(documents).where(documents.c.id == document)
        connection.execute(back.values(submission_id=submission, number=number))
    for table, rows in zip(MOVED, taken.others, strict=True):
        connection.execute(update(table).where(table.c.id.in_(rows)).values({table.c.submission_id: submission}))
    message = get(connection, submission).message_id
    connection.execute(delete(follow_ups).where(follow_ups.c.message_id == message, follow_ups.c.kind == "joined"))
    connection.execute(update(submissions).where(submissions.c.id == submission).values(joined_to=None))
    queue_index.write(connection, own)
    return True


def _made_since(connection: Connection, submission: int, taken: Moved) -> list[tuple[int, int, str]]:
    """(Id, position, piece) of wishes that were cut or added since the joining, as they shall be once it is undone."""
    held = get(connection, submission)
    number_of = dict(taken.documents)
    papers = select(documents.c.id, documents.c.number).where(documents.c.id.in_(number_of))
    later = select(follow_ups.c.message_id).where(follow_ups.c.id.in_(taken.others[MOVED.index(follow_ups)]))
    pieces = {f"message:{one}": f"message:{one}" for one in connection.scalars(later)}
    pieces |= {str(row.number): str(number_of[row.id]) for row in connection.execute(papers)}
    pieces[f"message:{held.message_id}"] = "body"
    new = select(proposals.c.id, proposals.c.piece).where(
        proposals.c.submission_id == held.joined_to,
        proposals.c.piece.in_(pieces),
        proposals.c.id.not_in([one for one, _, _ in taken.proposals]),
    )
    last = max((position for _, position, _ in taken.proposals), default=0)
    found = connection.execute(new.order_by(proposals.c.id)).all()
    return [(row.id, position, pieces[row.piece]) for position, row in enumerate(found, last + 1)]


def _moved(connection: Connection, submission: int) -> Moved:
    wishes = select(proposals.c.id, proposals.c.position, proposals.c.piece).where(
        proposals.c.submission_id == submission
    )
    papers = select(documents.c.id, documents.c.number).where(documents.c.submission_id == submission)
    return Moved(
        tuple((row[0], row[1], row[2]) for row in connection.execute(wishes)),
        tuple((row[0], row[1]) for row in connection.execute(papers)),
        tuple(tuple(connection.scalars(select(t.c.id).where(t.c.submission_id == submission))) for t in MOVED),
    )
