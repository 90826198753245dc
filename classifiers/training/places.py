"""What tells the places of a wish from places named in passing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.language import Language

from classifiers import fitting
from classifiers.components.places import BIAS, Places
from classifiers.examples import Example
from classifiers.novads import component
from classifiers.reading import compose
from classifiers.training.texts import named_rows

NEGLIGIBLE = 0.02
"""Log odds that turn no mention: a quarter of the features weigh no more and are left out."""


def fit_places(nlp: Language, examples: Sequence[Example]) -> dict[str, float]:
    """The weights that tell places of the wish from places named in passing."""
    told: list[tuple[tuple[str, ...], bool]] = []
    for example in examples:
        if example.places and example.hand != "starter":
            doc = nlp.get_pipe("streets")(nlp.get_pipe("language")(compose(nlp, example.subject, example.text)))
            mentions = component(nlp, "places", Places).mentions.find(doc)
            told += [(one.features, one.candidate.place in example.places) for one in mentions]
    names = {name: column for column, name in enumerate(sorted({f for features, _ in told for f in features}))}
    matrix = named_rows([dict.fromkeys(features, 1.0) for features, _ in told], names)
    targets = np.array([[1.0 - true, float(true)] for _, true in told])
    weights, biases = fitting.regression(matrix, targets, np.zeros((len(names), 2)), 1.5, 200)
    told_by = {name: round(float(weights[column, 1] - weights[column, 0]), 4) for name, column in names.items()}
    kept = {name: weight for name, weight in told_by.items() if abs(weight) > NEGLIGIBLE}
    return {BIAS: float(biases[1] - biases[0])} | kept
