"""Proposals that may ask for the same, by topic, place and shared words; a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from storage import desk, queue, submissions
from storage.queue import Wanted
from storage.records import Proposal

LOOKED_AT = 200
SHOWN = 4
ENOUGH = 0.15


@dataclass(frozen=True, slots=True)
class Similar:
    """Another proposal, how many of the words the two share (0 to 1), and what a person said of them."""

    proposal: Proposal
    share: float
    relation: str = ""


def similar_to(connection: Connection, proposal: Proposal) -> list[Similar]:
    """The nearest of the newest with the same first topic, nearest first, without what was called different."""
    if not proposal.topics:
        return []
    said = desk.related_to(connection, proposal.id)
    near = queue.all_ids(connection, Wanted((("topic", proposal.topics[0]), ("kind", "proposal"))), LOOKED_AT)
    keys = desk.keys_of(connection, {*near, proposal.id})
    own = keys.get(proposal.id, frozenset())
    chosen = [
        Similar(one, _share(own, keys.get(one.id, frozenset())), said.get(one.id, ""))
        for one in submissions.proposals_by_id(connection, set(near) - {proposal.id})
        if one.submission_id != proposal.submission_id and said.get(one.id) != "different"
    ]
    fits = [one for one in chosen if one.relation or (_same_place(one.proposal, proposal) and one.share >= ENOUGH)]
    return sorted(fits, key=lambda one: (-one.share, one.proposal.id))[:SHOWN]


def _same_place(one: Proposal, other: Proposal) -> bool:
    return not one.places or not other.places or bool(set(one.places) & set(other.places))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard's index of the two sets of stems."""
    return len(one & other) / len(one | other) if one | other else 0.0
