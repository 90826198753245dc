"""A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): one role per unit of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from classifiers.features import HASH, Hashes
from classifiers.hashing import hash_string
from classifiers.linear import Linear, quantised

Floats = npt.NDArray[np.float64]
Roles = npt.NDArray[np.int64]
LIGHT = 0.02
Features = dict[str, float]
"""A unit's features by name, with their values."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Weights of features and of neighbouring roles: `moves[a, b]` is for b after a, its last row for the start."""

    roles: tuple[str, ...]
    hashes: Hashes
    linear: Linear
    moves: Floats

    def scores(self, units: Sequence[Features]) -> Floats:
        """The score of each role for each unit [units, roles]; unknown features count nothing."""
        weights = self.linear.weights
        found = np.tile(self.linear.biases.astype(np.float64), (len(units), 1))
        for row, features in enumerate(units):
            named = np.array([hash_string(name) & HASH for name in features], dtype=np.uint32)
            at = np.minimum(np.searchsorted(self.hashes, named), len(self.hashes) - 1)
            known = self.hashes[at] == named
            values = np.array(list(features.values()))[known]
            found[row] += (values @ weights[at[known]]) * self.linear.scales
        return found

    def to_disk(self, path: Path) -> None:
        """Write the arrays into the folder `path`."""
        self.linear.to_disk(path)
        np.save(path / "hashes.npy", self.hashes)
        np.save(path / "moves.npy", self.moves)

    @classmethod
    def from_disk(cls, path: Path) -> Chain:
        """Read what `to_disk` wrote."""
        linear = Linear.from_disk(path)
        return cls(linear.labels, np.load(path / "hashes.npy"), linear, np.load(path / "moves.npy"))


def best_paths(scores: Floats, moves: Floats) -> Roles:
    """The likeliest roles [ways, units] of a letter's units (Viterbi) for each of `scores` [ways, units, roles]."""
    ways, units, _ = scores.shape
    reached = scores[:, 0] + moves[-1]
    back = np.zeros(scores.shape, dtype=np.int64)
    for unit in range(1, units):
        steps = reached[:, :, None] + moves[:-1]
        back[:, unit] = steps.argmax(axis=1)
        reached = steps.max(axis=1) + scores[:, unit]
    paths = np.empty((ways, units), dtype=np.int64)
    paths[:, -1] = reached.argmax(axis=1)
    for unit in range(units - 1, 0, -1):
        paths[:, unit - 1] = back[np.arange(ways), unit, paths[:, unit]]
    return paths


def path_scores(scores: Floats, moves: Floats, paths: Roles) -> Floats:
    """The score of each of `paths` [ways, units] by `scores` [units, roles]."""
    own = scores[np.arange(len(scores)), paths].sum(axis=1)
    return np.asarray(own + moves[-1][paths[:, 0]] + moves[paths[:, :-1], paths[:, 1:]].sum(axis=1))


def chain(roles: tuple[str, ...], hashes: npt.NDArray[np.uint64], weights: Floats, moves: Floats) -> Chain:
    """A Chain of float weights [features, roles], rounded to 8 bits with a scale per role; light ones are left.

    Of the hashes their last 32 bits are kept.
    """
    heavy = np.flatnonzero(np.abs(weights).max(axis=1) >= LIGHT)
    short = (hashes[heavy] & np.uint64(HASH)).astype(np.uint32)
    order = np.argsort(short, kind="stable")
    kept = weights[heavy[order]].astype(np.float32)
    linear = quantised(roles, kept, np.zeros(len(roles), dtype=np.float32), 1.0)
    return Chain(roles, short[order], linear, moves)
