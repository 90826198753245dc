"""Only a page that is nothing but its scan is decoded without being rendered."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageChops

from intake.pages.scans import scan_of

Draw = Callable[[str], Image.Image]
Save = Callable[..., bytes]
Change = Callable[[pypdfium2.PdfPage], object]


def mirrored(page: pypdfium2.PdfPage) -> None:
    (picture,) = page.get_objects()
    wide, _, _, high, _, _ = picture.get_matrix().get()
    picture.set_matrix(pypdfium2.PdfMatrix(-wide, 0, 0, high, wide, 0))


def twice(page: pypdfium2.PdfPage) -> None:
    other = pypdfium2.PdfImage.new(page.pdf)
    other.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("L", (50, 50), 255)))
    other.set_matrix(pypdfium2.PdfMatrix(90, 0, 0, 90, 0, 0))
    page.insert_obj(other)


CHANGES: dict[str, Change] = {
    "turned": lambda page: page.set_rotation(90),
    "mirrored": mirrored,
    "cropped": lambda page: page.set_cropbox(0, 0, 300, 300),
    "wider than its scan": lambda page: page.set_mediabox(0, 0, 900, 842),
    "covered in part": twice,
    "sized in pixels": lambda page: page.set_mediabox(0, 0, 1654, 2339),
}


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_scan_comes_out_as_it_was_put_in(draw: Draw, save: Save, mode: str) -> None:
    sheet = Image.merge("RGB", (draw("Pa kreisi"), draw("Vidū"), draw("Pa labi"))).convert(mode)
    found = scan_of(pypdfium2.PdfDocument(save(sheet, "PDF", resolution=200, quality=95))[0])
    assert found is not None
    pixels, dots_per_inch = found
    assert abs(dots_per_inch - 200) < 1
    assert pixels.shape == np.asarray(sheet).shape
    assert np.mean(np.asarray(ImageChops.difference(Image.fromarray(pixels), sheet))) < 3


@pytest.mark.parametrize("how", CHANGES)
def test_a_page_that_shows_anything_else_is_rendered(draw: Draw, save: Save, how: str) -> None:
    page = pypdfium2.PdfDocument(save(draw("Lapa"), "PDF", resolution=200))[0]
    CHANGES[how](page)
    assert scan_of(page) is None
