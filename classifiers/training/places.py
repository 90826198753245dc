"""What tells the places of a wish from places named in passing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from classifiers import fitting
from classifiers.components.places import BIAS, Places
from classifiers.examples import Example
from classifiers.novads import component
from classifiers.reading import compose
from classifiers.training.texts import named_rows

STRENGTH = 1.5
NEGLIGIBLE = 0.02
"""Log odds that turn no mention: a quarter of the features weigh no more and are left out."""


@dataclass(frozen=True, slots=True)
class Located:
    """Weights learned from all texts, and for each fold from the other folds' texts."""

    weights: dict[str, float]
    held_out: dict[int, dict[str, float]]


def fit_places(nlp: Language, examples: Sequence[Example], folds: fitting.Owners) -> Located:
    """The weights that tell places of the wish from places named in passing; `folds` are those of the examples."""
    told: list[tuple[tuple[str, ...], bool]] = []
    owners: list[int] = []
    for example, fold in zip(examples, folds.tolist(), strict=True):
        if example.places is not None and example.kind != "noise" and example.hand != "starter":
            doc = nlp.get_pipe("streets")(nlp.get_pipe("language")(compose(nlp, example.subject, example.text)))
            mentions = component(nlp, "places", Places).mentions.find(doc)
            told += [(one.features, one.candidate.place in example.places) for one in mentions]
            owners += [fold] * len(mentions)
    seen = np.array(owners)
    held_out = {int(fold): fit([told[row] for row in np.flatnonzero(seen != fold)]) for fold in np.unique(folds)}
    return Located(fit(told), held_out)


def fit(told: Sequence[tuple[tuple[str, ...], bool]], strength: float = STRENGTH) -> dict[str, float]:
    """The weight of each feature by which what has it comes out true: logistic regression, drawn towards 0."""
    names = {name: column for column, name in enumerate(sorted({f for features, _ in told for f in features}))}
    matrix = named_rows([dict.fromkeys(features, 1.0) for features, _ in told], names)
    targets = np.array([[1.0 - true, float(true)] for _, true in told])
    weights, biases = fitting.regression(matrix, targets, np.zeros((len(names), 2)), strength, 200)
    told_by = {name: round(float(weights[column, 1] - weights[column, 0]), 4) for name, column in names.items()}
    kept = {name: weight for name, weight in told_by.items() if abs(weight) > NEGLIGIBLE}
    return {BIAS: float(biases[1] - biases[0])} | kept
