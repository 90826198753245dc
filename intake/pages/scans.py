"""Takes the scan out of a PDF page that is nothing but one JPEG: decoding it costs a fifth of rendering the page."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw

from intake.pages.photo import Picture

POINTS_PER_INCH = 72
COARSEST, FINEST = 120.0, 620.0
"""Dots per inch between which a page's size is believed to be that of a sheet."""
MOST_PIXELS = 36_000_000
"""A4 at 600 dpi; larger pictures are rendered, which needs less memory."""
TOLERANCE = 0.01
PLAIN = ((pypdfium2.raw.FPDF_COLORSPACE_DEVICEGRAY, 8), (pypdfium2.raw.FPDF_COLORSPACE_DEVICERGB, 24))
"""Colour spaces, with their bits per pixel, in which the decoded picture is the shown one."""


def scan_of(page: pypdfium2.PdfPage) -> tuple[Picture, float] | None:
    """The page's only picture, upright and filling it, with its dots per inch; None where the page must be rendered."""
    things = list(page.get_objects(max_depth=1))
    picture = things[0] if len(things) == 1 else None
    if not isinstance(picture, pypdfium2.PdfImage) or page.get_rotation() or not _fills(picture, page):
        return None
    dots_per_inch = picture.get_px_size()[0] / page.get_width() * POINTS_PER_INCH
    if not COARSEST <= dots_per_inch <= FINEST or not _is_plain(picture):
        return None
    pixels = picture.get_bitmap().to_numpy()
    if pixels.ndim == 3 and pixels.shape[2] != 3:
        return None
    decoded = pixels.copy() if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    return np.asarray(decoded, np.uint8), dots_per_inch


def _fills(picture: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> bool:
    """Whether the picture is neither turned nor mirrored and covers the visible page (ISO 32000-1, 8.9.5)."""
    wide, turned, mirrored, high, left, low = picture.get_matrix().get()
    box = page.get_cropbox()
    width, height = box[2] - box[0], box[3] - box[1]
    apart = (abs(wide - width), abs(left - box[0])), (abs(high - height), abs(low - box[1]))
    return not (turned or mirrored) and max(apart[0]) < TOLERANCE * width and max(apart[1]) < TOLERANCE * height


def _is_plain(picture: pypdfium2.PdfImage) -> bool:
    width, height = picture.get_px_size()
    data = picture.get_metadata()
    plain = (data.colorspace, data.bits_per_pixel) in PLAIN
    return plain and picture.get_filters() == ["DCTDecode"] and width * height <= MOST_PIXELS
