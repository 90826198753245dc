"""A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001): one role per unit of a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from classifiers.hashing import hash_string
from classifiers.linear import Linear, quantised

Floats = npt.NDArray[np.float64]
Features = dict[str, float]
"""A unit's features by name, with their values."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Weights of features and of neighbouring roles: `moves[a, b]` is for b after a, its last row for the start."""

    roles: tuple[str, ...]
    hashes: npt.NDArray[np.uint64]
    linear: Linear
    moves: Floats

    def scores(self, units: Sequence[Features]) -> Floats:
        """The score of each role for each unit [units, roles]; unknown features count nothing."""
        weights = self.linear.weights
        found = np.tile(self.linear.biases.astype(np.float64), (len(units), 1))
        for row, features in enumerate(units):
            named = np.array([hash_string(name) for name in features], dtype=np.uint64)
            at = np.minimum(np.searchsorted(self.hashes, named), len(self.hashes) - 1)
            known = self.hashes[at] == named
            values = np.array(list(features.values()))[known]
            found[row] += (values @ weights[at[known]]) * self.linear.scales
        return found

    def best(self, units: Sequence[Features], additions: Mapping[str, Sequence[float]]) -> list[str]:
        """The likeliest roles of a letter's units (Viterbi), with `additions` to each unit's scores of some roles."""
        if not units:
            return []
        scores = self.scores(units)
        for role, added in additions.items():
            scores[:, self.roles.index(role)] += added
        reached = scores[0] + self.moves[-1]
        back = []
        for row in scores[1:]:
            ways = reached[:, None] + self.moves[:-1]
            back.append(ways.argmax(axis=0))
            reached = ways.max(axis=0) + row
        at = int(reached.argmax())
        path = [at]
        for step in reversed(back):
            at = int(step[at])
            path.append(at)
        return [self.roles[role] for role in reversed(path)]

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


def chain(roles: tuple[str, ...], hashes: npt.NDArray[np.uint64], weights: Floats, moves: Floats) -> Chain:
    """A Chain of float weights [features, roles], rounded to 8 bits with a scale per role."""
    linear = quantised(roles, weights.astype(np.float32), np.zeros(len(roles), dtype=np.float32), 1.0)
    return Chain(roles, hashes, linear, moves)
