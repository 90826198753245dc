"""What is ink on a page and what of it looks like letters. Pictures are grey, rows x columns, at a known resolution."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.pages.engine import Grey

Mask = NDArray[np.uint8]
"""1 where something is, else 0."""
Table = NDArray[np.int32]
"""One row per connected component: left, top, width, height, area; row 0 is the background."""

PAPER = 245
"""The grey that paper is brought to."""
MM_PER_INCH = 25.4
USUAL_LETTER_MM = 2.2
LARGEST_SPECK, SPECK_REACH = 3, 7
"""Specks have no more pixels of ink than the first in a square of the second."""
RULE_INCHES = 0.4
"""Strokes straight for this long are table rules."""
DEEPEST_SHADOW = 0.2
"""Paper in shadow is at least this bright beside the page's brightest; what is darker is no paper."""
LEFT, TOP, WIDTH, HEIGHT, AREA = range(5)


@dataclass(frozen=True, slots=True)
class Print:
    """The letter-like ink of a page: its mask, the height of a usual letter in pixels, how many letters and dots.

    `marked` says that some ink is too large for letters: rules, stamps, borders, blots.
    """

    mask: Mask
    letter_height: float
    letters: int
    specks: int = 0
    marked: bool = True

    @property
    def is_blank(self) -> bool:
        """Too little ink for a line of text."""
        return self.letters < 12 or float(self.mask.sum()) < 0.00025 * self.mask.size


def flatten(grey: Grey, dots_per_inch: float) -> Grey:
    """The page under even light: divided by the brightness of the paper around each pixel."""
    scale = 40 / dots_per_inch
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 11)
    darkest = max(1, int(DEEPEST_SHADOW * np.percentile(paper, 90)))
    wide = cv2.resize(np.maximum(paper, darkest).astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, wide, scale=PAPER), np.uint8)


def paper_share(flat: Grey) -> float:
    """Share of a flattened page that is as bright as paper."""
    return float((flat[::4, ::4] > 225).mean())


def ink_of(flat: Grey) -> Mask:
    """Where a flattened page is darker than Otsu's threshold, held between 120 and 215."""
    threshold, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_OTSU)
    return (flat < min(max(threshold, 120), 215)).astype(np.uint8)


def components(mask: Mask) -> tuple[NDArray[np.int32], Table]:
    """The number of each pixel's connected component (8 neighbours), and their table."""
    _, labels, table, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels, np.int32), np.asarray(table, np.int32)


def shrunk(grey: Grey) -> Grey:
    """The picture at half the resolution: what is looked for there costs a quarter, and any further step as well."""
    height, width = (size // 2 for size in grey.shape)
    even = grey[: 2 * height, : 2 * width]
    return np.asarray(cv2.resize(even, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def shares_of(mask: Mask, scale: float) -> Grey:
    """The mask reduced to `scale`, about a half or less: 255 where all of the pixels were set."""
    half = shrunk(mask * np.uint8(255))
    return np.asarray(cv2.resize(half, None, fx=2 * scale, fy=2 * scale, interpolation=cv2.INTER_AREA), np.uint8)


def halved(mask: Mask) -> Mask:
    """The mask at half the resolution: set where any pixel is, so that thin strokes hold together."""
    return (shrunk(mask * np.uint8(255)) > 0).astype(np.uint8)


def enlarged(mask: Mask, shape: tuple[int, ...]) -> Mask:
    """The mask brought to this shape, each of its pixels a block."""
    return np.asarray(cv2.resize(mask, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)


def letters_of(ink: Mask, dots_per_inch: float) -> Print:
    """The components of a letter's size; rules, stamps, borders and specks are left out."""
    half, dots = halved(ink), dots_per_inch / 2
    labels, table = components(half)
    height, count = _letter_height(table, dots)
    keep = (table[:, HEIGHT] < 3.2 * height) & (table[:, WIDTH] < 12 * height) & (table[:, HEIGHT] > 0.25 * height)
    keep &= table[:, AREA] > max(1.0, 0.02 * height * height)
    keep[0] = False
    kept: Mask = np.take(keep.astype(np.uint8), labels)
    mask = enlarged(kept, ink.shape) & ink
    return Print(mask, 2 * height, count, _specks(ink), _has_marks(table, height, half.shape, dots))


def text_rows(mask: Mask, letter_height: float) -> list[tuple[int, int, float]]:
    """Runs of rows that hold ink, at least half a letter high: (top, bottom, ink)."""
    profile = np.convolve(mask.sum(axis=1).astype(np.float64), np.ones(3) / 3, "same")
    if not profile.any():
        return []
    inked = profile > max(2.0, 0.12 * float(np.percentile(profile[profile > 0], 80)))
    return [
        (top, bottom, float(profile[top:bottom].sum()))
        for top, bottom in runs(inked)
        if bottom - top > 0.5 * letter_height
    ]


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches [start, end) in which the flags are true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _specks(ink: Mask) -> int:
    """Pixels of ink with next to no other ink around them."""
    around = cv2.boxFilter(ink, -1, (SPECK_REACH, SPECK_REACH), normalize=False)
    return int(((around <= LARGEST_SPECK) & (ink > 0)).sum())


def _has_marks(table: Table, letter: float, shape: tuple[int, ...], dots_per_inch: float) -> bool:
    """Whether any component is as long as a rule, as thick as a blot, or grown in from the edge of the page."""
    left, top, width, height = (table[1:, column] for column in (LEFT, TOP, WIDTH, HEIGHT))
    edge = (left <= 2) | (top <= 2) | (left + width >= shape[1] - 2) | (top + height >= shape[0] - 2)
    marks = np.maximum(width, height) > min(RULE_INCHES * dots_per_inch, 3.5 * letter)
    marks |= (np.minimum(width, height) > 2 * letter) | (edge & (height > 1.5 * letter))
    return bool(marks.any())


def _letter_height(table: Table, dots_per_inch: float) -> tuple[float, int]:
    """Median height of components between 0.9 and 8 mm, and their number."""
    mm = dots_per_inch / MM_PER_INCH
    heights, widths = table[1:, HEIGHT], table[1:, WIDTH]
    usual = (heights > 0.9 * mm) & (heights < 8 * mm) & (widths < 10 * mm) & (widths > 0.2 * mm)
    count = int(usual.sum())
    return (float(np.median(heights[usual])) if count >= 15 else USUAL_LETTER_MM * mm), count
