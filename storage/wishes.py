"""Cutting a wish in two, joining wishes of one letter, and taking the last step back. No text is ever lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select, update

from storage import decisions, submissions
from storage.decisions import Doing, Judgement, Step, judgement_of, with_fields
from storage.records import NewMatter, Proposal
from storage.tables import documents, follow_ups, proposals
from storage.tables import submissions as letters


def cut(connection: Connection, proposal: int, version: int, at: int, doing: Doing) -> int | None:
    """Cut a wish at character `at` of its piece; returns the id of the second part, None when the version is old.

    The second part takes the topics and places along, unsure, so that it is looked at. Raises ValueError when `at` is
    not inside the wish.
    """
    stood = submissions.proposal(connection, proposal)
    if stood.version != version:
        return None
    if not stood.start < at < stood.end:
        raise ValueError(f"character {at} is not inside the wish")
    tail = _piece(connection, stood)[at : stood.end]
    start = at + len(tail) - len(tail.lstrip())
    new = NewMatter(
        kind=stood.kind,
        piece=stood.piece,
        start=start,
        end=stood.end,
        text=tail.strip(),
        topics=stood.topics,
        places=stood.places,
        confidence=0.0,
        unsure=True,
        model_id="",
        suggestion="",
        due_at=stood.due_at,
        due_reason=stood.due_reason,
    )
    last = select(func.max(proposals.c.position)).where(proposals.c.submission_id == stood.submission_id)
    added = submissions.add_matters(connection, stood.submission_id, [new], connection.scalars(last).one() + 1)[0]
    told = replace(doing, about={"cut_off": added})
    decisions.decide(connection, proposal, version, replace(judgement_of(stood), end=at), told)
    _write_text(connection, proposal)
    return added


def join(connection: Connection, proposal: int, version: int, others: Sequence[int], doing: Doing) -> bool:
    """Join other wishes of the same letter into one; their topics and places are added. False on an old version.

    Raises ValueError for wishes of another letter.
    """
    stood = submissions.proposal(connection, proposal)
    taken = [submissions.proposal(connection, one) for one in others if one != proposal]
    if any(one.submission_id != stood.submission_id or one.merged_into is not None for one in taken):
        raise ValueError("only wishes of one letter can be joined")
    labels: dict[str, tuple[str, ...]] = {
        "topics": tuple(dict.fromkeys(topic for one in (stood, *taken) for topic in one.topics)),
        "places": tuple(sorted({place for one in (stood, *taken) for place in one.places})),
    }
    told = replace(doing, about={"joined": [one.id for one in taken]})
    if not decisions.decide(connection, proposal, version, replace(judgement_of(stood), **labels), told):  # type: ignore[arg-type] # two tuples of text
        return False
    for one in taken:
        into = replace(judgement_of(one), merged_into=proposal)
        decisions.decide(connection, one.id, one.version, into, replace(doing, about={"joined_to": proposal}))
    _write_text(connection, proposal)
    return True


def undo(connection: Connection, proposal: int, version: int, doing: Doing) -> bool:
    """Put back what stood before the last change; False when there is none or the version is old."""
    last = decisions.last_step(connection, proposal)
    stood = submissions.proposal(connection, proposal)
    if last is None or stood.version != version:
        return False
    told = replace(doing, action=decisions.UNDONE, about={"step": last.id})
    decisions.decide(connection, proposal, version, with_fields(judgement_of(stood), last.before), told)
    for number, into in _moved_back(last, proposal):
        other = submissions.proposal(connection, number)
        wanted: Judgement = replace(judgement_of(other), merged_into=into)
        decisions.decide(connection, number, other.version, wanted, replace(told, about={"with": proposal}))
    _write_text(connection, proposal)
    return True


def text_at(connection: Connection, proposal: Proposal) -> str:
    """The piece of the letter a wish stands in, as [start, end) counts it."""
    return _piece(connection, proposal)


def _moved_back(last: Step, proposal: int) -> list[tuple[int, int | None]]:
    """(Other wish, what it is merged into afterwards): a cut-off part goes back, a joined wish stands alone again."""
    cut_off = last.about.get("cut_off")
    return [(one, None) for one in last.about.get("joined", ())] + ([(cut_off, proposal)] if cut_off else [])


def _piece(connection: Connection, proposal: Proposal) -> str:
    kind, _, message = proposal.piece.partition(":")
    asked: Any
    if kind == "body":
        asked = select(letters.c.own_text).where(letters.c.id == proposal.submission_id)
    elif kind == "message":
        asked = select(follow_ups.c.own_text).where(follow_ups.c.message_id == int(message))
    else:
        asked = select(documents.c.text).where(
            documents.c.submission_id == proposal.submission_id, documents.c.number == int(kind)
        )
    return str(connection.scalars(asked).one())


def _write_text(connection: Connection, number: int) -> None:
    """A wish's text is its own span and the spans joined to it that are not inside it, in the letter's order."""
    stood = submissions.proposal(connection, number)
    family = [
        stood,
        *(one for one in submissions.proposals_of(connection, stood.submission_id) if one.merged_into == number),
    ]
    spans = [
        one for one in family if one is stood or not (stood.piece == one.piece and stood.start <= one.start < stood.end)
    ]
    parts = [
        _piece(connection, one)[one.start : one.end].strip()
        for one in sorted(spans, key=lambda o: (o.piece != "body", o.piece, o.start))
    ]
    connection.execute(update(proposals).where(proposals.c.id == number).values(text="\n".join(parts)))
