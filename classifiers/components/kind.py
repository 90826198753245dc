"""The component `kind`: proposal, inquiry or noise, leaning to proposal, whose loss costs most."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.linear import Linear
from classifiers.novads import Novads

SURE_ENOUGH = {"inquiry": 0.5, "noise": 0.5}


@Novads.factory("kind")
def create(nlp: Language, name: str) -> Kind:
    """The component for a pipeline."""
    return Kind()


class Kind:
    """Sets `doc._.kind` to (kind, confidence)."""

    def __init__(self) -> None:
        self.linear: Linear | None = None

    def __call__(self, doc: Doc) -> Doc:
        assert self.linear is not None, "the model is not trained"
        scores = dict(zip(self.linear.labels, self.linear.probabilities(doc.user_data["vector"]), strict=True))
        best = max(scores, key=lambda kind: scores[kind])
        kind = best if scores[best] >= SURE_ENOUGH.get(best, 0.0) else "proposal"
        doc._.kind = (kind, float(scores[kind]))
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        assert self.linear is not None, "the model is not trained"
        self.linear.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Kind:
        """spaCy's own way to load a component."""
        self.linear = Linear.from_disk(Path(path))
        return self


if not Doc.has_extension("kind"):
    Doc.set_extension("kind", default=("proposal", 0.0))
