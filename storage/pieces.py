"""The pieces of a letter: the text each wish stands in, and what a wish's own text is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from storage import submissions
from storage.records import NewMatter
from storage.tables import documents, follow_ups, proposals
from storage.tables import submissions as letters


def text_of(connection: Connection, submission: int, piece: str) -> str:
    """The text in which the wishes of a piece ("body", "message:7", a document's number) count [start, end)."""
    kind, _, message = piece.partition(":")
    asked: Any
    if kind == "body":
        asked = select(letters.c.own_text).where(letters.c.id == submission)
    elif kind == "message":
        asked = select(follow_ups.c.own_text).where(follow_ups.c.message_id == int(message))
    else:
        asked = select(documents.c.text).where(documents.c.submission_id == submission, documents.c.number == int(kind))
    return str(connection.scalars(asked).one())


def is_free(connection: Connection, submission: int, new: NewMatter) -> bool:
    """Whether there are words in a span of a piece, and no wish has any of them."""
    words = text_of(connection, submission, new.piece)[new.start : new.end]
    taken = select(proposals.c.id).where(
        proposals.c.submission_id == submission,
        proposals.c.piece == new.piece,
        proposals.c.start < proposals.c.end,
        proposals.c.start < new.end,
        proposals.c.end > new.start,
    )
    return bool(words.strip()) and connection.scalars(taken.limit(1)).first() is None


def write_text(connection: Connection, number: int) -> None:
    """A wish's text is its own span and the spans joined to it that are not inside it, in the letter's order."""
    stood = submissions.proposal(connection, number)
    wishes = submissions.proposals_of(connection, stood.submission_id)
    into = {one.id: one.merged_into for one in wishes} | {number: None}
    joined = [
        one
        for one in wishes
        if one.id != number
        and kept(one.id, into) == number
        and one.start < one.end
        and not (stood.piece == one.piece and stood.start <= one.start < stood.end)
    ]
    parts = [
        text_of(connection, one.submission_id, one.piece)[one.start : one.end].strip()
        for one in sorted((stood, *joined), key=lambda o: (o.piece != "body", o.piece, o.start))
    ]
    connection.execute(update(proposals).where(proposals.c.id == number).values(text="\n".join(parts)))


def kept(number: int, into: Mapping[int, int | None]) -> int:
    """The wish that one was joined to at last, or itself; `into` says what each wish was joined to."""
    seen = set[int]()
    while (target := into.get(number)) is not None and target in into and number not in seen:
        seen.add(number)
        number = target
    return number
