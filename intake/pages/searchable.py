"""Writes a PDF of page pictures with the recognised words invisibly under them, to be searched and copied."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageFont

from intake.stations import Page, Word

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""Debian's fonts-dejavu-core: it has every letter of Latvian and Russian; nobody sees it."""
POINTS_PER_INCH = 72
A4_POINTS = (595.0, 842.0)
INVISIBLE = 3
DESCENT = 0.2
"""Share of a word's box that lies below the baseline, about."""
MEASURING_SIZE = 100


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font as PDFium embeds it, and the same font to measure with."""

    embedded: Any
    measure: ImageFont.FreeTypeFont


def searchable_pdf(pages: Sequence[Page], pictures: Sequence[Path], dots_per_inch: float) -> bytes:
    """One sheet per page: its JPEG, and the words of pages that were read. A picture that is absent leaves it empty."""
    document = pypdfium2.PdfDocument.new()
    data = FONT.read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    kind = pypdfium2.raw.FPDF_FONT_TRUETYPE
    embedded = pypdfium2.raw.FPDFText_LoadFont(document.raw, buffer, len(data), kind, 1)
    fonts = Fonts(embedded, ImageFont.truetype(str(FONT), MEASURING_SIZE))
    for page, picture in zip(pages, pictures, strict=True):
        _add_sheet(document, page, picture, POINTS_PER_INCH / dots_per_inch, fonts)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _add_sheet(document: pypdfium2.PdfDocument, page: Page, picture: Path, scale: float, fonts: Fonts) -> None:
    if not picture.exists():
        document.new_page(*A4_POINTS)
        return
    with Image.open(picture, formats=("JPEG",)) as opened:
        width, height = opened.width * scale, opened.height * scale
    sheet = document.new_page(width, height)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(str(picture), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    sheet.insert_obj(image)
    for word in page.words if page.kind == "text" else ():
        sheet.insert_obj(_invisible(document, word, height, scale, fonts))
    sheet.gen_content()


def _invisible(document: pypdfium2.PdfDocument, word: Word, sheet: float, scale: float, fonts: Fonts) -> Any:
    """The word as a text object stretched over its box; PDF measures from the bottom left."""
    size = word.height * scale
    text = pypdfium2.raw.FPDFPageObj_CreateTextObj(document.raw, fonts.embedded, size)
    letters = ctypes.create_string_buffer((word.text + " \0").encode("utf-16-le"))
    pypdfium2.raw.FPDFText_SetText(text, ctypes.cast(letters, pypdfium2.raw.FPDF_WIDESTRING))
    pypdfium2.raw.FPDFTextObj_SetTextRenderMode(text, INVISIBLE)
    natural = fonts.measure.getlength(word.text) * size / MEASURING_SIZE
    stretch = word.width * scale / max(natural, 0.1)
    bottom = sheet - (word.top + word.height * (1 - DESCENT)) * scale
    matrix = pypdfium2.PdfMatrix(stretch, 0, 0, 1, word.left * scale, bottom)
    made = pypdfium2.PdfObject(text, pdf=document)
    made.set_matrix(matrix)
    return made
