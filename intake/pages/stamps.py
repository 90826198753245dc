"""Lifts stamps and signatures off the print under them: coloured ink is bright in some colour, black ink in none."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.pages.engine import Grey
from intake.pages.ink import AREA, HEIGHT, LEFT, MM_PER_INCH, PAPER, TOP, WIDTH, Mask, components
from intake.pages.photo import Picture

SEARCH_DPI = 75
COLOURED = 45
"""Difference between the strongest and the weakest colour from which ink counts as coloured."""
INK_BELOW = 205
STROKE_MM = 8.0
"""A coloured stroke this high belongs to a stamp or a signature; coloured print is lower."""
REACH_MM = 2.5
MOSTLY_COLOURED = 0.7
"""Above this share of coloured ink the page itself is printed in colour."""
SMALLEST_GAP = 25.0
"""Stamp ink closer than this to the print, in greys, cannot be told from it."""
STAMP_SHARE = 25
"""The percentile of a stamp's brightness taken as its tone; darker parts keep a trace."""
WHITE = 250.0
FEWEST_PIXELS = 60
"""At the search resolution; less stamp ink is left where it is."""
PALE_SHARE = 0.13
PALE_STAMP_SHARE = 10
MOST_PRINT = 80
"""The percentile of the letters' tones above which ink may be a pale stamp."""
SMALLEST_STEP = 12.0
LARGEST_SHARE = 0.6
"""Stamps hold less of a page's letters than this."""
HALF_INKED = 110
LARGEST_HAIRLINE = 4
LONGEST_STRAIGHT = 60
"""Pixels at the search resolution, 20 mm: straight level or upright strokes of this length are rules of a form."""
Box = tuple[slice, slice]


def without_stamps(colour: Picture, dots_per_inch: float) -> Grey:
    """The page in grey; inside coloured stamps and signatures only ink as dark as the page's print remains."""
    grey = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), np.uint8)
    if not _balanced_chroma(colour[::4, ::4]).any():
        return grey
    scale = SEARCH_DPI / dots_per_inch
    small = np.asarray(cv2.resize(colour, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    coloured = _balanced_chroma(small)
    ink = int((_weakest(small) < 140).sum())
    if coloured.sum() < FEWEST_PIXELS or coloured.sum() > MOSTLY_COLOURED * max(1, ink):
        return grey
    print_tone, tables = _tone_of_print(small, coloured), _white_balance(small)
    for area in _stamp_areas(coloured):
        _lift_area(grey, colour, tables, area, coloured, print_tone)
    return grey


def lift(grey: Grey, bright: NDArray[np.float32], inside: NDArray[np.bool_], tones: tuple[float, float]) -> None:
    """Stretch `bright` so that the first tone, of print, stays black and the second, of the stamp, turns to paper.

    Writes into `grey` where `inside` is true, only ever lighter; does nothing when the tones are too close to tell.
    """
    print_tone, stamp_tone = tones
    if stamp_tone - print_tone < SMALLEST_GAP:
        return
    stretched = np.clip((bright - print_tone) / (stamp_tone - print_tone), 0, 1) * WHITE
    grey[inside] = np.maximum(grey[inside], stretched[inside].astype(np.uint8))


def without_pale_stamps(flat: Grey, letters: Mask, dots_per_inch: float) -> Grey:
    """A flattened page scanned in grey; inside stamps paler than its print only the print remains.

    Pale is what has no ink as dark as print within half a stroke, and is paler than most letters of the page: thin or
    soft letters are pale too, but then many of them are. Large parts of the print are never taken for a stamp.
    """
    core = np.asarray(cv2.erode(flat, np.ones((5, 5), np.uint8)), np.uint8)
    printed = core[::2, ::2][letters[::2, ::2] > 0]
    if not printed.size:
        return flat
    print_tone, most = (float(tone) for tone in np.percentile(printed, (30, MOST_PRINT)))
    darkest_pale = max(most + SMALLEST_STEP, print_tone + max(SMALLEST_GAP, PALE_SHARE * (PAPER - print_tone)))
    pale = np.asarray(cv2.bitwise_and(cv2.inRange(core, darkest_pale, 255), cv2.inRange(flat, 0, INK_BELOW)), np.uint8)
    scale = SEARCH_DPI / dots_per_inch
    reduced = cv2.resize(pale, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = _loose_strokes((reduced > HALF_INKED).astype(np.uint8))
    areas = _pale_areas(small, letters) if small.sum() >= FEWEST_PIXELS else []
    if not areas:
        return flat
    strokes, lifted = np.asarray(cv2.dilate(small, np.ones((5, 5), np.uint8)), np.uint8), flat.copy()
    for area in areas:
        _lift_pale(lifted, flat, pale, area & strokes, print_tone)
    return lifted


def _pale_areas(pale: Mask, letters: Mask) -> list[Mask]:
    """The areas of pale stamps with letters in them: sure ones, and those inside the outline of all sure ones whose
    strokes the print breaks. None when they hold so much of the letters that these must be pale themselves.
    """
    large = list(_stamp_areas(pale, bridge=5))
    inked = cv2.resize(letters * np.uint8(255), pale.shape[::-1], interpolation=cv2.INTER_AREA) if large else pale
    sure = [area for area in large if inked[area > 0].any()]
    if not sure:
        return []
    outline = filled(np.argwhere(np.maximum.reduce(sure))[:, ::-1].astype(np.int32), pale.shape) > 0
    areas = [area for area in _stamp_areas(pale, bridge=9) if outline[area > 0].any()]
    inside = np.maximum.reduce([*sure, *areas]) > 0
    return areas if inked[inside].sum() < LARGEST_SHARE * inked.sum() else []


def _lift_pale(lifted: Grey, flat: Grey, pale: Mask, strokes: Mask, print_tone: float) -> None:
    """Lift the strokes, a mask at the search resolution, of one pale stamp."""
    wide = np.asarray(cv2.resize(strokes, flat.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint8)
    left, top, width, height = cv2.boundingRect(wide)
    box = (slice(top, top + height), slice(left, left + width))
    inside = np.asarray(wide[box] > 0)
    tones = flat[box][inside & (pale[box] > 0)]
    if tones.size:
        stamp_tone = float(np.percentile(tones, PALE_STAMP_SHARE))
        lift(lifted[box], flat[box].astype(np.float32), inside, (print_tone, stamp_tone))


def _loose_strokes(pale: Mask) -> Mask:
    """Without long rules, the dots that thin strokes of letters leave, and the shades along the edges of the page."""
    for rule in (np.ones((1, LONGEST_STRAIGHT), np.uint8), np.ones((LONGEST_STRAIGHT, 1), np.uint8)):
        ruled = cv2.dilate(cv2.morphologyEx(pale, cv2.MORPH_OPEN, rule), np.ones((3, 3), np.uint8))
        pale = np.asarray(cv2.subtract(pale, ruled), np.uint8)
    labels, table = components(pale)
    left, top, width, height = (table[:, column] for column in (LEFT, TOP, WIDTH, HEIGHT))
    inner = (left > 1) & (top > 1) & (left + width < pale.shape[1] - 1) & (top + height < pale.shape[0] - 1)
    keep = (table[:, AREA] > LARGEST_HAIRLINE) & inner
    return np.asarray(keep.astype(np.uint8)[labels] & pale, np.uint8)


def _white_balance(small: Picture) -> NDArray[np.uint8]:
    """A table of 256 x 3 that makes paper white in every colour; lamps and tired scanners tint it."""
    paper = np.percentile(small[::2, ::2].reshape(-1, 3), 90, axis=0).clip(60, 255)
    columns = [np.minimum(np.arange(256) * WHITE / white, 255) for white in paper]
    return np.asarray(np.stack(columns, axis=1), np.uint8)


def _balanced(colour: Picture, tables: NDArray[np.uint8]) -> Picture:
    return np.asarray(cv2.LUT(np.ascontiguousarray(colour), np.ascontiguousarray(tables[:, None, :])), np.uint8)


def _strongest(colour: Picture) -> Grey:
    red, green, blue = cv2.split(colour)
    return np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)


def _weakest(colour: Picture) -> Grey:
    red, green, blue = cv2.split(colour)
    return np.asarray(cv2.min(cv2.min(red, green), blue), np.uint8)


def _balanced_chroma(small: Picture) -> Mask:
    balanced = _balanced(small, _white_balance(small))
    strongest, weakest = _strongest(balanced), _weakest(balanced)
    return np.asarray((cv2.subtract(strongest, weakest) > COLOURED) & (weakest < INK_BELOW), np.uint8)


def _tone_of_print(small: Picture, coloured: Mask) -> float:
    """How dark the page's black ink is, 0 to 255."""
    strongest, near = _strongest(small), cv2.dilate(coloured, np.ones((5, 5), np.uint8))
    dark = strongest[(strongest < 150) & (near == 0)]
    return float(np.percentile(dark, 20)) if dark.size > 100 else 40.0


def _stamp_areas(coloured: Mask, bridge: int = 3) -> Iterator[Mask]:
    """At the search resolution: the filled outline of each group of coloured ink that holds a large stroke.

    Gaps up to `bridge` pixels do not break a stroke: print crosses it there.
    """
    mm = SEARCH_DPI / MM_PER_INCH
    reach = 2 * round(REACH_MM * mm) + 1
    stroke_labels, strokes = components(np.asarray(cv2.dilate(coloured, np.ones((bridge, bridge), np.uint8)), np.uint8))
    groups = cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    labels, _ = components(np.asarray(groups, np.uint8))
    large = np.flatnonzero(strokes[:, HEIGHT] > STROKE_MM * mm)
    holding = np.unique(labels[np.isin(stroke_labels, large[large > 0])])
    for number in holding[holding > 0]:
        points = np.argwhere(labels == number)[:, ::-1].astype(np.int32)
        yield filled(points, coloured.shape)


def filled(points: NDArray[np.int32], shape: tuple[int, ...]) -> Mask:
    """The convex outline of points (column, row), filled and a little widened."""
    outline = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(outline, cv2.convexHull(points), 1)
    return np.asarray(cv2.dilate(outline, np.ones((5, 5), np.uint8)), np.uint8)


def _lift_area(
    grey: Grey, colour: Picture, tables: NDArray[np.uint8], area: Mask, coloured: Mask, print_tone: float
) -> None:
    """Lift one stamp; `area` and `coloured` are masks at the search resolution."""
    small_box, (rows, columns), shape = _boxes(area, grey.shape)
    inside = cv2.resize(area[small_box], shape, interpolation=cv2.INTER_NEAREST) > 0
    inked = cv2.resize(area[small_box] & coloured[small_box], shape, interpolation=cv2.INTER_NEAREST) > 0
    bright = _strongest(_balanced(colour[rows, columns], tables)).astype(np.float32)
    lift(
        grey[rows, columns], bright, np.asarray(inside), (print_tone, float(np.percentile(bright[inked], STAMP_SHARE)))
    )


def _boxes(area: Mask, shape: tuple[int, ...]) -> tuple[Box, Box, tuple[int, int]]:
    """The box around a mask at the search resolution, the same on the page of this shape, and its width and height."""
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    small = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    high, wide = shape[0] / area.shape[0], shape[1] / area.shape[1]
    large = (
        slice(int(small[0].start * high), int(small[0].stop * high)),
        slice(int(small[1].start * wide), int(small[1].stop * wide)),
    )
    return small, large, (large[1].stop - large[1].start, large[0].stop - large[0].start)
