"""Builds the model from labelled texts: deterministic, from committed data alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from spacy.language import Language
from spacy.tokens import Doc

from classifiers import fitting
from classifiers.components.kind import Kind
from classifiers.components.language import BUCKETS, LanguageOfText, spelling
from classifiers.components.places import BIAS, Places
from classifiers.components.request import Request
from classifiers.components.review import Review
from classifiers.components.topics import Topics
from classifiers.components.vector import TextVector
from classifiers.examples import Example
from classifiers.features import Found
from classifiers.fitting import Array, Calibration
from classifiers.folding import plain
from classifiers.linear import Linear, Vector, Vocabulary, quantised
from classifiers.novads import component
from classifiers.pipeline import blank
from classifiers.reading import compose
from classifiers.requests import Sentence, sentences
from classifiers.transliteration import latin

VERSION = "0.8.0"
SEEN_AT_LEAST = 3
BLOCK_WEIGHTS = (1.0, 1.0, 0.5)
FURTHER_TOPIC = 0.4
STEPS = 40
SOFTNESS = 1.0
BAYES_SHARE, SMOOTHING = 0.5, 0.1
"""The machines are best where words mislead, Bayes where the thing is never named."""
STRESS_STRENGTH = 10.0
KIND_SOFTNESS, KIND_TEMPERATURE = 0.3, 0.3
"""At this temperature a lead of one margin is a probability of some 96 %."""
FOLDS = 5
COVERAGE = 0.6
PLAINER = ("starter", "letters-")
"""Hands whose texts are short and plain: thresholds set on them would call too many whole letters unsure."""
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Read:
    """An example as the pipeline reads it."""

    example: Example
    doc: Doc
    found: Found
    sentences: list[Sentence]


def train(examples: Sequence[Example], output: Path) -> Language:
    """Train on `examples` and save the pipeline into the folder `output`; returns it. Deterministic."""
    nlp, reader = blank(), blank()  # two pipelines: the words of the examples stay out of the saved one
    component(nlp, "language", LanguageOfText).linear = component(reader, "language", LanguageOfText).linear = (
        fit_language(examples)
    )
    component(nlp, "places", Places).weights = component(reader, "places", Places).weights = fit_places(
        reader, examples
    )
    texts = [read(reader, example) for example in examples]
    vocabulary = component(nlp, "vector", TextVector).vocabulary = learn_vocabulary([text.found for text in texts])
    component(nlp, "kind", Kind).linear = fit_kind(texts, vocabulary)
    proposals = [text for text in texts if text.example.kind == "proposal"]
    fitted = fit_topics(proposals, vocabulary)
    component(nlp, "request", Request).weights = fitted.stress
    component(nlp, "topics", Topics).linear = fitted.topics
    review = component(nlp, "review", Review)
    review.weights = fitted.calibration.further | {"margin": fitted.calibration.margin}
    nlp.meta["version"] = VERSION
    nlp.to_disk(output)
    return nlp


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


def fit_places(nlp: Language, examples: Sequence[Example]) -> dict[str, float]:
    """The weights that tell places of the wish from places named in passing."""
    told: list[tuple[tuple[str, ...], bool]] = []
    for example in examples:
        if example.places and example.hand != "starter":
            doc = nlp.get_pipe("streets")(nlp.get_pipe("language")(compose(nlp, example.subject, example.text)))
            mentions = component(nlp, "places", Places).mentions.find(doc)
            told += [(one.features, one.candidate.place in example.places) for one in mentions]
    names = {name: column for column, name in enumerate(sorted({f for features, _ in told for f in features}))}
    matrix = _named([dict.fromkeys(features, 1.0) for features, _ in told], names)
    targets = np.array([[1.0 - true, float(true)] for _, true in told])
    weights, biases = fitting.regression(matrix, targets, np.zeros((len(names), 2)), 1.5, 200)
    kept = {name: round(float(weights[column, 1] - weights[column, 0]), 4) for name, column in names.items()}
    return {BIAS: float(biases[1] - biases[0])} | {name: weight for name, weight in kept.items() if abs(weight) > 0.01}


def fit_kind(texts: Sequence[Read], vocabulary: Vocabulary) -> Linear:
    """The kinds' model: machines that give the rare kinds the weight of the common one."""
    labels = sorted({text.example.kind for text in texts})
    matrix = rows([vocabulary.vector(text.found) for text in texts], len(vocabulary.hashes))
    targets = np.eye(len(labels))[[labels.index(text.example.kind) for text in texts]]
    weights, biases = fitting.machines(matrix, targets, KIND_SOFTNESS, "balanced")
    return quantised(tuple(labels), weights.astype(np.float32), biases.astype(np.float32), KIND_TEMPERATURE)


@dataclass(frozen=True, slots=True)
class FittedTopics:
    """What the topics' training gives: the model, the weights of sentences, the thresholds."""

    topics: Linear
    stress: dict[str, float]
    calibration: Calibration


def fit_topics(texts: Sequence[Read], vocabulary: Vocabulary) -> FittedTopics:
    """The topics' model on proposals.

    Support vector machines plus complement Bayes, summed into one linear model; how sentences weigh is learned from
    scores of models that did not see them, and so are temperature and thresholds.
    """
    labels = sorted({topic for text in texts for topic in text.example.topics})
    targets = _targets(texts, labels)
    parts, owners = _sentence_rows(texts, vocabulary)
    whole = _gathered(parts, owners, np.ones(len(owners)), len(texts))
    folds = folds_by_hand([text.example.hand for text in texts])
    unseen, biases = _cross_scores(whole, parts, owners, targets, folds)
    names, features = _sentence_features(texts)
    learned, factor = fitting.stress(unseen, owners, features, targets, biases, STRESS_STRENGTH)
    shares = fitting.shares(features @ learned, owners, len(texts))
    scores = factor * _gathered(sp.csr_matrix(unseen), owners, shares, len(texts)).toarray() + biases
    plainer = np.array([text.example.hand.startswith(PLAINER) for text in texts])
    whole_letters = ~plainer | plainer.all()
    calibration = fitting.calibration(scores[whole_letters], targets[whole_letters], COVERAGE)
    weights, bias = _fit(whole, targets)
    linear = quantised(
        tuple(labels), (factor * weights).astype(np.float32), bias.astype(np.float32), calibration.temperature
    )
    return FittedTopics(linear, dict(zip(names, np.round(learned, 4).tolist(), strict=True)), calibration)


def _fit(matrix: sp.csr_matrix, targets: Array) -> tuple[Array, Array]:
    weights, biases = fitting.machines(matrix, targets, SOFTNESS)
    return weights + BAYES_SHARE * fitting.bayes(matrix, targets, SMOOTHING), biases


def folds_by_hand(hands: Sequence[str]) -> fitting.Owners:
    """A fold per text, all texts of a hand in the same one, folds of like size: who writes next has taught nothing.

    Random folds see each voice in training and make the model surer than it may be.
    """
    sizes, fold_of = [0] * FOLDS, {}
    for hand, texts in sorted(Counter(hands).items(), key=lambda pair: (-pair[1], pair[0])):
        fold_of[hand] = sizes.index(min(sizes))
        sizes[fold_of[hand]] += texts
    return np.array([fold_of[hand] for hand in hands], dtype=np.int64)


def _cross_scores(
    whole: sp.csr_matrix,
    parts: sp.csr_matrix,
    owners: fitting.Owners,
    targets: Array,
    folds: fitting.Owners,
) -> tuple[Array, Array]:
    """Scores of each sentence, and biases of each text, by the model of the folds without that text."""
    scores = np.zeros((parts.shape[0], targets.shape[1]))
    biases = np.zeros_like(targets)
    for number in sorted(set(folds.tolist())):
        seen = folds != number
        weights, bias = _fit(whole[seen], targets[seen])
        unseen = folds[owners] == number
        scores[unseen] = parts[unseen] @ weights
        biases[~seen] = bias
    return scores, biases


def _targets(texts: Sequence[Read], labels: Sequence[str]) -> Array:
    targets = np.zeros((len(texts), len(labels)))
    for row, text in enumerate(texts):
        for place, topic in enumerate(text.example.topics):
            targets[row, labels.index(topic)] = 1.0 if place == 0 else FURTHER_TOPIC
    return np.asarray(targets / targets.sum(axis=1, keepdims=True))


def _sentence_rows(texts: Sequence[Read], vocabulary: Vocabulary) -> tuple[sp.csr_matrix, fitting.Owners]:
    """A row per sentence, so that the rows of a text add up to its vector, and the text of each row."""
    matrices, owners = [], []
    for number, text in enumerate(texts):
        vector = vocabulary.vector(text.found)
        row_of = np.zeros(max(len(text.doc), 1), dtype=np.int64)
        for row, sentence in enumerate(text.sentences):
            row_of[sentence.start : sentence.end] = row
        shape = (len(text.sentences), len(vocabulary.hashes))
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
    return names, _named(told, {name: column for column, name in enumerate(names)})


def _named(told: Sequence[dict[str, float]], names: dict[str, int]) -> sp.csr_matrix:
    triples = [(value, row, names[name]) for row, features in enumerate(told) for name, value in features.items()]
    values, at, columns = zip(*triples, strict=True)
    return sp.csr_matrix((values, (at, columns)), shape=(len(told), len(names)))
