"""What the components with named weights share: a table of words to numbers that spaCy saves and loads with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

import srsly


class Weighing:
    """Holds weights by the name of a feature; empty until trained or read from disk."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_json(Path(path) / "weights.json", self.weights)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Self:
        """spaCy's own way to load a component."""
        self.weights = srsly.read_json(Path(path) / "weights.json")
        return self
