"""Fits the span step to marked letters: L-BFGS on the likelihood of their roles, deterministic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize
from spacy.util import load_model_from_path

from classifiers.components.wishes import Wishes
from classifiers.hashing import hash_string
from classifiers.wishes.letters import MarkedLetter
from classifiers.wishes.recombining import recombined
from classifiers.wishes.sequence import Chain, Features, Floats, chain
from classifiers.wishes.units import Unit, units

ROLES = ("begin", "inside", "ground", "greeting", "thanks", "question", "signature", "other")
SEEN_AT_LEAST = 2
REGULARISATION = 1.0
RECOMBINED = 2
AGAINST_BEGINNING = 0.5
"""A begin costs this much: splitting a wish in two is as bad as missing one, and most letters have one."""
ROUNDS = 70


def train(letters: Sequence[MarkedLetter], output: Path) -> None:
    """Fit the component `wishes` of the trained pipeline in `output` to marked letters and save it there too."""
    learner = Wishes(load_model_from_path(output))  # another pipeline: the words it meets stay out of the saved one
    nlp = load_model_from_path(output)
    if "wishes" not in nlp.component_names:
        nlp.add_pipe("wishes")
        nlp.disable_pipe("wishes")
    nlp.get_pipe("wishes").chain = learn(learner, letters)  # type: ignore[attr-defined] # a Wishes
    nlp.to_disk(output)


def learn(component: Wishes, letters: Sequence[MarkedLetter]) -> Chain:
    """The chain fitted to marked letters and to letters recombined from them."""
    return fit(*examples(component, [*letters, *recombined(letters, RECOMBINED)]))


def examples(component: Wishes, letters: Sequence[MarkedLetter]) -> tuple[list[list[Features]], list[list[str]]]:
    """The features and the marked roles of the units of each letter."""
    spans = [units(letter.text) for letter in letters]
    features = [
        component.features(letter.subject, letter.text, cut) for letter, cut in zip(letters, spans, strict=True)
    ]
    return features, [roles_of(letter, cut) for letter, cut in zip(letters, spans, strict=True)]


def roles_of(letter: MarkedLetter, units: Sequence[Unit]) -> list[str]:
    """The role of each unit by the part that holds most of it; a wish's first unit begins it."""
    begun: set[int] = set()
    found = []
    for unit in units:
        part = max(letter.parts, key=lambda part: min(part.end, unit.end) - max(part.start, unit.start))
        if part.role != "wish":
            found.append(part.role if part.role in ROLES else "other")
        else:
            found.append("inside" if part.wish in begun else "begin")
            begun.add(part.wish)
    return found


@dataclass(frozen=True, slots=True)
class _Batch:
    """All letters side by side: `rows[letter, step]` is a unit's row in the features, -1 past a letter's end."""

    matrix: sp.csr_matrix
    gold: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    @property
    def inside(self) -> npt.NDArray[np.bool_]:
        return self.rows >= 0


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
    rows = np.full((len(letters), max(map(len, letters))), -1)
    start = 0
    for number, letter in enumerate(letters):
        rows[number, : len(letter)] = range(start, start + len(letter))
        start += len(letter)
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
    steps, inside = batch.rows.shape[1], batch.inside
    padded = np.where(inside[:, :, None], scores[batch.rows], 0.0)
    forward, backward = np.empty_like(padded), np.zeros_like(padded)
    forward[:, 0] = padded[:, 0] + moves[-1]
    for step in range(1, steps):
        ways = _log_sum(forward[:, step - 1, :, None] + moves[:-1], axis=1) + padded[:, step]
        forward[:, step] = np.where(inside[:, step, None], ways, forward[:, step - 1])
    for step in range(steps - 2, -1, -1):
        ways = _log_sum(moves[:-1] + (padded[:, step + 1] + backward[:, step + 1])[:, None, :], axis=2)
        backward[:, step] = np.where(inside[:, step + 1, None], ways, backward[:, step + 1])
    total = _log_sum(forward[:, -1], axis=1)
    units = np.exp(forward + backward - total[:, None, None])[inside]
    pairs = np.zeros_like(moves)
    pairs[-1] = np.exp(forward[:, 0] + backward[:, 0] - total[:, None]).sum(axis=0)
    for step in range(1, steps):
        at = inside[:, step]
        joint = forward[at, step - 1, :, None] + moves[:-1] + (padded[at, step] + backward[at, step])[:, None, :]
        pairs[:-1] += np.exp(joint - total[at, None, None]).sum(axis=0)
    units[np.arange(len(units)), batch.gold] -= 1
    value = float(total.sum() - scores[np.arange(len(scores)), batch.gold].sum())
    return value, units, pairs


def _log_sum(values: Floats, axis: int) -> Floats:
    highest = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - highest).sum(axis=axis)) + highest.squeeze(axis))
