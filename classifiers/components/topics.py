"""The component `topics`: a calibrated probability per topic in `doc.cats`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.linear import Linear
from classifiers.novads import Novads


@Novads.factory("topics")
def create(nlp: Language, name: str) -> Topics:
    """The component for a pipeline."""
    return Topics()


class Topics:
    """Sets `doc.cats` for all topics; the values add up to one."""

    def __init__(self) -> None:
        self.linear: Linear | None = None

    def __call__(self, doc: Doc) -> Doc:
        assert self.linear is not None, "the model is not trained"
        scores = self.linear.probabilities(doc.user_data["vector"])
        doc.cats = {label: float(score) for label, score in zip(self.linear.labels, scores, strict=True)}
        return doc

    def words(self, doc: Doc, topic: str, most: int = 5) -> tuple[str, ...]:
        """The words that add most to `topic` beyond other topics, strongest first, as they stand in the text."""
        assert self.linear is not None, "the model is not trained"
        added = self.linear.contributions(doc.user_data["vector"], self.linear.labels.index(topic), len(doc))
        words = [doc[int(i)].text for i in (-added).argsort() if added[i] > 0]
        return tuple(dict.fromkeys(words))[:most]

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        assert self.linear is not None, "the model is not trained"
        self.linear.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Topics:
        """spaCy's own way to load a component."""
        self.linear = Linear.from_disk(Path(path))
        return self
