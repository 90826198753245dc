"""The whole model: what is learned goes into one pipeline, which is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language

from classifiers import fitting
from classifiers.components.kind import Kind
from classifiers.components.language import LanguageOfText
from classifiers.components.places import Places
from classifiers.components.request import Request
from classifiers.components.review import Review
from classifiers.components.topics import Topics
from classifiers.components.vector import TextVector
from classifiers.examples import Example
from classifiers.linear import Linear
from classifiers.novads import component
from classifiers.pipeline import blank
from classifiers.training.kinds import fit_kind
from classifiers.training.languages import fit_language
from classifiers.training.places import Located, fit_places
from classifiers.training.texts import Fitted, Read, folds_by_hand, learn_vocabulary, read
from classifiers.training.topics import fit_topics

VERSION = "0.11.0"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """The models of kinds, topics and places of one fold, which saw no text of its hands."""

    hands: frozenset[str]
    kind: Linear
    topics: Linear
    places: dict[str, float]


@dataclass(frozen=True, slots=True)
class Trained:
    """The trained pipeline, and for each fold of hands what the others alone would have taught it."""

    nlp: Language
    held_out: tuple[HeldOut, ...]


def train(examples: Sequence[Example], output: Path) -> Trained:
    """Train on `examples` and save the pipeline into the folder `output`. Deterministic."""
    nlp, reader = blank(), blank()  # two pipelines: the words of the examples stay out of the saved one
    component(nlp, "language", LanguageOfText).linear = component(reader, "language", LanguageOfText).linear = (
        fit_language(examples)
    )
    folds = folds_by_hand([example.hand for example in examples])
    located = fit_places(reader, examples, folds)
    component(nlp, "places", Places).weights = component(reader, "places", Places).weights = located.weights
    texts = [read(reader, example) for example in examples]
    vocabulary = component(nlp, "vector", TextVector).vocabulary = learn_vocabulary([text.found for text in texts])
    kinds = fit_kind(texts, vocabulary, folds)
    component(nlp, "kind", Kind).linear = kinds.linear
    asked = np.array([text.example.kind == "proposal" for text in texts])
    fitted = fit_topics([texts[row] for row in np.flatnonzero(asked)], vocabulary, folds[asked])
    component(nlp, "request", Request).weights = fitted.stress
    component(nlp, "topics", Topics).linear = fitted.topics.linear
    review = component(nlp, "review", Review)
    review.weights = fitted.calibration.further | {"margin": fitted.calibration.margin}
    nlp.meta["version"] = VERSION
    nlp.to_disk(output)
    return Trained(nlp, tuple(_held_out(texts, folds, kinds, fitted.topics, located)))


def _held_out(
    texts: Sequence[Read], folds: fitting.Owners, kinds: Fitted, topics: Fitted, located: Located
) -> Iterator[HeldOut]:
    for fold in sorted(kinds.held_out.keys() & topics.held_out.keys()):
        hands = frozenset(text.example.hand for text, own in zip(texts, folds, strict=True) if own == fold)
        yield HeldOut(hands, kinds.held_out[fold], topics.held_out[fold], located.held_out[fold])
