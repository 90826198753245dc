"""Cutting a wish in two, joining wishes of one letter, and taking the last step back. No text is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select, update

from storage import decisions, pieces, queue_index, submissions, threads
from storage.decisions import Doing, Judgement, Step, judgement_of, with_fields
from storage.records import NewMatter, Proposal, Suggested
from storage.tables import proposals

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
    stood = _held(connection, proposal, version)
    if stood is None:
        return None
    if not stood.start < at < stood.end:
        raise ValueError(f"character {at} is not inside the wish")
    piece = pieces.text_of(connection, stood.submission_id, stood.piece)
    tail = piece[at : stood.end]
    new = replace(_part(stood, suggest(stood, tail.strip()) if suggest else None), text=tail.strip())
    new = replace(new, start=at + len(tail) - len(tail.lstrip()))
    added = _file(connection, stood.submission_id, [new])[0]
    told = replace(doing, about={"cut_off": added})
    head = _open(stood, suggest, piece[stood.start : at].strip())
    wanted = replace(judgement_of(stood), end=at)
    wanted = replace(wanted, topics=head.topics, places=head.places) if head else wanted
    decisions.decide(connection, proposal, version, wanted, told)
    pieces.write_text(connection, proposal)
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
    stood = _held(connection, proposal, version)
    if stood is None:
        return False
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
    decisions.decide(connection, proposal, version, wanted, told)
    for one in taken:
        into = replace(judgement_of(one), merged_into=proposal)
        decisions.decide(connection, one.id, one.version, into, replace(doing, about={"joined_to": proposal}))
    pieces.write_text(connection, proposal)
    _keep(connection, proposal, whole)
    return True


def undo(connection: Connection, proposal: int, version: int, doing: Doing, suggest: Suggest | None = None) -> bool:
    """Put back what stood before the last change; False when there is none or the version is old."""
    stood, last = _held(connection, proposal, version), decisions.last_step(connection, proposal)
    if stood is None or last is None:
        return False
    told = replace(doing, action=decisions.UNDONE, about={"step": last.id})
    decisions.decide(connection, proposal, version, with_fields(judgement_of(stood), last.before), told)
    for number, into in _moved_back(last, proposal):
        other = submissions.proposal(connection, number)
        wanted: Judgement = replace(judgement_of(other), merged_into=into)
        decisions.decide(connection, number, other.version, wanted, replace(told, about={"with": proposal}))
    pieces.write_text(connection, proposal)
    if last.about:
        now = submissions.proposal(connection, proposal)
        _keep(connection, proposal, _open(now, suggest, now.text))
    return True


def _held(connection: Connection, proposal: int, version: int) -> Proposal | None:
    """A wish that is still at `version`; two people who change the wishes of one letter do so one after the other."""
    letter = submissions.proposal(connection, proposal).submission_id
    wishes = select(proposals.c.id).where(proposals.c.submission_id == letter).order_by(proposals.c.id)
    connection.execute(wishes.with_for_update(key_share=True)).all()
    stood = submissions.proposal(connection, proposal)
    return stood if stood.version == version else None


def _file(connection: Connection, submission: int, new: Sequence[NewMatter]) -> list[int]:
    """File wishes behind all others of their letter; returns their ids."""
    position, _ = threads.next_numbers(connection, submission)
    return submissions.add_matters(connection, submission, new, position)


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
