"""Linear models over sparse vectors: 8-bit weights, numpy at work, every score traceable to its words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from classifiers.features import BLOCKS, Found, Hashes

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
CONCEPTS = BLOCKS.index("concepts")
FOREIGN = 1.8
"""Fewer Russian and English texts taught the words: there the ideas that all languages share weigh more."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A sparse vector kept as occurrences: column, value and token of each; a column's value is the sum of its rows."""

    columns: npt.NDArray[np.int64]
    values: Floats
    tokens: npt.NDArray[np.int32]

    def stressed(self, stress: Floats) -> Vector:
        """The vector with each occurrence weighed by the `stress` of its token; `stress` has one row per token."""
        return Vector(self.columns, self.values * stress[self.tokens], self.tokens)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features a model knows, sorted by hash, with their idf; `weights` scales each block's unit vector."""

    hashes: Hashes
    idf: Floats
    weights: tuple[float, ...]

    def vector(self, found: Found) -> Vector:
        """tf-idf of the known features, (1 + log tf) * idf, each block of unit length times its weight."""
        if not len(self.hashes):
            return Vector(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int32))
        hashes, first, rows, counts = _grouped(found.hashes)
        columns = self.hashes.searchsorted(hashes)
        known = self.hashes.take(columns, mode="clip") == hashes
        values = known * (1 + np.log(counts)) * self.idf.take(columns, mode="clip")
        blocks = found.blocks.take(first)
        norms = np.sqrt(np.bincount(blocks, weights=values**2, minlength=len(BLOCKS)))
        scales = np.array(self.weights) / np.maximum(norms, 1e-9)
        if found.language != "lv":
            scales[CONCEPTS] *= FOREIGN
        values = (values * scales.take(blocks) / counts).astype(np.float32)
        kept = known.take(rows).nonzero()[0]
        rows = rows.take(kept)
        return Vector(columns.take(rows), values.take(rows), found.tokens.take(kept))

    def to_disk(self, path: Path) -> None:
        """Write the vocabulary as arrays into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        gaps = np.diff(self.hashes, prepend=np.uint32(0)).view(np.uint8).reshape(-1, 4)
        idf = self.idf.astype(np.float16)
        np.savez_compressed(
            path / "features.npz", gaps=gaps.T.copy(), idf=idf
        )  # the high bytes of gaps are mostly zero
        np.save(path / "weights.npy", np.array(self.weights, dtype=np.float32))

    @classmethod
    def from_disk(cls, path: Path) -> Vocabulary:
        """Read what `to_disk` wrote."""
        weights = tuple(float(weight) for weight in np.load(path / "weights.npy"))
        with np.load(path / "features.npz") as packed:
            gaps = packed["gaps"].T.copy().view(np.uint32).ravel()
            return cls(gaps.cumsum(dtype=np.uint32), packed["idf"].astype(np.float32), weights)


def _grouped(hashes: Hashes) -> tuple[Hashes, Indices, Indices, Indices]:
    """What `np.unique` gives with index, inverse and counts, by one sort of (hash, position) in 64 bits: much faster.

    Sorted, so that the search for them walks through memory in one direction.
    """
    packed = np.sort(hashes.astype(np.uint64) << 32 | np.arange(len(hashes), dtype=np.uint64))
    ordered, positions = (packed >> 32).astype(np.uint32), packed.astype(np.uint32).astype(np.int64)
    edges = np.ones(len(hashes) + 1, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=edges[1:-1])
    bounds = edges.nonzero()[0]
    begins, counts = bounds[:-1], bounds[1:] - bounds[:-1]
    groups = np.empty(len(hashes), dtype=np.int64)
    groups[positions] = np.arange(len(begins)).repeat(counts)
    return ordered[begins], positions[begins], groups, counts


@dataclass(frozen=True, slots=True)
class Linear:
    """Labels with 8-bit weights [features, labels], a scale and a bias per label; softmax at a temperature."""

    labels: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    scales: Floats
    biases: Floats
    temperature: float

    def scores(self, vector: Vector) -> Floats:
        """The log odds per label before the softmax."""
        weighed = vector.values @ self.weights.take(vector.columns, axis=0).astype(np.float32)
        return np.asarray((weighed * self.scales + self.biases) / self.temperature, dtype=np.float32)

    def probabilities(self, vector: Vector) -> Floats:
        """A probability per label; they add up to one."""
        return shares(self.scores(vector))

    def contributions(self, vector: Vector, label: int, size: int) -> Floats:
        """What each of `size` tokens adds to the score of `label` beyond what it adds to labels on average."""
        rows = self.weights.take(vector.columns, axis=0).astype(np.float32)
        added = vector.values * (rows[:, label] * self.scales[label] - rows @ (self.scales / len(self.scales)))
        return np.bincount(vector.tokens, weights=added, minlength=size).astype(np.float32)

    def to_disk(self, path: Path) -> None:
        """Write the arrays into the folder `path`."""
        path.mkdir(parents=True, exist_ok=True)
        np.save(path / "labels.npy", np.array(self.labels))
        np.savez_compressed(path / "weights.npz", weights=self.weights)  # most are near zero: half the size
        np.save(path / "scales.npy", np.stack([self.scales, self.biases]))
        np.save(path / "temperature.npy", np.array(self.temperature, dtype=np.float32))

    @classmethod
    def from_disk(cls, path: Path) -> Linear:
        """Read what `to_disk` wrote."""
        scales, biases = np.load(path / "scales.npy")
        labels = tuple(str(label) for label in np.load(path / "labels.npy"))
        with np.load(path / "weights.npz") as packed:
            weights = packed["weights"]
        return cls(labels, weights, scales, biases, float(np.load(path / "temperature.npy")))


def shares(scores: Floats) -> Floats:
    """Probabilities of log odds; they add up to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)


def quantised(labels: tuple[str, ...], weights: Floats, biases: Floats, temperature: float = 1.0) -> Linear:
    """A Linear of float weights [features, labels], rounded to 8 bits with a scale per label."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    rounded = np.ascontiguousarray(np.round(weights / scales).astype(np.int8))  # by row, as they are looked up
    return Linear(labels, rounded, scales.astype(np.float32), biases.astype(np.float32), temperature)
