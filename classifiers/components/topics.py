"""The component `topics`: a calibrated probability per topic in `doc.cats`, the request weighed above the rest."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.scoring import Scoring
from classifiers.linear import Vector, shares
from classifiers.novads import Novads
from classifiers.reading import token_texts


@Novads.factory("topics")
def create(nlp: Language, name: str) -> Topics:
    """The component for a pipeline."""
    return Topics()


class Topics(Scoring):
    """Sets `doc.cats` for all topics; the values add up to one. The scores before that are `user_data["scores"]`."""

    def __call__(self, doc: Doc) -> Doc:
        vector: Vector = doc.user_data["vector"]
        stressed = doc.user_data["stressed"] = vector.stressed(doc.user_data["stress"])
        scores = self.trained.scores(stressed)
        doc.user_data["scores"] = dict(zip(self.trained.labels, scores.tolist(), strict=True))
        doc.cats = dict(zip(self.trained.labels, shares(scores).tolist(), strict=True))
        return doc

    def words(self, doc: Doc, topic: str, most: int = 5) -> tuple[str, ...]:
        """The words that add most to `topic` beyond other topics, strongest first, as they stand in the text."""
        added = self.trained.contributions(doc.user_data["stressed"], self.trained.labels.index(topic), len(doc))
        texts = token_texts(doc)
        order = (-added).argsort(kind="stable")[: np.count_nonzero(added > 0)]
        return tuple(dict.fromkeys(texts[i] for i in order.tolist()))[:most]
