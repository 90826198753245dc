"""Learns which of several ways to split a letter is right: multinomial regression over a letter's candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize

from classifiers.wishes.choosing import chosen
from classifiers.wishes.sequence import Features, Floats

MIX = {1: 0.62, 2: 0.24, 3: 0.14}
"""How many letters have one, two, three or more wishes, as they come in: 137 proposals came from 108 submitters. The
marked letters have more, so that there is more to learn; each kind weighs as much as it will count."""
REGULARISATION = 8.0
SEEN_AT_LEAST = 5
COUNT_WORTH = 2.0
"""The right number of wishes is worth so many times all wishes alone."""

EXPECTED = {"score": 1.0, "items some": -2.5, "items all asking all": 1.5, "items none asking none": 1.0}
"""What is known before any letter was marked: the chain's own score counts, a list's items are all wishes or none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The ways to split a marked letter: features of each, whether its number is right, which share is alone."""

    wishes: int
    ways: tuple[Features, ...]
    counted: tuple[bool, ...]
    alone: tuple[float, ...]

    @property
    def best(self) -> npt.NDArray[np.bool_]:
        """Which ways agree best with the marks."""
        worth = COUNT_WORTH * np.array(self.counted) + np.array(self.alone)
        return np.asarray(worth >= worth.max() - 1e-9)


def prefer(
    letters: Sequence[Compared],
    towards: Mapping[str, float] = EXPECTED,
    drawing: float = REGULARISATION,
    mix: Mapping[int, float] | None = MIX,
) -> dict[str, float]:
    """The weight of each feature, drawn with the strength `drawing` towards the weights `towards`.

    Letters weigh by `mix`, each number of wishes as much as its share there; with None each letter weighs 1.
    """
    counts = Counter(name for letter in letters for name in set[str]().union(*letter.ways))
    names = sorted({name for name, count in counts.items() if count >= SEEN_AT_LEAST} | towards.keys())
    matrix, starts = _matrix(letters, {name: column for column, name in enumerate(names)})
    best = np.concatenate([letter.best for letter in letters])
    drawn = np.array([towards.get(name, 0.0) for name in names])
    weights = _importance(letters, mix) if mix else np.ones(len(letters))
    owners = np.repeat(np.arange(len(letters)), np.diff(starts))

    def loss(flat: Floats) -> tuple[float, Floats]:
        scores = matrix @ flat
        total, shares = _softmax(scores, starts, owners)
        right, among = _softmax(np.where(best, scores, -1e9), starts, owners)
        off = flat - drawn
        value = float((weights * (total - right)).sum()) + drawing / 2 * float(off @ off)
        return value, matrix.T @ ((shares - among) * weights[owners]) + drawing * off

    found = minimize(loss, drawn, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(weight), 4) for name, weight in zip(names, found.x, strict=True) if abs(weight) >= 5e-4}


def counted(letters: Sequence[Compared], choice: Mapping[str, float]) -> float:
    """The share of letters of which the way that `choice` chooses has the right number of wishes; 1 without any."""
    right = [letter.counted[chosen(letter.ways, choice)] for letter in letters]
    return sum(right) / len(right) if right else 1.0


def _importance(letters: Sequence[Compared], mix: Mapping[int, float]) -> Floats:
    kinds = [min(max(letter.wishes, 1), max(mix)) for letter in letters]
    share = {kind: mix[kind] / count for kind, count in Counter(kinds).items()}
    return np.array([share[kind] for kind in kinds]) * len(letters)


def _matrix(letters: Sequence[Compared], columns: dict[str, int]) -> tuple[sp.csr_matrix, npt.NDArray[np.int64]]:
    rows = [way for letter in letters for way in letter.ways]
    cells = [
        (row, columns[name], value) for row, way in enumerate(rows) for name, value in way.items() if name in columns
    ]
    at, where, values = zip(*cells, strict=True)
    starts = np.cumsum([0, *(len(letter.ways) for letter in letters)])
    return sp.csr_matrix((values, (at, where)), shape=(len(rows), len(columns))), starts


def _softmax(scores: Floats, starts: npt.NDArray[np.int64], owners: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Per letter the logarithm of the sum of powers, per way its share."""
    highest = np.maximum.reduceat(scores, starts[:-1])
    powers = np.exp(scores - highest[owners])
    sums = np.add.reduceat(powers, starts[:-1])
    return highest + np.log(sums), powers / sums[owners]
