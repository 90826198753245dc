"""The component `places`: of all places that a text names, those its wish is about."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from classifiers.components.weighing import Weighing
from classifiers.mentions import Mention, Mentioned, Mentions
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
        """Add the places to `doc.ents` and all that was said of each to `doc._.mentioned`."""
        taken = {number for span in doc.ents for number in range(span.start, span.end)}
        found = [
            (one.candidate, self._odds(one))
            for one in self.mentions.find(doc)
            if not taken & set(range(one.candidate.start, one.candidate.end))
        ]
        if found:
            doc._.mentioned = tuple(Mentioned(at.place, doc[at.start].idx, odds) for at, odds in found)
            spans = [Span(doc, at.start, at.end, self._label(odds), kb_id=at.place) for at, odds in found]
            doc.ents = [*doc.ents, *spans]
        return doc

    def _odds(self, mention: Mention) -> float:
        return self.weights.get(BIAS, 1.0) + sum(self.weights.get(feature, 0.0) for feature in mention.features)

    def _label(self, odds: float) -> str:
        return "PLACE" if odds > self.threshold else "ASIDE"


if not Doc.has_extension("mentioned"):
    Doc.set_extension("mentioned", default=())
