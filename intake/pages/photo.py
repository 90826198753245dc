"""Finds the sheet of paper in a photograph and undoes its perspective."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from intake.pages.ink import MM_PER_INCH

Picture = NDArray[np.uint8]
"""Rows x columns, with or without three colours."""
Corners = NDArray[np.float32]
"""Four points (column, row), clockwise from the top left."""

LONG_SIDE_INCHES = 297 / MM_PER_INCH
A4_RATIO = 2**0.5
SEARCH_PIXELS = 900
SMALLEST_SHARE, LARGEST_SHARE = 0.35, 0.985
DARKER_SURROUNDINGS = 20.0
"""How many greys the table must be darker than the sheet; a frame printed on white paper is no sheet."""


def sheet_of(picture: Picture, dots_per_inch: float) -> Picture:
    """The sheet cut out of the photograph and seen from straight above, taken for A4; the whole picture without one."""
    grey = picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    corners = find_sheet(grey)
    long_side = LONG_SIDE_INCHES * dots_per_inch
    if corners is None:
        scale = long_side / max(picture.shape[:2])
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return (
            picture
            if 0.98 < scale < 1.5
            else np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how))
        )
    width, height = _size(corners, long_side)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_AREA), np.uint8)


def find_sheet(grey: Picture) -> Corners | None:
    """The largest bright quadrilateral that covers 35 to 98.5 % of the picture; None when there is none."""
    scale = SEARCH_PIXELS / max(grey.shape)
    reduced = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = np.asarray(cv2.medianBlur(reduced, 7), np.uint8)
    found = sorted(_quadrilaterals(small), key=lambda pair: -pair[0])
    for _, corners in found:
        if _surroundings_are_darker(small, corners):
            return _clockwise(corners / scale)
    return None


def _quadrilaterals(small: Picture) -> Iterator[tuple[float, NDArray[np.float64]]]:
    bright = cv2.threshold(small, 0, 255, cv2.THRESH_OTSU)[1]
    edges = cv2.dilate(cv2.Canny(small, 30, 90), np.ones((5, 5), np.uint8))
    for mask in (bright, edges):
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
        for contour in cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
            hull = cv2.convexHull(contour)
            area = float(cv2.contourArea(hull))
            if not SMALLEST_SHARE * small.size < area < LARGEST_SHARE * small.size:
                continue
            for tolerance in (0.02, 0.03, 0.05):
                corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True)
                if len(corners) == 4:
                    yield area, corners.reshape(4, 2).astype(np.float64)
                    break


def _surroundings_are_darker(small: Picture, corners: NDArray[np.float64]) -> bool:
    """Compares a band of 12 pixels on both sides of the outline, by the median along it."""
    inside = cv2.fillConvexPoly(np.zeros(small.shape, np.uint8), corners.astype(np.int32), 1)
    kernel = np.ones((25, 25), np.uint8)
    outer, inner = cv2.dilate(inside, kernel) - inside, inside - cv2.erode(inside, kernel)
    if outer.sum() < small.shape[0]:
        return False
    return bool(np.median(small[inner > 0]) - np.median(small[outer > 0]) > DARKER_SURROUNDINGS)


def _clockwise(corners: NDArray[np.float64]) -> Corners:
    total, difference = corners.sum(axis=1), np.diff(corners, axis=1)[:, 0]
    order = [int(total.argmin()), int(difference.argmin()), int(total.argmax()), int(difference.argmax())]
    return corners[order].astype(np.float32)


def _size(corners: Corners, long_side: float) -> tuple[int, int]:
    """Width and height of the sheet: A4 when the sides are anywhere near its ratio, which perspective hides."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = float(sides[0] + sides[2]), float(sides[1] + sides[3])
    ratio = max(width, height) / max(1.0, min(width, height))
    short_side = long_side / (A4_RATIO if 1.2 < ratio < 1.75 else ratio)
    return (int(short_side), int(long_side)) if height >= width else (int(long_side), int(short_side))
