"""Takes out what is not text without eating letters: table rules, stamps, signatures, borders, punch holes, blots."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.pages.engine import Grey
from intake.pages.ink import (
    AREA,
    HEIGHT,
    LEFT,
    PAPER,
    RULE_INCHES,
    TOP,
    WIDTH,
    Mask,
    Print,
    Table,
    components,
    enlarged,
    halved,
    ink_of,
)
from intake.pages.stamps import SMALLEST_GAP, STAMP_SHARE, filled, lift, without_pale_stamps

Labels = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The page without marks, and where its horizontal rules were (they hold table columns together)."""

    flat: Grey
    rules: Mask


def without_marks(flat: Grey, text: Print, dots_per_inch: float) -> Cleaned:
    """Whiten rules, then the strokes too large for letters; inside pale stamps only the print stays."""
    if not text.marked:
        return Cleaned(flat, np.zeros(flat.shape, np.uint8))
    lifted = without_pale_stamps(flat, text.mask, dots_per_inch)
    ink = halved(ink_of(lifted))
    level, upright = _rules(ink, dots_per_inch / 2)
    rules = np.asarray(cv2.dilate(level | upright, np.ones((3, 3), np.uint8)), np.uint8)
    labels, table = components(ink & (1 - rules))
    large = _too_large(table, text.letter_height / 2, ink.shape)
    cleaned = lifted.copy()
    cleaned[enlarged(rules, flat.shape) > 0] = PAPER
    if large.any():
        cleaned = _without_strokes(cleaned, labels, table, large, text.letter_height, _print_tone(lifted, text.mask))
    return Cleaned(cleaned, enlarged(level, flat.shape))


def _rules(ink: Mask, dots_per_inch: float) -> tuple[Mask, Mask]:
    length = int(dots_per_inch * RULE_INCHES)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    return np.asarray(level, np.uint8), np.asarray(upright, np.uint8)


def _too_large(table: Table, letter: float, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which components are too high, too wide, too thin for their size, or grown in from the edge of the page."""
    left, top, width, height, area = (table[:, column] for column in (LEFT, TOP, WIDTH, HEIGHT, AREA))
    hollow = (height > 3.2 * letter) & (area < 0.12 * width * height)
    large = ((height > 4.5 * letter) | (width > 30 * letter) | hollow) & (np.maximum(width, height) > 3.5 * letter)
    large |= (np.minimum(width, height) > 2 * letter) & (area > 0.6 * width * height)
    edge = (left <= 2) | (top <= 2) | (left + width >= shape[1] - 2) | (top + height >= shape[0] - 2)
    large |= edge & ((height > 1.5 * letter) | (width > 3 * letter))
    large[0] = False
    return np.asarray(large)


def _print_tone(flat: Grey, letters: Mask) -> float:
    printed = flat[letters > 0]
    return float(np.percentile(printed, 30)) if printed.size > 500 else 60.0


def _without_strokes(flat: Grey, labels: Labels, table: Table, large: Flags, letter: float, print_tone: float) -> Grey:
    """Pale strokes are lifted with all that stands inside them, as stamps are; dark ones are whitened.

    `labels` and `table` are at half the resolution of the page.
    """
    cleaned = flat.copy()
    for number in np.flatnonzero(large):
        left, top, width, height = (int(n) for n in table[number, [LEFT, TOP, WIDTH, HEIGHT]])
        small = labels[top : top + height, left : left + width] == number
        left, top, width, height = 2 * left, 2 * top, 2 * width, 2 * height
        box = (slice(top, top + height), slice(left, left + width))
        stroke = enlarged(small.astype(np.uint8), (height, width))
        tone = float(np.percentile(flat[box][stroke > 0], STAMP_SHARE))
        if tone - print_tone < SMALLEST_GAP:
            whiten(cleaned, stroke, box)
        elif min(width, height) > 3.5 * letter and width < 0.5 * flat.shape[1]:
            inside = filled(np.argwhere(stroke)[:, ::-1].astype(np.int32), stroke.shape) > 0
            lift(cleaned[box], flat[box].astype(np.float32), inside, (print_tone, tone))
        else:
            whiten(cleaned, stroke & (flat[box] > print_tone + 0.22 * (PAPER - print_tone)), box)
    return cleaned


def whiten(flat: Grey, stroke: Mask, box: tuple[slice, slice]) -> None:
    """Paint the stroke's pixels and their neighbours inside the box with paper."""
    flat[box][cv2.dilate(stroke, np.ones((3, 3), np.uint8)) > 0] = PAPER
