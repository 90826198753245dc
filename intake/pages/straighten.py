"""Straightens a page: lying lines, skew, and the common bow of a curled sheet's lines.

The measure is that of projection profiles (Postl 1986): rows of a straight page are either full of ink or empty, so the
squared differences of neighbouring row sums are largest at the right angle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.pages.ink import Mask, shares_of
from intake.pages.photo import Picture

MEASURING_DPI = 75
"""Angles are measured on a mask reduced to this resolution."""
LARGEST_SKEW = 8.0
LARGEST_BOW = 18.0
SMALLEST_SKEW = 0.2
SMALLEST_BOW = 1.0
SIDEWAYS_ADVANTAGE = 1.15
SURELY_UPRIGHT = 4.0
"""Lines that stand out so sharply are not measured in the other direction: lying ones reach 1.5, table columns 3.5."""
BOW_ADVANTAGE = 1.12
"""A bow is believed only when it beats straight lines by this factor."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a page lies: a quarter turn, its skew in degrees, and its bow in pixels at the measuring resolution."""

    sideways: bool
    skew: float
    bow: float


def pose_of(text: Mask, dots_per_inch: float, may_bow: bool) -> Pose:
    """Measure the pose on the mask of letters; `may_bow` for photographs, since scanners press sheets flat."""
    scale = MEASURING_DPI / dots_per_inch
    small = (shares_of(text, scale) > 40).astype(np.uint8)
    upright = _skew(small)
    lying = _skew(np.rot90(small)) if upright[0] < SURELY_UPRIGHT else (0.0, 0.0)
    sideways = lying[0] > upright[0] * SIDEWAYS_ADVANTAGE
    skew, bow = (lying if sideways else upright)[1], 0.0
    if may_bow:
        skew, bow = _bow(np.rot90(small) if sideways else small, skew)
    return Pose(sideways, skew, bow)


def straightened(picture: Picture, pose: Pose, dots_per_inch: float) -> Picture:
    """The picture with its pose undone; edges are repeated outwards."""
    turned = np.ascontiguousarray(np.rot90(picture)) if pose.sideways else picture
    if abs(pose.bow) >= SMALLEST_BOW:
        return _unbowed(turned, pose, dots_per_inch)
    return turned if abs(pose.skew) < SMALLEST_SKEW else _rotated(turned, pose.skew)


def _rotated(picture: Picture, degrees: float) -> Picture:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def _unbowed(picture: Picture, pose: Pose, dots_per_inch: float) -> Picture:
    height, width = picture.shape[:2]
    across = np.arange(width, dtype=np.float32) - width / 2
    lift = pose.bow * dots_per_inch / MEASURING_DPI * (2 * across / width) ** 2 + across * np.tan(np.radians(pose.skew))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    rows += lift.astype(np.float32)[None]
    flat = cv2.remap(picture, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def _points(mask: Mask, most: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Columns (from the middle) and rows of at most `most` ink pixels, drawn evenly."""
    rows, columns = np.nonzero(mask)
    if len(rows) > most:
        chosen = np.random.default_rng(0).integers(len(rows), size=most)
        rows, columns = rows[chosen], columns[chosen]
    return (columns - mask.shape[1] / 2).astype(np.float32), rows.astype(np.float32)


def _sharpness(rows: NDArray[np.float32]) -> float:
    profile = np.bincount(rows.astype(np.int32)).astype(np.float64)
    return float((np.diff(profile) ** 2).sum())


def _skew(mask: Mask) -> tuple[float, float]:
    """How sharply lines stand out, and the angle in degrees at which they do."""
    columns, rows = _points(mask, 8_000)
    if len(rows) < 200:
        return 0.0, 0.0
    offset = mask.shape[1]

    def score(angle: float) -> float:
        return _sharpness(rows - columns * np.float32(np.tan(np.radians(angle))) + offset)

    coarse = np.arange(-LARGEST_SKEW, LARGEST_SKEW + 0.01, 0.5)
    scores = [score(angle) for angle in coarse]
    near = float(coarse[int(np.argmax(scores))])
    best, angle = max((score(angle), float(angle)) for angle in near + np.arange(-0.4, 0.41, 0.1))
    return best / (float(np.median(scores)) + 1), angle


def _bow(mask: Mask, near: float) -> tuple[float, float]:
    """Skew in degrees and bow in pixels of the lines, searched together around the skew of unbowed lines."""
    columns, rows = _points(mask, 8_000)
    if len(rows) < 400:
        return 0.0, 0.0
    square = (2 * columns / mask.shape[1]) ** 2
    offset = mask.shape[1] * 0.2 + LARGEST_BOW + 4

    def score(skew: float, bow: float) -> float:
        return _sharpness(rows - columns * np.float32(np.tan(np.radians(skew))) - np.float32(bow) * square + offset)

    def best(skews: Iterable[float], bows: list[float]) -> tuple[float, float, float]:
        return max((score(skew, bow), float(skew), float(bow)) for skew in skews for bow in bows)

    step = [float(bow) for bow in np.arange(-LARGEST_BOW, LARGEST_BOW + 0.1, 2)]
    _, skew, bow = best(near + np.arange(-1.5, 1.6, 0.5), step)
    fine = [float(size) for size in bow + np.arange(-1.5, 1.6, 0.5)]
    sharpest, skew, bow = best(skew + np.arange(-0.4, 0.41, 0.2), fine)
    return (skew, bow) if sharpest > BOW_ADVANTAGE * score(near, 0.0) else (near, 0.0)
