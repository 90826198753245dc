"""Pictures: only those large enough to hold a page go to the page reader; icons and logos are kept as pictures."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from intake.documents.content import Content
from intake.documents.limits import Limits
from intake.stations import Attachment

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
ENDINGS = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic")
SCANNED_LETTERS = 200
SCANNED_BYTES = 15_000
SMALLEST_SIDE = 120
SMALLEST_AREA = 90_000
"""Pixels below which no letter of text can be read in a picture: a logo, an icon, a tracking pixel."""


def read_picture(attachment: Attachment, limits: Limits) -> Content:
    """A picture; its size is read here, its page by the page reader, which also names what is wrong with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the page reader has the limit of pixels
            width, height = Image.open(io.BytesIO(attachment.data), formats=FORMATS).size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return Content(paged="image")
    small = min(width, height) < SMALLEST_SIDE or width * height < SMALLEST_AREA
    return Content(paged="picture" if small else "image")


def is_sparse(text: str) -> bool:
    """A document with so few letters may be a pasted scan: its pictures are worth reading."""
    return sum(letter.isalpha() for letter in text[:10_000]) < SCANNED_LETTERS


def may_be_scan(name: str, size: int) -> bool:
    """A picture inside a document, by its name and bytes: no drawing and no small logo."""
    return size > SCANNED_BYTES and name.lower().endswith(ENDINGS)
