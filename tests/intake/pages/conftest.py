from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageDraw, ImageFont

from intake.pages import PageReader

Draw = Callable[[str], Image.Image]
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


@pytest.fixture(scope="session")
def reader() -> Iterator[PageReader]:
    with PageReader() as opened:
        yield opened


@pytest.fixture(scope="session")
def draw() -> Draw:
    """A white A4 sheet at 200 dpi with the given lines printed on it."""

    def sheet(text: str) -> Image.Image:
        picture = Image.new("L", (1654, 2339), 255)
        font = ImageFont.truetype(FONT, 30)
        ImageDraw.Draw(picture).multiline_text((160, 180), text, font=font, fill=0, spacing=18)
        return picture

    return sheet


@pytest.fixture(scope="session")
def save() -> Callable[..., bytes]:
    """The bytes of a picture file."""

    def to_bytes(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
        buffer = io.BytesIO()
        picture.save(buffer, form, **options)
        return buffer.getvalue()

    return to_bytes
