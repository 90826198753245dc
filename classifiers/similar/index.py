"""The likeness index: add, remove, ask. Words, ideas, topics and places are each weighed; the place decides doubts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np

from classifiers.similar.features import Features, damped, features
from classifiers.similar.nouns import Candidate, Described
from classifiers.similar.postings import Floats, Postings
from classifiers.similar.weights import SHIPPED, Evidence, Weights, Where

COMMONEST = 0.1
SHORT_LIST = 100
MOST_WORDS = 6


class Likeness:
    """Proposals in memory, by what they ask for and where. Suggests candidates; merging is a person's decision.

    `weights` may be exchanged at any time: they weigh what is found, not what is kept.
    """

    def __init__(self, proposals: Iterable[Described] = (), weights: Weights = SHIPPED) -> None:
        self.weights = weights
        self._rows: dict[int, int] = {}
        self._told: list[Described | None] = []
        self._names: dict[str, int] = {}
        self._held: list[array[int]] = []
        self._topical: set[int] = set()
        self._words, self._ideas, self._topics = Postings(COMMONEST), Postings(COMMONEST), Postings()
        for one in proposals:
            self.add(one)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, one: Described) -> None:
        """Take a proposal up; one with a known id takes the place of the old."""
        self.remove(one.id)
        found = features(one)
        self._words.add(damped(found.words))
        self._ideas.add(damped(found.ideas))
        self._topics.add(found.topics)
        self._rows[one.id] = len(self._told)
        self._told.append(one)
        names = found.words.keys() | found.ideas.keys()
        self._held.append(array("i", sorted(self._names.setdefault(name, len(self._names)) for name in names)))
        self._topical.update(self._names[name] for name in found.matters)

    def remove(self, chosen: int) -> None:
        """Forget a proposal, text and all; an unknown id is no fault."""
        row = self._rows.pop(chosen, None)
        if row is not None:
            self._told[row], self._held[row] = None, array("i")

    def query(self, one: Described, most: int = 5) -> list[Candidate]:
        """The likeliest partners of a proposal, best first; itself is none."""
        found = features(one)
        left = self.weights.left_by_place
        scores = self._scores(found)
        rows = self._likeliest(scores, one)
        placed = sorted(((scores[row] * left[_where(one, other)], row, other) for row, other in rows), key=_order)
        return [self._candidate(one, row, found, float(score)) for score, row, _ in placed[:most] if score > 0]

    def group(self, one: Described) -> list[Candidate]:
        """Those that ask for the same so surely that a group is suggested; empty for most proposals."""
        return [candidate for candidate in self.query(one) if candidate.alike]

    def evidence(self, one: Described, chosen: int) -> Evidence:
        """What a proposal has in common with one that is held. Raises KeyError for an unknown id."""
        row, found = self._rows[chosen], features(one)
        words, ideas, topics = (float(block[row]) for block in self._cosines(found))
        other = self._held_at(row)
        return Evidence(
            words, ideas, topics, _where(one, other), self._common_matters(found, frozenset(self._held[row]))
        )

    def _cosines(self, found: Features) -> tuple[Floats, Floats, Floats]:
        return (
            self._words.scores(damped(found.words)),
            self._ideas.scores(damped(found.ideas)),
            self._topics.scores(found.topics),
        )

    def _scores(self, found: Features) -> Floats:
        words, ideas, topics = self._cosines(found)
        return self.weights.words * words + self.weights.ideas * ideas + self.weights.topics * topics

    def _held_at(self, row: int) -> Described:
        other = self._told[row]
        assert other is not None, "a forgotten row is no candidate"
        return other

    def _likeliest(self, scores: Floats, one: Described) -> Sequence[tuple[int, Described]]:
        first = np.argpartition(-scores, SHORT_LIST)[:SHORT_LIST] if len(scores) > SHORT_LIST else range(len(scores))
        told = ((int(row), self._told[int(row)]) for row in first)
        return [(row, other) for row, other in told if other is not None and other.id != one.id]

    def _candidate(self, one: Described, row: int, found: Features, score: float) -> Candidate:
        other = self._held_at(row)
        held = frozenset(self._held[row])
        topic = one.topics[0] if one.topics and other.topics and one.topics[0] == other.topics[0] else ""
        return Candidate(
            id=other.id,
            score=score,
            alike=self.weights.joins(score, _where(one, other), self._common_matters(found, held)),
            text=one.text,
            other_text=other.text,
            words=self._shared(found, held),
            places=tuple(place for place in one.places if place in other.places),
            topic=topic,
        )

    def _common_matters(self, found: Features, held: frozenset[int]) -> float:
        """The share of the topical ideas of two texts that both name (Jaccard's index); 0 where neither names any."""
        theirs = held & self._topical
        ours = {self._names.get(name, -1) for name in found.matters}
        return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0

    def _shared(self, found: Features, held: frozenset[int]) -> tuple[str, ...]:
        words = [(self._words.idf(name), name) for name in found.words if self._names.get(name) in held]
        ideas = [(self._ideas.idf(name), name) for name in found.ideas if self._names.get(name) in held]
        return tuple(dict.fromkeys(found.spoken[name] for _, name in sorted(words + ideas, reverse=True)))[:MOST_WORDS]


def _order(row: tuple[float, int, Described]) -> tuple[float, int]:
    return -row[0], row[1]


def _where(one: Described, other: Described) -> Where:
    if one.places and other.places:
        return Where.SAME if set(one.places) & set(other.places) else Where.OTHER
    return Where.ONE_NAMES_ANY if one.places or other.places else Where.NEITHER_NAMES_ANY
