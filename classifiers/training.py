"""Builds the model from labelled texts: deterministic, from committed data alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from classifiers.examples import Example
from classifiers.features import Found, extract
from classifiers.folding import unwrap
from classifiers.linear import Linear, Vector, Vocabulary, quantised
from classifiers.pipeline import blank

VERSION = "0.1.0"
SEEN_AT_LEAST = 2
BLOCK_WEIGHTS = (1.0, 1.0, 0.7)
REGULARISATION = 10.0
SECOND_TOPIC = 0.4


def train(examples: Sequence[Example], output: Path) -> Language:
    """Train on `examples` and save the pipeline into the folder `output`; returns it. Deterministic."""
    nlp = blank()
    nlp.meta["version"] = VERSION
    found = features(blank(), examples)  # another pipeline: the words it meets stay out of the saved one
    vocabulary = learn_vocabulary(found)
    nlp.get_pipe("vector").vocabulary = vocabulary  # type: ignore[attr-defined] # a TextVector
    matrix = rows([vocabulary.vector(one) for one in found], len(vocabulary.hashes))
    nlp.get_pipe("kind").linear = fit_kind(matrix, examples)  # type: ignore[attr-defined] # a Kind
    nlp.get_pipe("topics").linear = fit_topics(matrix, examples)  # type: ignore[attr-defined] # a Topics
    nlp.to_disk(output)
    return nlp


def features(nlp: Language, examples: Sequence[Example]) -> list[Found]:
    """The features of each example as the pipeline reads it."""
    before = [nlp.get_pipe(name) for name in ("language", "places", "streets")]
    lexicon = nlp.get_pipe("vector").lexicon  # type: ignore[attr-defined] # a TextVector
    found = []
    for example in examples:
        doc = nlp.make_doc("\n\n".join(filter(None, (unwrap(example.subject), unwrap(example.text)))))
        for component in before:
            doc = component(doc)
        found.append(extract(doc, lexicon))
    return found


def learn_vocabulary(found: Sequence[Found]) -> Vocabulary:
    """The features that at least two texts have, with their inverse document frequency."""
    counts = Counter(hash_ for one in found for hash_ in set(one.hashes.tolist()))
    kept = np.array(sorted(hash_ for hash_, count in counts.items() if count >= SEEN_AT_LEAST), dtype=np.uint64)
    frequencies = np.array([counts[hash_] for hash_ in kept.tolist()])
    idf = np.log((1 + len(found)) / (1 + frequencies)) + 1
    return Vocabulary(kept, idf.astype(np.float32), BLOCK_WEIGHTS)


def rows(vectors: Sequence[Vector], columns: int) -> sp.csr_matrix:
    """The vectors as one sparse matrix [texts, columns]."""
    starts = np.cumsum([0, *(len(vector.columns) for vector in vectors)])
    values = np.concatenate([vector.values for vector in vectors])
    indices = np.concatenate([vector.columns for vector in vectors])
    return sp.csr_matrix((values, indices, starts), shape=(len(vectors), columns))


def fit_kind(matrix: sp.csr_matrix, examples: Sequence[Example]) -> Linear:
    """The kinds' model."""
    return _fit(matrix, np.array([example.kind for example in examples]), np.ones(len(examples)))


def fit_topics(matrix: sp.csr_matrix, examples: Sequence[Example]) -> Linear:
    """The topics' model: proposals only, a text once per topic, further topics at a lower weight."""
    pairs = [
        (number, topic, 1.0 if place == 0 else SECOND_TOPIC)
        for number, example in enumerate(examples)
        if example.kind == "proposal"
        for place, topic in enumerate(example.topics)
    ]
    numbers, topics, weights = zip(*pairs, strict=True)
    return _fit(matrix[list(numbers)], np.array(topics), np.array(weights))


def _fit(matrix: sp.csr_matrix, labels: npt.NDArray[np.str_], weights: npt.NDArray[np.float64]) -> Linear:
    model = LogisticRegression(C=REGULARISATION, max_iter=60).fit(matrix, labels, sample_weight=weights)
    return quantised(tuple(map(str, model.classes_)), model.coef_.T, model.intercept_, temperature=1.0)
