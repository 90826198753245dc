"""The component `vector`: the sparse vector of a text that `kind` and `topics` share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.features import BLOCKS
from classifiers.linear import Vocabulary
from classifiers.novads import Novads


@Novads.factory("vector")
def create(nlp: Language, name: str) -> TextVector:
    """The component for a pipeline; it knows no feature until it is trained or read from disk."""
    return TextVector()


class TextVector:
    """Sets `doc.user_data["vector"]` from `doc.user_data["found"]`."""

    def __init__(self) -> None:
        nothing = np.empty(0, dtype=np.float32)
        self.vocabulary = Vocabulary(np.empty(0, dtype=np.uint32), nothing, (1.0,) * len(BLOCKS))

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data["vector"] = self.vocabulary.vector(doc.user_data["found"])
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        self.vocabulary.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> TextVector:
        """spaCy's own way to load a component."""
        self.vocabulary = Vocabulary.from_disk(Path(path))
        return self
