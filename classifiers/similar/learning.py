"""The weights of likeness learned from pairs that people called the same or different.

Penalised maximum likelihood: a normal prior around the shipped weights, on the scale of logarithms and log-odds, so
that shares stay shares and ten answers move little (Gelman et al., Bayesian Data Analysis, 3rd ed., section 16.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from classifiers.similar.postings import Floats
from classifiers.similar.weights import SAME_MATTERS, SHIPPED, Evidence, Weights

DRAWN = 60.0
"""How strongly the weights are drawn to the shipped ones. This, the two below and DIFFERENT_COUNTS were chosen on
classifiers/data/similar/tune.txt: `python -m benchmarks.similar --part tune --learn`."""
STEEP_SCORE, STEEP_MATTERS = 20.0, 8.0
"""How fast doubt goes over into being sure around the thresholds of the score and of the common matters."""
ENOUGH = 0.2
"""Common matters are few and countable: those that just reach the threshold are enough, not doubtful."""
DIFFERENT_COUNTS = 3.0
"""A wrong suggestion costs a person more than a missed one: nine suggested groups of ten shall be right."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What two proposals have in common, and whether a person said that they ask for the same."""

    found: Evidence
    same: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """Answers as arrays, a row each: cosines [rows, 3], places [rows], matters [rows], same [rows], counts [rows]."""

    cosines: Floats
    where: Floats
    matters: Floats
    same: Floats
    counts: Floats


def fit(answers: Sequence[Answer]) -> Weights:
    """The weights under which the answers are likeliest, drawn to the shipped ones; those themselves for no answer."""
    table = _table(answers)
    shipped = _free(SHIPPED)

    def cost(moved: Floats) -> float:
        return _surprise(_weights(shipped + moved), table) + DRAWN / 2 * float(moved @ moved)

    return _weights(shipped + minimize(cost, np.zeros(len(shipped)), method="L-BFGS-B").x) if answers else SHIPPED


def right(weights: Weights, answers: Sequence[Answer]) -> float:
    """The share of pairs rightly suggested as a group or rightly not; a pair of different ones counts as in `fit`.

    1 for no answers.
    """
    counted = [(weight(one), joined(weights, one.found) == one.same) for one in answers]
    whole = sum(count for count, _ in counted)
    return sum(count for count, is_right in counted if is_right) / whole if counted else 1.0


def weight(answer: Answer) -> float:
    """How much an answer counts."""
    return 1.0 if answer.same else DIFFERENT_COUNTS


def joined(weights: Weights, found: Evidence) -> bool:
    """Whether two with so much in common are suggested as a group."""
    return weights.joins(weights.score(found), found.where, found.matters)


def _table(answers: Sequence[Answer]) -> _Table:
    found = [one.found for one in answers]
    return _Table(
        cosines=np.array([(one.words, one.ideas, one.topics) for one in found], dtype=np.float64).reshape(-1, 3),
        where=np.array([one.where for one in found], dtype=np.int64),
        matters=np.array([one.matters for one in found], dtype=np.float64),
        same=np.array([one.same for one in answers], dtype=np.float64),
        counts=np.array([weight(one) for one in answers], dtype=np.float64),
    )


def _surprise(weights: Weights, table: _Table) -> float:
    """Minus the log-likelihood of the answers."""
    by_text = table.cosines @ np.array((weights.words, weights.ideas, weights.topics))
    score = np.array(weights.left_by_place)[table.where] * by_text
    by_score = expit(STEEP_SCORE * (score - weights.alike))
    sure = by_score * expit(STEEP_MATTERS * (table.matters - SAME_MATTERS + ENOUGH))
    chance = np.clip(np.where(table.same == 1, sure, 1 - sure), 1e-6, 1)
    return float(-np.sum(table.counts * np.log(chance)))


def _free(weights: Weights) -> Floats:
    """Weights as numbers without bounds [7]; `_weights` is the way back."""
    shares = np.log((weights.words, weights.ideas, weights.topics))
    bounded = (weights.no_place, weights.one_place, weights.other_place, weights.alike)
    return np.concatenate([shares, logit(bounded)])


def _weights(free: Floats) -> Weights:
    shares = np.exp(free[:3])
    return Weights(*(shares / shares.sum()).tolist(), *expit(free[3:]).tolist())
