"""Opens PDF files and pictures page by page and gives each page as a grey picture of known resolution."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageOps, UnidentifiedImageError

from intake.pages.engine import Grey
from intake.pages.jobs import Job
from intake.pages.photo import Picture, sheet_of
from intake.pages.scans import scan_of
from intake.pages.settings import PageSettings
from intake.pages.stamps import without_stamps
from storage.records import ProblemKind, Remark

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "GIF", "BMP")
GREY_MODES = ("1", "L", "LA", "I", "I;16", "F")
GREY_BITS = 8
INVISIBLE = 3
ORIENTATION = 0x0112
"""The EXIF tag that tells how a camera was held."""
POINTS_PER_INCH = 72
MOST_RENDERED = 20_000_000
"""Pixels of a rendered PDF page: A2 at 200 dpi. Larger sheets are rendered coarser."""
COARSEST = 20
"""Dots per inch below which no words can be read: sheets of more than thirty square metres."""
LOWEST_BELIEVED_RESOLUTION = 90
"""Cameras and screens write 72 or nothing; only scanners write more."""


class SourceError(Exception):
    """The file or page cannot be opened; `problem` says why and is shown to staff."""

    def __init__(self, problem: Remark) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as a picture: as it looks, and in grey with its stamps lifted.

    `dots_per_inch` is None for a photograph, brought to the reading resolution by taking its sheet for A4.
    """

    shown: Picture
    grey: Grey
    dots_per_inch: float | None


@dataclass(frozen=True, slots=True)
class Layer:
    """The text that a PDF page brings itself. `boxes` are its characters' left, top, right, bottom in points from the
    page's top left, empty on rotated pages; `hidden` when it is drawn invisibly, as recognition programs do.
    """

    text: str
    boxes: tuple[tuple[float, float, float, float], ...]
    hidden: bool


class Source(Protocol):
    """A file with pages."""

    page_count: int

    def raster(self, number: int) -> Raster:
        """Page `number`, from 1, as a picture."""

    def text_layer(self, number: int) -> Layer | None:
        """The text that the file itself gives for page `number`; None when it gives none."""


class PdfSource:
    """A PDF file read by PDFium."""

    def __init__(self, path: str, settings: PageSettings) -> None:
        self.settings = settings
        try:
            self.document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise SourceError(ProblemKind.LOCKED() if locked else ProblemKind.NOT_PDF()) from error
        self.page_count = len(self.document)

    def raster(self, number: int) -> Raster:
        """The page rendered in grey at the reading resolution, less when it would pass the pixel limit.

        Raises SourceError where too few dots would be left for words.
        """
        page = self.document[number - 1]
        if (scan := scan_of(page)) is not None:
            return _scanned(*scan, float(self.settings.dots_per_inch))
        width, height = page.get_size()
        wanted = self.settings.dots_per_inch / POINTS_PER_INCH
        scale = min(wanted, (MOST_RENDERED / max(1.0, width * height)) ** 0.5)
        dots_per_inch = scale * POINTS_PER_INCH
        if dots_per_inch < COARSEST:
            raise SourceError(ProblemKind.TOO_MANY_PIXELS())
        if _in_colour(page):
            pixels = page.render(scale=scale, rev_byteorder=True).to_numpy()
            shown = np.ascontiguousarray(pixels[:, :, :3])
            return Raster(shown, without_stamps(shown, dots_per_inch), dots_per_inch)
        pixels = page.render(scale=scale, grayscale=True).to_numpy()
        grey = pixels if pixels.ndim == 2 else pixels[:, :, 0]
        return Raster(grey, grey, dots_per_inch)

    def text_layer(self, number: int) -> Layer | None:
        """The page's text and characters as PDFium extracts them."""
        page = self.document[number - 1]
        characters = page.get_textpage()
        text = str(characters.get_text_bounded()).replace("\r\n", "\n").strip() if characters.count_chars() else ""
        if not text:
            return None
        return Layer(text, () if page.get_rotation() else _boxes(page, characters), _is_hidden(page))


class PictureSource:
    """A picture file of one or more frames read by Pillow, within its list of formats."""

    def __init__(self, path: str, settings: PageSettings) -> None:
        self.settings = settings
        Image.MAX_IMAGE_PIXELS = settings.max_pixels
        _allow_heif()
        with _named_trouble():
            self.picture = Image.open(Path(path), formats=FORMATS)
            self.page_count = getattr(self.picture, "n_frames", 1) if self.picture.format in ("TIFF", "GIF") else 1

    def raster(self, number: int) -> Raster:
        """The frame turned as its EXIF says, in grey."""
        wanted = float(self.settings.dots_per_inch)
        with _named_trouble():
            self.picture.seek(number - 1)
            resolution = float(self.picture.info.get("dpi", (0,))[0] or 0) * self._drafted(wanted)
            pixels = _pixels(self.picture)
        if resolution <= LOWEST_BELIEVED_RESOLUTION:
            sheet = sheet_of(pixels, wanted)
            return Raster(sheet, _greyed(sheet, wanted), None)
        return _scanned(pixels, resolution, wanted)

    def _drafted(self, wanted: float) -> float:
        """Let JPEG decode no more than is needed of a fine scan; returns the scale, 1.0 where nothing changes."""
        resolution, width = float(self.picture.info.get("dpi", (0,))[0] or 0), self.picture.width
        if resolution < 2 * wanted:
            return 1.0
        height = self.picture.height
        self.picture.draft(None, (int(width * wanted / resolution), int(height * wanted / resolution)))
        return self.picture.width / width

    def text_layer(self, number: int) -> Layer | None:
        """Pictures have no text of their own."""
        return None


def open_source(job: Job, settings: PageSettings) -> Source:
    """Open the job's file; SourceError when it is locked, damaged, too large or of another format."""
    return PdfSource(job.path, settings) if job.format == "pdf" else PictureSource(job.path, settings)


def _boxes(page: pypdfium2.PdfPage, characters: pypdfium2.PdfTextPage) -> tuple[tuple[float, float, float, float], ...]:
    left_edge, _, _, top_edge = page.get_cropbox()
    corners = (characters.get_charbox(place, loose=True) for place in range(characters.count_chars()))
    return tuple(
        (left - left_edge, top_edge - top, right - left_edge, top_edge - low) for left, low, right, top in corners
    )


def _is_hidden(page: pypdfium2.PdfPage) -> bool:
    """Whether any text object has rendering mode 3, neither filled nor stroked (ISO 32000-1, 9.3.6)."""
    texts = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
    return any(pypdfium2.raw.FPDFTextObj_GetTextRenderMode(text.raw) == INVISIBLE for text in texts)


def _in_colour(page: pypdfium2.PdfPage) -> bool:
    """Whether the page may hold coloured ink: everything but pages of grey or black-and-white pictures."""
    metadata = (
        thing.get_metadata() for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )
    depths = [int(data.bits_per_pixel) for data in metadata]
    return not depths or max(depths) > GREY_BITS


def _greyed(picture: Picture, dots_per_inch: float) -> Grey:
    return picture if picture.ndim == 2 else without_stamps(picture, dots_per_inch)


def _scanned(pixels: Picture, resolution: float, wanted: float) -> Raster:
    """A scan of known resolution, reduced to the wanted one where it is finer."""
    wanted = min(resolution, wanted)
    shown = reduced(pixels, wanted / resolution)
    return Raster(shown, _greyed(shown, wanted), wanted)


def reduced(picture: Picture, scale: float) -> Picture:
    """The picture made smaller; itself when it is hardly larger than wanted."""
    if scale > 0.9:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _pixels(picture: Image.Image) -> Picture:
    """Decoded, turned as the camera says, in grey or RGB; copied only where that changes something."""
    turned = ImageOps.exif_transpose(picture) if picture.getexif().get(ORIENTATION, 1) != 1 else picture
    wanted = "L" if turned.mode in GREY_MODES else "RGB"
    return np.asarray(turned if turned.mode == wanted else turned.convert(wanted))


def _allow_heif() -> None:
    import pi_heif

    pi_heif.register_heif_opener()


@contextmanager
def _named_trouble() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SourceError(ProblemKind.TOO_MANY_PIXELS()) from error
    except UnidentifiedImageError as error:
        raise SourceError(ProblemKind.NOT_A_PICTURE()) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise SourceError(ProblemKind.FAILED(error=str(error))) from error
