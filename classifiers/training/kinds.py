"""The model of the kinds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from classifiers import fitting
from classifiers.linear import Linear, Vocabulary, quantised
from classifiers.training.texts import Fitted, Read, rows

KIND_SOFTNESS, KIND_TEMPERATURE = 0.3, 0.3
"""At this temperature a lead of one margin is a probability of some 96 %."""


def fit_kind(texts: Sequence[Read], vocabulary: Vocabulary, folds: fitting.Owners) -> Fitted:
    """The kinds' model: machines that give the rare kinds the weight of the common one."""
    labels = sorted({text.example.kind for text in texts})
    matrix = rows([vocabulary.vector(text.found) for text in texts], len(vocabulary.hashes))
    targets = np.eye(len(labels))[[labels.index(text.example.kind) for text in texts]]

    def fit(seen: npt.NDArray[np.bool_]) -> Linear:
        seen = seen if targets[seen].any(axis=0).all() else folds >= 0  # one fold may hold all there is of a kind
        weights, biases = fitting.machines(matrix[seen], targets[seen], KIND_SOFTNESS, "balanced")
        return quantised(tuple(labels), weights.astype(np.float32), biases.astype(np.float32), KIND_TEMPERATURE)

    return Fitted(fit(folds >= 0), {int(fold): fit(folds != fold) for fold in np.unique(folds)})
