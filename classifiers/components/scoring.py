"""What the learned components share: a linear model that spaCy saves and loads with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from classifiers.linear import Linear


class Scoring:
    """Holds the component's linear model; None until it is trained or read from disk."""

    def __init__(self) -> None:
        self.linear: Linear | None = None

    @property
    def trained(self) -> Linear:
        """The model. Raises RuntimeError where there is none."""
        if self.linear is None:
            raise RuntimeError("this pipeline is not trained: run `novads train`, or load a saved model")
        return self.linear

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        self.trained.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Self:
        """spaCy's own way to load a component."""
        self.linear = Linear.from_disk(Path(path))
        return self
