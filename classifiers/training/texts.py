"""The texts as the pipeline reads them, their features as matrices, and in which fold each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from spacy.language import Language
from spacy.tokens import Doc

from classifiers import fitting
from classifiers.components.request import Request
from classifiers.examples import Example
from classifiers.features import Found
from classifiers.linear import Linear, Vector, Vocabulary
from classifiers.novads import component
from classifiers.reading import compose
from classifiers.requests import Sentence, sentences

SEEN_AT_LEAST = 2
BLOCK_WEIGHTS = (1.0, 1.0, 0.5)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Read:
    """An example as the pipeline reads it."""

    example: Example
    doc: Doc
    found: Found
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model of all rows, and one of each fold's other rows."""

    linear: Linear
    held_out: dict[int, Linear]


def read(nlp: Language, example: Example) -> Read:
    """An example with its features and sentences."""
    doc = compose(nlp, example.subject, example.text)
    for name in ("language", "streets", "places", "sentences", "request"):
        doc = nlp.get_pipe(name)(doc)
    found = doc.user_data["found"]
    return Read(example, doc, found, sentences(doc, found, component(nlp, "request", Request).lexicon))


def learn_vocabulary(found: Sequence[Found]) -> Vocabulary:
    """The features that `SEEN_AT_LEAST` texts have, with their inverse document frequency."""
    counts = Counter(hash_ for one in found for hash_ in set(one.hashes.tolist()))
    kept = np.array(sorted(hash_ for hash_, count in counts.items() if count >= SEEN_AT_LEAST), dtype=np.uint32)
    frequencies = np.array([counts[hash_] for hash_ in kept.tolist()])
    idf = np.log((1 + len(found)) / (1 + frequencies)) + 1
    return Vocabulary(kept, idf.astype(np.float16).astype(np.float32), BLOCK_WEIGHTS)  # as it is saved


def rows(vectors: Sequence[Vector], columns: int) -> sp.csr_matrix:
    """The vectors as one sparse matrix [texts, columns]."""
    starts = np.cumsum([0, *(len(vector.columns) for vector in vectors)])
    values = np.concatenate([vector.values for vector in vectors]).astype(np.float64)
    indices = np.concatenate([vector.columns for vector in vectors])
    matrix = sp.csr_matrix((values, indices, starts), shape=(len(vectors), columns))
    matrix.sum_duplicates()
    return matrix


def named_rows(told: Sequence[dict[str, float]], names: dict[str, int]) -> sp.csr_matrix:
    """Features by name as a sparse matrix, a row each; `names` tells the columns."""
    triples = [(value, row, names[name]) for row, features in enumerate(told) for name, value in features.items()]
    values, at, columns = zip(*triples, strict=True)
    return sp.csr_matrix((values, (at, columns)), shape=(len(told), len(names)))


def folds_by_hand(hands: Sequence[str]) -> fitting.Owners:
    """A fold per text, all texts of a hand in the same one, folds of like size: who writes next has taught nothing.

    Random folds see each voice in training and make the model surer than it may be.
    """
    sizes, fold_of = [0] * FOLDS, {}
    for hand, texts in sorted(Counter(hands).items(), key=lambda pair: (-pair[1], pair[0])):
        fold_of[hand] = sizes.index(min(sizes))
        sizes[fold_of[hand]] += texts
    return np.array([fold_of[hand] for hand in hands], dtype=np.int64)
