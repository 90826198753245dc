"""The component `kind`: proposal, inquiry or noise, leaning to proposal, whose loss costs most."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.scoring import Scoring
from classifiers.novads import Novads

ASKED = {"inquiry": 0.8, "noise": 1.0}
"""The same for one of several wishes of a letter: it was found among what is asked for."""


@Novads.factory("kind", default_config={"inquiry": 0.5, "noise": 0.65})
def create(nlp: Language, name: str, inquiry: float, noise: float) -> Kind:
    """The component for a pipeline: how sure (0 to 1) it must be to call a text an inquiry or noise."""
    return Kind(inquiry, noise)


class Kind(Scoring):
    """Sets `doc._.kind` to (kind, confidence)."""

    def __init__(self, inquiry: float, noise: float) -> None:
        super().__init__()
        self.least = {"inquiry": inquiry, "noise": noise}

    def __call__(self, doc: Doc) -> Doc:
        scores = self.trained.probabilities(doc.user_data["vector"])
        best = int(scores.argmax())
        label = self.trained.labels[best]
        least = ASKED if doc.user_data.get("asked") else self.least
        kind = label if scores[best] >= least.get(label, 0.0) else "proposal"
        doc._.kind = (kind, float(scores[self.trained.labels.index(kind)]))
        return doc


if not Doc.has_extension("kind"):
    Doc.set_extension("kind", default=("proposal", 0.0))
