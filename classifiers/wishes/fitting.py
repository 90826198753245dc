"""Fits the chain to units whose roles are known: L-BFGS on the likelihood of their roles, deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize

from classifiers.hashing import hash_string
from classifiers.wishes.sequence import Chain, Features, Floats, chain

ROLES = ("begin", "inside", "ground", "greeting", "thanks", "question", "signature", "other")
SEEN_AT_LEAST = 2
REGULARISATION = 1.0
AGAINST_BEGINNING = 0.5
"""A begin costs this much: splitting a wish in two is as bad as missing one, and most letters have one."""
ROUNDS = 70


@dataclass(frozen=True, slots=True)
class _Batch:
    """All letters side by side, the longest first: `rows[letter, step]` is a unit's row in the features, -1 past a
    letter's end; `going[step]` is how many letters have a unit there."""

    matrix: sp.csr_matrix
    gold: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        return self.rows >= 0

    @property
    def going(self) -> list[int]:
        return [int(count) for count in self.inside.sum(axis=0)]


def fit(letters: Sequence[Sequence[Features]], gold: Sequence[Sequence[str]]) -> Chain:
    """The chain that makes the roles `gold` of the letters' units likeliest, with an L2 penalty."""
    hashes = _vocabulary(letters)
    batch = _Batch(
        _matrix(letters, hashes), np.array([ROLES.index(r) for roles in gold for r in roles]), _rows(letters)
    )
    width, roles = len(hashes), len(ROLES)
    counts = _counts(batch, roles)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, moves = flat[: width * roles].reshape(width, roles), flat[width * roles :].reshape(roles + 1, roles)
        value, units, pairs = _expected(batch, batch.matrix @ weights, moves)
        gradient = np.concatenate([(batch.matrix.T @ units).ravel(), (pairs - counts).ravel()])
        return value - float((moves * counts).sum()) + REGULARISATION / 2 * float(
            flat @ flat
        ), gradient + REGULARISATION * flat

    found = minimize(
        loss, np.zeros(width * roles + (roles + 1) * roles), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    moves = found.x[width * roles :].reshape(roles + 1, roles)
    moves[:, ROLES.index("begin")] -= AGAINST_BEGINNING
    return chain(ROLES, hashes, found.x[: width * roles].reshape(width, roles), moves)


def _vocabulary(letters: Sequence[Sequence[Features]]) -> npt.NDArray[np.uint64]:
    seen = Counter(name for letter in letters for name in {name for unit in letter for name in unit})
    return np.array(
        sorted(hash_string(name) for name, count in seen.items() if count >= SEEN_AT_LEAST), dtype=np.uint64
    )


def _matrix(letters: Sequence[Sequence[Features]], hashes: npt.NDArray[np.uint64]) -> sp.csr_matrix:
    columns = {int(hash_): column for column, hash_ in enumerate(hashes)}
    units = [unit for letter in letters for unit in letter]
    cells = [
        (row, columns[hash_], value)
        for row, unit in enumerate(units)
        for name, value in unit.items()
        if (hash_ := hash_string(name)) in columns
    ]
    rows, where, values = zip(*cells, strict=True)
    return sp.csr_matrix((values, (rows, where)), shape=(len(units), len(hashes)))


def _rows(letters: Sequence[Sequence[Features]]) -> npt.NDArray[np.int64]:
    starts = np.cumsum([0, *map(len, letters)])
    longest_first = sorted(range(len(letters)), key=lambda number: -len(letters[number]))
    rows = np.full((len(letters), len(letters[longest_first[0]])), -1)
    for row, number in enumerate(longest_first):
        rows[row, : len(letters[number])] = range(starts[number], starts[number + 1])
    return rows


def _counts(batch: _Batch, roles: int) -> Floats:
    """How often each role follows each other in the marked letters, the last row for a letter's first unit."""
    counts = np.zeros((roles + 1, roles))
    counts[-1] = np.bincount(batch.gold[batch.rows[:, 0]], minlength=roles)
    both = batch.inside[:, 1:]
    np.add.at(counts, (batch.gold[batch.rows[:, :-1][both]], batch.gold[batch.rows[:, 1:][both]]), 1)
    return counts


def _expected(batch: _Batch, scores: Floats, moves: Floats) -> tuple[float, Floats, Floats]:
    """Negative log-likelihood but for the moves, its gradient [units, roles], expected moves (forward-backward)."""
    going, inside = batch.going, batch.inside
    padded = np.where(inside[:, :, None], scores[batch.rows], 0.0)
    forward, backward, between = np.zeros_like(padded), np.zeros_like(padded), np.exp(moves[:-1])
    forward[:, 0] = padded[:, 0] + moves[-1]
    for step, many in enumerate(going[1:], 1):
        forward[:many, step] = _log_product(forward[:many, step - 1], between) + padded[:many, step]
    for step, many in reversed(list(enumerate(going[1:]))):
        ahead = padded[:many, step + 1] + backward[:many, step + 1]
        backward[:many, step] = _log_product(ahead, between.T)
    total = _log_sum(forward[:, 0] + backward[:, 0])
    units = np.zeros((len(scores), len(between)))
    units[batch.rows[inside]] = np.exp(forward + backward - total[:, None, None])[inside]
    pairs = np.zeros_like(moves)
    pairs[-1] = np.exp(forward[:, 0] + backward[:, 0] - total[:, None]).sum(axis=0)
    for step, many in enumerate(going[1:], 1):
        before, after = forward[:many, step - 1], padded[:many, step] + backward[:many, step]
        most = before.max(axis=1, keepdims=True)
        pairs[:-1] += between * (np.exp(before - most).T @ np.exp(after + most - total[:many, None]))
    units[np.arange(len(units)), batch.gold] -= 1
    value = float(total.sum() - scores[np.arange(len(scores)), batch.gold].sum())
    return value, units, pairs


def _log_product(values: Floats, between: Floats) -> Floats:
    """The logarithm of exp(values) @ between, without overflow."""
    highest = values.max(axis=1, keepdims=True)
    return np.asarray(np.log(np.exp(values - highest) @ between) + highest)


def _log_sum(values: Floats) -> Floats:
    highest = values.max(axis=1, keepdims=True)
    return np.asarray(np.log(np.exp(values - highest).sum(axis=1)) + highest[:, 0])
