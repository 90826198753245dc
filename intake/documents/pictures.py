"""Pictures: only those large enough to hold a page go to the page reader; icons and logos are kept as pictures."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from intake.documents.content import Content
from intake.documents.limits import Limits
from intake.stations import Attachment

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
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
