"""Cutting a wish in two, joining wishes of one letter, and taking the last step back. No text is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, select, update

from storage import decisions, queue_index, submissions
from storage.decisions import Doing, Judgement, Step, judgement_of, with_fields
from storage.records import NewMatter, Proposal, Suggested
from storage.tables import documents, follow_ups, proposals
from storage.tables import submissions as letters

Suggest = Callable[[Proposal, str], Suggested]
"""Reads a text that was part of a wish anew."""


def cut(
    connection: Connection, proposal: int, version: int, at: int, doing: Doing, suggest: Suggest | None = None
) -> int | None:
    """Cut a wish at character `at` of its piece; returns the id of the second part, None when the version is old.

    Both parts are suggested anew by their own words; without `suggest`, and where a person confirmed the first part,
    topics and places stay. The second part waits for a person in any case. Raises ValueError when `at` is not inside
    the wish.
    """
    stood = submissions.proposal(connection, proposal)
    if stood.version != version:
        return None
    if not stood.start < at < stood.end:
        raise ValueError(f"character {at} is not inside the wish")
    piece = _piece(connection, stood)
    tail = piece[at : stood.end]
    new = replace(_part(stood, suggest(stood, tail.strip()) if suggest else None), text=tail.strip())
    new = replace(new, start=at + len(tail) - len(tail.lstrip()))
    last = select(func.max(proposals.c.position)).where(proposals.c.submission_id == stood.submission_id)
    added = submissions.add_matters(connection, stood.submission_id, [new], connection.scalars(last).one() + 1)[0]
    told = replace(doing, about={"cut_off": added})
    head = _open(stood, suggest, piece[stood.start : at].strip())
    wanted = replace(judgement_of(stood), end=at)
    wanted = replace(wanted, topics=head.topics, places=head.places) if head else wanted
    decisions.decide(connection, proposal, version, wanted, told)
    _write_text(connection, proposal)
    _keep(connection, proposal, head)
    return added


def join(
    connection: Connection,
    proposal: int,
    version: int,
    others: Sequence[int],
    doing: Doing,
    suggest: Suggest | None = None,
) -> bool:
    """Join other wishes of the same letter into one; their topics and places are added. False on an old version.

    The topic that the joined words suggest stands first, unless a person confirmed the wish. Raises ValueError for
    wishes of another letter.
    """
    stood = submissions.proposal(connection, proposal)
    taken = [submissions.proposal(connection, one) for one in others if one != proposal]
    if any(one.submission_id != stood.submission_id or one.merged_into is not None for one in taken):
        raise ValueError("only wishes of one letter can be joined")
    whole = _open(stood, suggest, "\n".join(one.text for one in (stood, *taken)))
    topics = dict.fromkeys(topic for one in (stood, *taken) for topic in one.topics)
    places = {place for one in (stood, *taken) for place in one.places}
    read = whole or Suggested(stood.kind, (), (), 0.0, True, "", "")
    first = [topic for topic in read.topics if topic in topics or not topics]
    wanted = replace(
        judgement_of(stood),
        topics=tuple(dict.fromkeys([*first, *topics])),
        places=tuple(sorted(places or read.places)),
    )
    told = replace(doing, about={"joined": [one.id for one in taken]})
    if not decisions.decide(connection, proposal, version, wanted, told):
        return False
    for one in taken:
        into = replace(judgement_of(one), merged_into=proposal)
        decisions.decide(connection, one.id, one.version, into, replace(doing, about={"joined_to": proposal}))
    _write_text(connection, proposal)
    _keep(connection, proposal, whole)
    return True


def undo(connection: Connection, proposal: int, version: int, doing: Doing, suggest: Suggest | None = None) -> bool:
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
    if last.about:
        now = submissions.proposal(connection, proposal)
        _keep(connection, proposal, _open(now, suggest, now.text))
    return True


def text_at(connection: Connection, proposal: Proposal) -> str:
    """The piece of the letter a wish stands in, as [start, end) counts it."""
    return _piece(connection, proposal)


def _part(stood: Proposal, read: Suggested | None) -> NewMatter:
    """The second part of a wish; always unsure, so that it is looked at."""
    return NewMatter(
        kind=read.kind if read else stood.kind,
        piece=stood.piece,
        start=stood.start,
        end=stood.end,
        text="",
        topics=read.topics if read else stood.topics,
        places=read.places if read else stood.places,
        confidence=read.confidence if read else 0.0,
        unsure=True,
        model_id=read.model_id if read else "",
        suggestion=read.suggestion if read else "",
        due_at=stood.due_at,
        due_reason=stood.due_reason,
    )


def _open(stood: Proposal, suggest: Suggest | None, text: str) -> Suggested | None:
    """What is suggested for a text of a wish that nobody confirmed yet."""
    return suggest(stood, text) if suggest and not stood.confirmed_by else None


def _keep(connection: Connection, proposal: int, read: Suggested | None) -> None:
    if read:
        told = {name: getattr(read, name) for name in ("confidence", "unsure", "model_id", "suggestion")}
        connection.execute(update(proposals).where(proposals.c.id == proposal).values(told))
        queue_index.write(connection, [proposal])


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
