"""The component `request`: how much each sentence weighs: what is asked more than where and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers import lexicon
from classifiers.components.weighing import Weighing
from classifiers.features import extract, remember
from classifiers.linear import Floats
from classifiers.novads import Novads
from classifiers.reading import batches
from classifiers.requests import NO_TOPIC, Sentence, sentences


@Novads.factory("request")
def create(nlp: Language, name: str) -> Request:
    """The component for a pipeline; untrained, all sentences weigh the same."""
    return Request()


class Request(Weighing):
    """Sets `doc.user_data["found"]`, the features, and `doc.user_data["stress"]`, a weight per token of mean one."""

    def __init__(self) -> None:
        super().__init__()
        self.lexicon = lexicon.ours()

    def __call__(self, doc: Doc) -> Doc:
        found = doc.user_data["found"] = extract(doc, self.lexicon)
        doc.user_data["topical"] = any(self.lexicon.concepts[number].topic != NO_TOPIC for _, number in found.concepts)
        doc.user_data["stress"] = self.stress(sentences(doc, found, self.lexicon), len(doc))
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """spaCy's own way to read many texts; their words are worked out at once."""
        for batch in batches(docs, batch_size):
            remember(batch)
            yield from map(self, batch)

    def stress(self, parts: list[Sentence], size: int) -> Floats:
        """A weight per token: the softmax over sentences times their number, so that alike sentences weigh one."""
        scores = np.array([sum(self.weights.get(f, 0.0) * v for f, v in part.features.items()) for part in parts])
        powers = np.exp(scores - scores.max()) if parts else scores
        stress = np.ones(size, dtype=np.float32)
        for part, share in zip(parts, powers / max(powers.sum(), 1e-9) * len(parts), strict=True):
            stress[part.start : part.end] = share
        return stress
