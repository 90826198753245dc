"""Cuts a page into regions in reading order: columns where a clear gutter parts several lines, otherwise one region.

The recursive X-Y cut (Nagy and Seth 1984), with the rule that a gutter crossed by table rules parts no columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from intake.pages.ink import MM_PER_INCH, Mask, Print, runs, text_rows

GUTTER_MM = 4.0
COLUMN_MM = 30.0
TWO_COLUMNS_MM = 70.0
DEEPEST = 8
CROSSING_RULES = 3


@dataclass(frozen=True, slots=True)
class Region:
    """A box of the page in pixels, ends excluded; `column` when other text stands beside it."""

    left: int
    top: int
    right: int
    bottom: int
    column: bool = False


class Layout:
    """The ink of one page and the measures taken from it."""

    def __init__(self, text: Print, rules: Mask, dots_per_inch: float) -> None:
        self.mask, self.rules, self.letter = text.mask, rules, text.letter_height
        self.mm = dots_per_inch / MM_PER_INCH

    def regions(self) -> list[Region]:
        """The page's regions in reading order, none when there is no ink."""
        height, width = self.mask.shape
        return self._cut(Region(0, 0, width, height), 0)

    def _cut(self, region: Region, depth: int) -> list[Region]:
        trimmed = self._trimmed(region)
        if trimmed is None:
            return []
        if depth >= DEEPEST:
            return [trimmed]
        if gutter := self._gutter(trimmed):
            start, end = trimmed.left + gutter[0], trimmed.left + gutter[1]
            left = Region(trimmed.left, trimmed.top, start, trimmed.bottom)
            right = Region(end, trimmed.top, trimmed.right, trimmed.bottom)
            sides = self._cut(left, depth + 1) + self._cut(right, depth + 1)
            return [Region(side.left, side.top, side.right, side.bottom, column=True) for side in sides]
        if gap := self._gap(trimmed):
            above = Region(trimmed.left, trimmed.top, trimmed.right, trimmed.top + gap[0])
            below = Region(trimmed.left, trimmed.top + gap[1], trimmed.right, trimmed.bottom)
            return _joined(self._cut(above, depth + 1), self._cut(below, depth + 1))
        return [trimmed]

    def _trimmed(self, region: Region) -> Region | None:
        part = self.mask[region.top : region.bottom, region.left : region.right]
        rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        if not len(rows):
            return None
        left, top = region.left + int(columns[0]), region.top + int(rows[0])
        return Region(left, top, region.left + int(columns[-1]) + 1, region.top + int(rows[-1]) + 1)

    def _gutter(self, region: Region) -> tuple[int, int] | None:
        """The widest white stripe from top to bottom that parts two columns."""
        width, height = region.right - region.left, region.bottom - region.top
        if width <= TWO_COLUMNS_MM * self.mm or height <= 3 * self.letter:
            return None
        part = self.mask[region.top : region.bottom, region.left : region.right]
        stripes = [run for run in runs(part.max(axis=0) == 0) if run[1] - run[0] >= GUTTER_MM * self.mm]
        widest_first = sorted(stripes, key=lambda run: run[0] - run[1])
        return next((run for run in widest_first if self._parts_columns(region, part, run)), None)

    def _parts_columns(self, region: Region, part: Mask, run: tuple[int, int]) -> bool:
        start, end = run
        if min(start, part.shape[1] - end) < COLUMN_MM * self.mm:
            return False
        left, right = part[:, :start], part[:, end:]
        if min(len(text_rows(left, self.letter)), len(text_rows(right, self.letter))) < 3:
            return False
        return self._side_by_side(left, right) and not self._crossed(region, run)

    def _side_by_side(self, left: Mask, right: Mask) -> bool:
        a, b = np.flatnonzero(left.any(axis=1)), np.flatnonzero(right.any(axis=1))
        overlap = min(a[-1], b[-1]) - max(a[0], b[0])
        return bool(overlap >= 0.5 * min(a[-1] - a[0], b[-1] - b[0]))

    def _crossed(self, region: Region, run: tuple[int, int]) -> bool:
        stripe = self.rules[region.top : region.bottom, region.left + run[0] : region.left + run[1]]
        return int((stripe.sum(axis=1) >= 0.8 * stripe.shape[1]).sum()) >= CROSSING_RULES

    def _gap(self, region: Region) -> tuple[int, int] | None:
        """The largest white stripe from left to right between paragraphs."""
        part = self.mask[region.top : region.bottom, region.left : region.right]
        least = max(1.6 * self.letter, 2.2 * self.mm)
        gaps = [run for run in runs(part.max(axis=1) == 0) if run[1] - run[0] >= least]
        return max(gaps, key=lambda run: run[1] - run[0], default=None)


def _joined(above: list[Region], below: list[Region]) -> list[Region]:
    """One list in which full-width neighbours have become one region."""
    if not above or not below or above[-1].column or below[0].column:
        return above + below
    a, b = above[-1], below[0]
    whole = Region(min(a.left, b.left), a.top, max(a.right, b.right), b.bottom)
    return [*above[:-1], whole, *below[1:]]
