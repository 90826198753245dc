"""The model of the languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from classifiers import fitting
from classifiers.components.language import BUCKETS, spelling
from classifiers.examples import Example
from classifiers.folding import plain
from classifiers.linear import Linear, quantised
from classifiers.training.texts import rows
from classifiers.transliteration import latin

STEPS = 40
WORD = re.compile(r"[^\W\d_]+")


def fit_language(examples: Sequence[Example]) -> Linear:
    """The languages' model: texts as they are, without marks, and Russian also as typed with Latin letters."""
    texts = [(example.language, f"{example.subject} {example.text}") for example in examples]
    texts += [(language, " ".join(text.split()[:5])) for language, text in texts]
    typed = [(language, latin(text) if language == "ru" else plain(text)) for language, text in texts]
    labels = sorted({language for language, _ in texts})
    words = [(language, tuple(WORD.findall(text.lower()))) for language, text in texts + typed]
    pairs = [(labels.index(language), spelling(one)) for language, one in words if one]
    matrix = rows([vector for _, vector in pairs], BUCKETS)
    targets = np.eye(len(labels))[[label for label, _ in pairs]]
    weights, biases = fitting.regression(matrix, targets, np.zeros((BUCKETS, len(labels))), 0.1, STEPS)
    return quantised(tuple(labels), weights.astype(np.float32), biases.astype(np.float32))
