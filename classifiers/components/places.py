"""The component `places`: of all places that a text names, those its wish is about."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from classifiers.components.weighing import Weighing
from classifiers.mentions import Mention, Mentions
from classifiers.novads import Novads

BIAS = "bias"


@Novads.factory("places", default_config={"threshold": 0.0})
def create(nlp: Language, name: str, threshold: float) -> Places:
    """The component for a pipeline; a mention counts above `threshold` (log odds)."""
    return Places(threshold)


class Places(Weighing):
    """Marks places of the wish as entities PLACE with the place id as `kb_id`, places named in passing as ASIDE."""

    def __init__(self, threshold: float) -> None:
        super().__init__()
        self.threshold = threshold
        self.mentions = Mentions()

    def __call__(self, doc: Doc) -> Doc:
        """Add the places to `doc.ents`."""
        taken = {number for span in doc.ents for number in range(span.start, span.end)}
        spans = [
            Span(doc, at.start, at.end, self._label(mention), kb_id=at.place)
            for mention in self.mentions.find(doc)
            if not taken & set(range((at := mention.candidate).start, at.end))
        ]
        if spans:
            doc.ents = [*doc.ents, *spans]
        return doc

    def _label(self, mention: Mention) -> str:
        odds = self.weights.get(BIAS, 1.0) + sum(self.weights.get(feature, 0.0) for feature in mention.features)
        return "PLACE" if odds > self.threshold else "ASIDE"
