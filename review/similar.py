"""Proposals that may ask for the same, in other words or another language; a person decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection

from classifiers.language import language_of
from classifiers.pipeline import MODEL, model_id
from classifiers.similar import SHIPPED, Candidate, Described, Likeness, Weights
from classifiers.similar.weights import from_json
from storage import learning, pairs, queue, submissions
from storage.queue import Wanted
from storage.records import Proposal
from storage.store import Store

LOOKED_AT = 200
"""So many of the newest proposals with a topic or place in common are compared."""
SHOWN = 4
LOOKED_THROUGH = 30
KEPT = 10_000
WARMED, BATCH = 2_000, 50
PROPOSAL = ("kind", "proposal")
Read = Callable[[Collection[int]], Iterable[Proposal]]
"""Proposals by id."""


@dataclass(frozen=True, slots=True)
class Similar:
    """Another proposal, how alike the two are (0 to 1), the words both have, and what a person said of them."""

    proposal: Proposal
    share: float
    words: tuple[str, ...]
    relation: str = ""


class Shelf:
    """The likeness index of one process: each version of a proposal is read into it once, when first looked at."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._forget()

    def hold(self, among: Mapping[int, int], read: Read) -> None:
        """Hold the proposals `among` (id -> version); `read` is asked for those whose version is not held."""
        with self._lock:
            self._hold(among, read)

    def nearest(
        self, one: Proposal, among: Mapping[int, int], read: Read, weights: Weights = SHIPPED
    ) -> list[Candidate]:
        """How alike the proposals `among` are to `one`, nearest first; those not alike are left out."""
        with self._lock:
            self._hold(among, read)
            self._index.weights = weights
            found = self._index.query(described(one), LOOKED_THROUGH)
        return [near for near in found if near.id in among]

    def _hold(self, among: Mapping[int, int], read: Read) -> None:
        if self._added > KEPT:
            self._forget()
        for other in read([number for number, version in among.items() if self._held.get(number) != version]):
            self._held[other.id] = other.version
            self._index.add(described(other))
            self._added += 1

    def _forget(self) -> None:
        self._index, self._held, self._added = Likeness(), dict[int, int](), 0


def warm(store: Store, shelf: Shelf, stopped: Callable[[], bool] = lambda: False) -> None:
    """Read the newest into a fresh shelf, a few at a time, so that no page has to wait for it."""
    with store.ask() as connection:
        newest = queue.all_ids(connection, Wanted((PROPOSAL,)), WARMED)
    for start in range(0, len(newest), BATCH):
        if stopped():
            return
        with store.ask() as connection:
            among = {one.id: one.version for one in submissions.versions(connection, newest[start : start + BATCH])}
            shelf.hold(among, partial(submissions.proposals_by_id, connection))


def weights_at_work(connection: Connection, base: Path | None = None) -> Weights:
    """What decides now whether two are suggested: learned here, or shipped.

    `base` is the folder of the model learning starts from, None for the one that came with the program. Raises
    ModelError.
    """
    learned = learning.at_work(connection, model_id(base or MODEL), (learning.LIKENESS,))
    return from_json(learned.parameters) if learned else SHIPPED


def similar_to(connection: Connection, shelf: Shelf, proposal: Proposal, weights: Weights = SHIPPED) -> list[Similar]:
    """The nearest of the newest with the same first topic or a common place, without what was called different."""
    said = pairs.related_to(connection, proposal.id)
    facets = [("topic", topic) for topic in proposal.topics[:1]] + [("place", place) for place in proposal.places]
    near = {one for facet in facets for one in queue.all_ids(connection, Wanted((facet, PROPOSAL)), LOOKED_AT)}
    among = {
        one.id: one.version
        for one in submissions.versions(connection, near | said.keys())
        if one.submission_id != proposal.submission_id and said.get(one.id) != pairs.DIFFERENT
    }
    found = shelf.nearest(proposal, among, partial(submissions.proposals_by_id, connection), weights)
    shown = [one for one in found if one.id in said or one.score >= weights.shown][:SHOWN]
    whole = {one.id: one for one in submissions.proposals_by_id(connection, [one.id for one in shown])}
    return [Similar(whole[one.id], one.score, one.words, said.get(one.id, "")) for one in shown if one.id in whole]


def together(connection: Connection, proposals: tuple[Proposal, ...], base: Path | None = None) -> Mapping[int, int]:
    """Proposal -> the first of those that ask for the same: put into one group by a person, or surely alike.

    What a person called different never comes together. `base` as for `weights_at_work`.
    """
    different = pairs.different_among(connection, [one.id for one in proposals])
    return _together(proposals, different, weights_at_work(connection, base))


@lru_cache(maxsize=4)
def _together(
    proposals: tuple[Proposal, ...], different: frozenset[tuple[int, int]], weights: Weights
) -> Mapping[int, int]:
    """Asked again for each reader of a digest about the same week, and read once."""
    index, firsts = Likeness(map(described, proposals), weights), dict[int, int]()
    by_group: dict[int, int] = {}
    for one in proposals:
        barred = {firsts.get(other) for pair in different if one.id in pair for other in pair}
        alike = (firsts[near.id] for near in index.group(described(one)) if near.id in firsts)
        near = next((first for first in alike if first not in barred), one.id)
        firsts[one.id] = by_group.get(one.group_id or 0) or near
        if one.group_id:
            by_group.setdefault(one.group_id, firsts[one.id])
    return firsts


def described(one: Proposal) -> Described:
    """A proposal as the likeness index takes it."""
    return Described(one.id, one.text, one.topics, one.places, language_of(one.text) or "lv")
