"""An inverted index in memory: from a feature to the rows that have it, with their weights."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Postings:
    """Rows are numbered as they are added; features are weighed by how rare they are (idf)."""

    def __init__(self, longest: float = 1.0) -> None:
        """Features that more than the share `longest` of all rows have are left out of queries."""
        self.rows = 0
        self.longest = longest
        self._of: dict[str, tuple[array[int], array[float]]] = {}

    def add(self, counts: Mapping[str, float]) -> None:
        """Append a row with its features' damped counts, weighed by what is known so far, of unit length."""
        weighed = self.unit(counts)
        for name, weight in weighed.items():
            numbers, weights = self._of.setdefault(name, (array("i"), array("f")))
            numbers.append(self.rows)
            weights.append(weight)
        self.rows += 1

    def idf(self, name: str) -> float:
        """How much a feature says: log((1 + rows) / (1 + rows with it)) + 1."""
        having = len(self._of[name][0]) if name in self._of else 0
        return math.log((1 + self.rows) / (1 + having)) + 1

    def unit(self, counts: Mapping[str, float]) -> dict[str, float]:
        """The weights of a row, of unit length together."""
        weighed = {name: count * self.idf(name) for name, count in counts.items()}
        norm = math.sqrt(sum(weight * weight for weight in weighed.values()))
        return {name: weight / norm for name, weight in weighed.items()} if norm else {}

    def scores(self, counts: Mapping[str, float]) -> Floats:
        """The cosine of a query with every row [rows]."""
        numbers, weights = [], []
        for name, weight in self.unit(counts).items():
            if name in self._of and len(self._of[name][0]) <= max(self.longest * self.rows, 50):
                having, theirs = self._of[name]
                numbers.append(np.frombuffer(having, dtype=np.int32))
                weights.append(np.frombuffer(theirs, dtype=np.float32) * np.float32(weight))
        if not numbers:
            return np.zeros(self.rows)
        return np.asarray(np.bincount(np.concatenate(numbers), np.concatenate(weights), self.rows), dtype=np.float64)
