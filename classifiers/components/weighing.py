"""What the components with named weights share: a table of words to numbers that spaCy saves and loads with them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import srsly

WEIGHTS = "weights.json.gz"


class Weighing:
    """Holds weights by the name of a feature; empty until trained or read from disk."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        Path(path).mkdir(parents=True, exist_ok=True)
        packed = gzip.compress(json.dumps(self.weights, ensure_ascii=False).encode(), mtime=0)
        (Path(path) / WEIGHTS).write_bytes(packed)  # srsly would write the time into it: no two trainings alike

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Self:
        """spaCy's own way to load a component."""
        self.weights = srsly.read_gzip_json(Path(path) / WEIGHTS)
        return self
