"""Proposals that may ask for the same, in other words or another language; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection

from classifiers.language import language_of
from classifiers.similar import Described, Likeness
from storage import desk, queue, submissions
from storage.queue import Wanted
from storage.records import Proposal

LOOKED_AT = 200
"""So many of the newest proposals with a topic or place in common are compared."""
SHOWN = 4
ENOUGH = 0.25
LOOKED_THROUGH = 30
KEPT = 10_000
PROPOSAL = ("kind", "proposal")


@dataclass(frozen=True, slots=True)
class Similar:
    """Another proposal, how alike the two are (0 to 1), the words both have, and what a person said of them."""

    proposal: Proposal
    share: float
    words: tuple[str, ...]
    relation: str = ""


class Shelf:
    """The likeness index of one process: each proposal is read into it when first looked at, and again when changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index, self._told = Likeness(), dict[int, Described]()

    def compare(self, one: Proposal, others: Sequence[Proposal]) -> list[Similar]:
        """How alike each of `others` is to `one`, nearest first; what is not alike at all is left out."""
        by_id = {other.id: other for other in others}
        with self._lock:
            if len(self._told) > KEPT:
                self._index, self._told = Likeness(), {}
            for other in map(_described, others):
                if self._told.get(other.id) != other:
                    self._told[other.id] = other
                    self._index.add(other)
            found = self._index.query(_described(one), LOOKED_THROUGH)
        return [Similar(by_id[near.id], near.score, near.words) for near in found if near.id in by_id]


def similar_to(connection: Connection, shelf: Shelf, proposal: Proposal) -> list[Similar]:
    """The nearest of the newest with the same first topic or a common place, without what was called different."""
    said = desk.related_to(connection, proposal.id)
    facets = [("topic", topic) for topic in proposal.topics[:1]] + [("place", place) for place in proposal.places]
    near = {one for facet in facets for one in queue.all_ids(connection, Wanted((facet, PROPOSAL)), LOOKED_AT)}
    others = [
        one
        for one in submissions.proposals_by_id(connection, (near | said.keys()) - {proposal.id})
        if one.submission_id != proposal.submission_id and said.get(one.id) != "different"
    ]
    found = [
        Similar(one.proposal, one.share, one.words, said.get(one.proposal.id, ""))
        for one in shelf.compare(proposal, others)
    ]
    return [one for one in found if one.relation or one.share >= ENOUGH][:SHOWN]


def _described(one: Proposal) -> Described:
    return Described(one.id, one.text, one.topics, one.places, language_of(one.text) or "lv")
