"""The numerical part of training: scikit-learn and scipy in, plain arrays out. Nothing here runs at inference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

Array = npt.NDArray[np.float64]
Owners = npt.NDArray[np.int64]
TOLERANCE = 0.01


def softmax(scores: Array) -> Array:
    """Probabilities per row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def regression(matrix: sp.csr_matrix, targets: Array, prior: Array, strength: float, steps: int) -> tuple[Array, Array]:
    """Multinomial logistic regression on soft targets [rows, labels]; weights are drawn to `prior` [columns, labels].

    A row weighs what its targets sum to. The penalty is strength / 2 * |weights - prior|^2. Returns
    weights [columns, labels] and biases [labels].
    """
    transposed = matrix.T.tocsr()
    shape = prior.shape
    totals = targets.sum(axis=1, keepdims=True)

    def loss(flat: Array) -> tuple[float, Array]:
        weights, biases = flat[: -shape[1]].reshape(shape), flat[-shape[1] :]
        chances = softmax(matrix @ weights + biases)
        wrong = chances * totals - targets
        pull = weights - prior
        value = -float((targets * np.log(chances + 1e-12)).sum()) + strength / 2 * float((pull**2).sum())
        return value, np.concatenate([(transposed @ wrong + strength * pull).ravel(), wrong.sum(axis=0)])

    start = np.concatenate([prior.ravel(), np.zeros(shape[1])])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8}).x
    return best[: -shape[1]].reshape(shape), best[-shape[1] :]


def machines(
    matrix: sp.csr_matrix, targets: Array, softness: float, weighing: str | None = None
) -> tuple[Array, Array]:
    """A linear support vector machine per label against the rest, with the squared hinge loss (Fan et al. 2008).

    A row belongs to each label with a positive target [rows, labels]; `softness` is what a violation of the margin
    costs, `weighing` "balanced" evens out how many rows belong. Returns weights [columns, labels] and biases [labels].
    """
    columns, biases = [], []
    for belongs in (targets > 0).T:
        model = LinearSVC(C=softness, tol=TOLERANCE, random_state=0, class_weight=weighing).fit(matrix, belongs)
        columns.append(model.coef_[0])
        biases.append(float(model.intercept_[0]))
    return np.stack(columns, axis=1), np.array(biases)


def bayes(matrix: sp.csr_matrix, targets: Array, smoothing: float) -> Array:
    """Complement naive Bayes weights [columns, labels] (Rennie et al. 2003); every label must lead in some row.

    What a column says for all labels alike is taken out: it decides nothing and would coarsen the 8-bit weights.
    """
    model = ComplementNB(alpha=smoothing).fit(matrix, targets.argmax(axis=1))
    weights = model.feature_log_prob_.T
    return np.asarray(weights - weights.mean(axis=1, keepdims=True))


def shares(scores: Array, owners: Owners, texts: int) -> Array:
    """Softmax of sentence scores within each text, times the number of its sentences."""
    highest = np.full(texts, -np.inf)
    np.maximum.at(highest, owners, scores)
    powers = np.exp(scores - highest[owners])
    totals = np.bincount(owners, weights=powers, minlength=texts)
    return np.asarray(powers / totals[owners] * np.bincount(owners, minlength=texts)[owners])


def stress(
    topics: Array, owners: Owners, features: sp.csr_matrix, targets: Array, biases: Array, strength: float
) -> tuple[Array, float]:
    """How sentences should weigh: feature weights and a factor for `topics`, so that weighed sums meet `targets`.

    `topics` [sentences, labels] are scores of sentences by models that did not see their text; `owners` the text of
    each sentence; `biases` [texts, labels].
    """
    texts = len(targets)
    gather = sp.csr_matrix((np.ones(len(owners)), (owners, np.arange(len(owners)))), shape=(texts, len(owners)))
    transposed = features.T.tocsr()
    sizes = np.bincount(owners, minlength=texts)

    def loss(flat: Array) -> tuple[float, Array]:
        weights, factor = flat[:-1], float(np.exp(flat[-1]))
        share = shares(features @ weights, owners, texts)
        summed = gather @ (share[:, None] * topics)
        chances = softmax(factor * summed + biases)
        wrong = chances - targets
        gain = factor * (topics * wrong[owners]).sum(axis=1) * share
        slope = gain - share * (np.bincount(owners, weights=gain, minlength=texts) / sizes)[owners]
        value = -float((targets * np.log(chances + 1e-12)).sum()) + strength / 2 * float((weights**2).sum())
        return value, np.append(transposed @ slope + strength * weights, factor * float((wrong * summed).sum()))

    best = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return best[:-1], float(np.exp(best[-1]))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A temperature for the scores, the margin below which it is unsure, and when a second topic belongs: where
    bias + first * log p(first) + second * score(second) > 0, scores and probabilities at the temperature."""

    temperature: float
    margin: float
    further: dict[str, float]


def calibration(scores: Array, targets: Array, coverage: float) -> Calibration:
    """From scores [texts, labels] of models that did not see the texts, and all their labels, positive in `targets`.

    The temperature gives the primary label (the first of the largest target) the highest likelihood; the margin leaves
    `coverage` of the texts sure; the rule for a second topic gives the highest micro F1.
    """
    primary = targets.argmax(axis=1)

    def unlikely(temperature: float) -> float:
        chances = softmax(scores / temperature)
        return -float(np.log(chances[np.arange(len(primary)), primary] + 1e-12).sum())

    temperature = float(minimize_scalar(unlikely, bounds=(0.3, 5.0), method="bounded").x)
    ordered = np.sort(softmax(scores / temperature), axis=1)
    margins = ordered[:, -1] - ordered[:, -2]
    return Calibration(temperature, float(np.quantile(margins, 1 - coverage)), further(scores / temperature, targets))


def further(scores: Array, targets: Array) -> dict[str, float]:
    """The weights by which a second topic is told to belong: "bias", "first", "second" (see Calibration).

    A logistic regression of whether it does; from which odds on it is suggested gives the highest micro F1.
    """
    rows, order = np.arange(len(scores)), np.argsort(-scores, axis=1)
    labels, first, second = targets > 0, order[:, 0], order[:, 1]
    told = np.stack([np.log(softmax(scores)[rows, first]), scores[rows, second]], axis=1)
    belongs = labels[rows, second]
    if belongs.all() or not belongs.any():
        return {"bias": -1.0, "first": 0.0, "second": 0.0}
    model = LogisticRegression(C=1.0).fit(told, belongs)
    odds = model.decision_function(told)

    def micro_f1(least: float) -> float:
        also = odds > least
        right = labels[rows, first].sum() + (belongs & also).sum()
        return 2 * float(right) / float(len(rows) + also.sum() + labels.sum())

    least = max(np.arange(-2.0, 1.0, 0.05), key=micro_f1)
    bias = float(model.intercept_[0] - least)
    return {"bias": bias, "first": float(model.coef_[0, 0]), "second": float(model.coef_[0, 1])}
