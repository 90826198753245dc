"""Learns which of several ways to split a letter is right: multinomial regression over a letter's candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize

from classifiers.wishes.choosing import chosen
from classifiers.wishes.sequence import Features, Floats

Term = Callable[[Floats], tuple[float, Floats]]
"""A summand of what is minimised, with its gradient."""
Numbers = npt.NDArray[np.int64]
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """What weights are drawn towards before any letter moves them, and how strongly.

    On the letters `kept`, marked or not, the ways shall stay as likely as the weights `towards` make them; each such
    letter weighs `keeping` (Li and Hoiem, Learning without Forgetting, 2016).
    """

    towards: Mapping[str, float]
    strength: float
    kept: Sequence[Compared] = ()
    keeping: float = 0.0


FIRST = Drawing(EXPECTED, REGULARISATION)


def prefer(
    letters: Sequence[Compared], drawing: Drawing = FIRST, mix: Mapping[int, float] | None = MIX
) -> dict[str, float]:
    """The weight of each feature, by which the ways that agree best with the marks become likely.

    Letters weigh by `mix`, each number of wishes as much as its share there; with None each letter weighs 1.
    """
    counts = Counter(name for letter in letters for name in set[str]().union(*letter.ways))
    names = sorted({name for name, count in counts.items() if count >= SEEN_AT_LEAST} | drawing.towards.keys())
    columns = {name: column for column, name in enumerate(names)}
    drawn = np.array([drawing.towards.get(name, 0.0) for name in names])
    terms = [_of_marks(letters, columns, mix)]
    terms += [_of_kept(drawing, columns, drawn)] if drawing.kept else []

    def loss(flat: Floats) -> tuple[float, Floats]:
        values, gradients = zip(*(term(flat) for term in terms), strict=True)
        off = flat - drawn
        pull = drawing.strength / 2 * float(off @ off)
        return sum(values) + pull, np.sum(gradients, axis=0) + drawing.strength * off

    found = minimize(loss, drawn, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(weight), 4) for name, weight in zip(names, found.x, strict=True) if abs(weight) >= 5e-4}


def _of_marks(letters: Sequence[Compared], columns: dict[str, int], mix: Mapping[int, float] | None) -> Term:
    """How unlikely the ways are that agree best with the marks."""
    matrix, starts, owners = _matrix(letters, columns)
    best = np.concatenate([letter.best for letter in letters])
    weights = _importance(letters, mix) if mix else np.ones(len(letters))

    def term(flat: Floats) -> tuple[float, Floats]:
        scores = matrix @ flat
        total, shares = _softmax(scores, starts, owners)
        right, among = _softmax(np.where(best, scores, -1e9), starts, owners)
        return float((weights * (total - right)).sum()), matrix.T @ ((shares - among) * weights[owners])

    return term


def _of_kept(drawing: Drawing, columns: dict[str, int], drawn: Floats) -> Term:
    """How far the ways of the kept letters are from as likely as they were (cross entropy)."""
    matrix, starts, owners = _matrix(drawing.kept, columns)
    _, before = _softmax(matrix @ drawn, starts, owners)

    def term(flat: Floats) -> tuple[float, Floats]:
        scores = matrix @ flat
        total, shares = _softmax(scores, starts, owners)
        value = float(total.sum() - before @ scores)
        return drawing.keeping * value, drawing.keeping * (matrix.T @ (shares - before))

    return term


def counted(letters: Sequence[Compared], choice: Mapping[str, float]) -> float:
    """The share of letters of which the way that `choice` chooses has the right number of wishes; 1 without any."""
    right = [letter.counted[chosen(letter.ways, choice)] for letter in letters]
    return sum(right) / len(right) if right else 1.0


def _importance(letters: Sequence[Compared], mix: Mapping[int, float]) -> Floats:
    kinds = [min(max(letter.wishes, 1), max(mix)) for letter in letters]
    share = {kind: mix[kind] / count for kind, count in Counter(kinds).items()}
    return np.array([share[kind] for kind in kinds]) * len(letters)


def _matrix(letters: Sequence[Compared], columns: dict[str, int]) -> tuple[sp.csr_matrix, Numbers, Numbers]:
    """The features of all ways, the row at which each letter's begin, the letter of each row."""
    rows = [way for letter in letters for way in letter.ways]
    cells = [
        (row, columns[name], value) for row, way in enumerate(rows) for name, value in way.items() if name in columns
    ]
    at, where, values = zip(*cells, strict=True)
    starts = np.cumsum([0, *(len(letter.ways) for letter in letters)])
    owners = np.repeat(np.arange(len(letters)), np.diff(starts))
    return sp.csr_matrix((values, (at, where)), shape=(len(rows), len(columns))), starts, owners


def _softmax(scores: Floats, starts: Numbers, owners: Numbers) -> tuple[Floats, Floats]:
    """Per letter the logarithm of the sum of powers, per way its share."""
    highest = np.maximum.reduceat(scores, starts[:-1])
    powers = np.exp(scores - highest[owners])
    sums = np.add.reduceat(powers, starts[:-1])
    return highest + np.log(sums), powers / sums[owners]
