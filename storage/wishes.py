"""Cutting a wish in two, joining wishes of one letter, adding one that was left out, and taking the last step back.

No text is ever lost, and no row: a wish that is taken back is joined to the one beside which it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select, update

from storage import answers, decisions, pieces, queue_index, submissions, threads
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
    """Join other wishes of the same letter into one; their topics and places are added.

    The topic that the joined words suggest stands first, unless a person confirmed the wish. False on an old version,
    and where one of them was joined to a wish before. Raises ValueError for wishes of another letter.
    """
    stood = _held(connection, proposal, version)
    if stood is None:
        return False
    taken = [submissions.proposal(connection, one) for one in others if one != proposal]
    if any(one.submission_id != stood.submission_id for one in taken):
        raise ValueError("only wishes of one letter can be joined")
    if any(one.merged_into is not None for one in (stood, *taken)):
        return False
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
    _put_into(connection, proposal, taken, doing)
    pieces.write_text(connection, proposal)
    _keep(connection, proposal, whole)
    return True


def add(connection: Connection, proposal: int, version: int, new: Sequence[NewMatter], doing: Doing) -> int | None:
    """Make a wish of words of a letter that stand outside all its wishes, beside one of them; returns its id.

    `new` is a matter for each stretch of its words; the first holds what is suggested for all of them, and the others
    are joined to it. None, and nothing changes, when the version of the wish beside is old, another wish has some of
    the words, or they were erased.
    """
    stood = _held(connection, proposal, version)
    if stood is None or not all(pieces.is_free(connection, stood.submission_id, one) for one in new):
        return None
    added = _file(connection, stood.submission_id, new)
    decisions.decide(connection, proposal, version, judgement_of(stood), replace(doing, about={"added": added}))
    first = submissions.proposal(connection, added[0])
    beside = replace(doing, about={"beside": proposal})
    decisions.decide(connection, first.id, first.version, judgement_of(first), beside)
    _put_into(connection, first.id, submissions.proposals_by_id(connection, added[1:]), doing)
    pieces.write_text(connection, first.id)
    return first.id


def worked_on(connection: Connection, proposal: int) -> bool:
    """Whether the last change added a wish that was since judged or has a draft of an answer: it stays added then."""
    last = decisions.last_step(connection, proposal)
    added = last.about.get("added", [])[:1] if last else []
    return any(decisions.last_step(connection, one) for one in added) or bool(answers.of_proposals(connection, added))


def undo(connection: Connection, proposal: int, version: int, doing: Doing, suggest: Suggest | None = None) -> bool:
    """Put back what stood before the last change.

    False when there is none, the version is old, or somebody worked on what was added (`worked_on`).
    """
    stood, last = _held(connection, proposal, version), decisions.last_step(connection, proposal)
    if stood is None or last is None or worked_on(connection, proposal):
        return False
    told = replace(doing, action=decisions.UNDONE, about={"step": last.id})
    decisions.decide(connection, proposal, version, with_fields(judgement_of(stood), last.before), told)
    for other in submissions.proposals_by_id(connection, _others(last)):
        wanted = _moved_back(last, proposal, other)
        decisions.decide(connection, other.id, other.version, wanted, replace(told, about={"with": proposal}))
    pieces.write_text(connection, proposal)
    if last.about.keys() - {"added"}:
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
    known = read or Suggested(stood.kind, stood.topics, stood.places, 0.0, True, "", "")
    looked_at = replace(known, unsure=True)
    return NewMatter(stood.piece, stood.start, stood.end, "", looked_at, stood.due_at, stood.due_reason)


def _open(stood: Proposal, suggest: Suggest | None, text: str) -> Suggested | None:
    """What is suggested for a text of a wish that nobody confirmed yet."""
    return suggest(stood, text) if suggest and not stood.confirmed_by else None


def _keep(connection: Connection, proposal: int, read: Suggested | None) -> None:
    if read:
        told = {name: getattr(read, name) for name in ("confidence", "unsure", "model_id", "suggestion")}
        connection.execute(update(proposals).where(proposals.c.id == proposal).values(told))
        queue_index.write(connection, [proposal])


def _put_into(connection: Connection, proposal: int, others: Iterable[Proposal], doing: Doing) -> None:
    for one in others:
        into = replace(judgement_of(one), merged_into=proposal)
        decisions.decide(connection, one.id, one.version, into, replace(doing, about={"joined_to": proposal}))


def _others(step: Step) -> list[int]:
    """The other wishes that a step made or joined."""
    cut_off = step.about.get("cut_off")
    return [*step.about.get("joined", ()), *step.about.get("added", ()), *([cut_off] if cut_off else [])]


def _moved_back(step: Step, proposal: int, other: Proposal) -> Judgement:
    """What another wish is afterwards: a joined one stands alone again, a cut-off part goes back, an added one too,
    without its words: they are left out again."""
    if other.id in step.about.get("joined", ()):
        return replace(judgement_of(other), merged_into=None)
    end = other.start if other.id in step.about.get("added", ()) else other.end
    return replace(judgement_of(other), merged_into=proposal, end=end)
