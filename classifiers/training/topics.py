"""The model of the topics, how sentences weigh in it, and when it is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from classifiers import fitting
from classifiers.fitting import Array, Calibration
from classifiers.linear import Vector, Vocabulary, quantised
from classifiers.training.texts import Fitted, Read, named_rows, rows

FURTHER_TOPIC = 0.4
SOFTNESS = 1.0
BAYES_SHARE, SMOOTHING = 0.5, 0.03
"""The machines are best where words mislead, Bayes where the thing is never named."""
COPIES, DROPPED, COPIES_SOFTNESS = 2, 0.5, 0.5
"""The machines also learn from copies of each text in which half of the words are blanked out (Maaten et al. 2013): no
word may carry a text alone. On hands left out that gave a point where the thing is never named."""
STRESS_STRENGTH = 10.0
COVERAGE = 0.68
PLAINER = ("starter", "letters-")
"""Hands whose texts are short and plain: thresholds set on them would call too many whole letters unsure."""


@dataclass(frozen=True, slots=True)
class FittedTopics:
    """What the topics' training gives: the models, the weights of sentences, the thresholds."""

    topics: Fitted
    stress: dict[str, float]
    calibration: Calibration


def fit_topics(texts: Sequence[Read], vocabulary: Vocabulary, folds: fitting.Owners) -> FittedTopics:
    """The topics' model on proposals.

    Support vector machines plus complement Bayes, summed into one linear model; how sentences weigh is learned from
    scores of models that did not see them, and so are temperature and thresholds.
    """
    labels = sorted({topic for text in texts for topic in text.example.topics})
    targets = _targets(texts, labels)
    vectors = [vocabulary.vector(text.found) for text in texts]
    parts, owners = _sentence_rows(texts, vectors, len(vocabulary.hashes))
    whole = _gathered(parts, owners, np.ones(len(owners)), len(texts))
    fits = [_fit(whole[folds != fold], targets[folds != fold]) for fold in np.unique(folds)]
    unseen, biases = _cross_scores(fits, parts, owners, folds)
    names, features = _sentence_features(texts)
    learned, factor = fitting.stress(unseen, owners, features, targets, biases, STRESS_STRENGTH)
    shares = fitting.shares(features @ learned, owners, len(texts))
    scores = factor * _gathered(sp.csr_matrix(unseen), owners, shares, len(texts)).toarray() + biases
    plainer = np.array([text.example.hand.startswith(PLAINER) for text in texts])
    whole_letters = ~plainer | plainer.all()
    calibration = fitting.calibration(scores[whole_letters], targets[whole_letters], COVERAGE)
    final, *held_out = (
        quantised(
            tuple(labels), (factor * weights).astype(np.float32), bias.astype(np.float32), calibration.temperature
        )
        for weights, bias in (_fit(whole, targets, thinned(vectors, whole.shape[1])), *fits)
    )
    stress = dict(zip(names, np.round(learned, 4).tolist(), strict=True))
    return FittedTopics(Fitted(final, dict(zip(np.unique(folds).tolist(), held_out, strict=True))), stress, calibration)


def _fit(matrix: sp.csr_matrix, targets: Array, copies: Sequence[sp.csr_matrix] = ()) -> tuple[Array, Array]:
    learned, belongs = sp.vstack([matrix, *copies]).tocsr(), np.vstack([targets] * (1 + len(copies)))
    weights, biases = fitting.machines(learned, belongs, COPIES_SOFTNESS if copies else SOFTNESS)
    return weights + BAYES_SHARE * fitting.bayes(matrix, targets, SMOOTHING), biases


def thinned(vectors: Sequence[Vector], columns: int) -> list[sp.csr_matrix]:
    """The vectors with random words blanked out and the others weighing more for it, `COPIES` times."""
    chance = np.random.default_rng(0)
    return [rows([_thinned(vector, chance) for vector in vectors], columns) for _ in range(COPIES)]


def _thinned(vector: Vector, chance: np.random.Generator) -> Vector:
    words = chance.random(int(vector.tokens.max(initial=-1)) + 1) >= DROPPED
    kept = words[vector.tokens]
    return Vector(vector.columns[kept], vector.values[kept] / (1 - DROPPED), vector.tokens[kept])


def _cross_scores(
    fits: Sequence[tuple[Array, Array]], parts: sp.csr_matrix, owners: fitting.Owners, folds: fitting.Owners
) -> tuple[Array, Array]:
    """Scores of each sentence and biases of each text by the model, one of `fits` a fold, that did not see it."""
    scores = np.zeros((parts.shape[0], len(fits[0][1])))
    biases = np.zeros((len(folds), len(fits[0][1])))
    for fold, (weights, bias) in zip(np.unique(folds), fits, strict=True):
        unseen = folds[owners] == fold
        scores[unseen] = parts[unseen] @ weights
        biases[folds == fold] = bias
    return scores, biases


def _targets(texts: Sequence[Read], labels: Sequence[str]) -> Array:
    targets = np.zeros((len(texts), len(labels)))
    for row, text in enumerate(texts):
        for place, topic in enumerate(text.example.topics):
            targets[row, labels.index(topic)] = 1.0 if place == 0 else FURTHER_TOPIC
    return np.asarray(targets / targets.sum(axis=1, keepdims=True))


def _sentence_rows(
    texts: Sequence[Read], vectors: Sequence[Vector], columns: int
) -> tuple[sp.csr_matrix, fitting.Owners]:
    """A row per sentence, so that the rows of a text add up to its vector, and the text of each row."""
    matrices, owners = [], []
    for number, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
        row_of = np.zeros(max(len(text.doc), 1), dtype=np.int64)
        for row, sentence in enumerate(text.sentences):
            row_of[sentence.start : sentence.end] = row
        shape = (len(text.sentences), columns)
        values = vector.values.astype(np.float64)
        matrices.append(sp.csr_matrix((values, (row_of[vector.tokens], vector.columns)), shape=shape))
        owners += [number] * len(text.sentences)
    return sp.vstack(matrices).tocsr(), np.array(owners, dtype=np.int64)


def _gathered(parts: sp.csr_matrix, owners: fitting.Owners, shares: Array, texts: int) -> sp.csr_matrix:
    gather = sp.csr_matrix((shares, (owners, np.arange(len(owners)))), shape=(texts, len(owners)))
    return (gather @ parts).tocsr()


def _sentence_features(texts: Sequence[Read]) -> tuple[list[str], sp.csr_matrix]:
    told = [sentence.features for text in texts for sentence in text.sentences]
    names = sorted({name for features in told for name in features})
    return names, named_rows(told, {name: column for column, name in enumerate(names)})
