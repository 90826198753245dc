"""Typesets a letter as a white A4 sheet at 300 dpi: as a letter, a form with rules, or in two columns."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.pages.texts import Bank, Letter

Colour = NDArray[np.uint8]
"""Rows x columns x RGB, 0 to 255."""
Layout = Literal["letter", "form", "columns"]

DOTS = 300
WIDTH, HEIGHT, MARGIN = 2480, 3508, 260
FOLDER = "/usr/share/fonts"
FONTS: dict[Bank, tuple[str, ...]] = {
    "tuning": (
        "opentype/urw-base35/NimbusRoman-Regular.otf",
        "opentype/urw-base35/NimbusSans-Regular.otf",
        "truetype/open-sans/OpenSans-Regular.ttf",
        "truetype/lato/Lato-Regular.ttf",
        "truetype/noto/NotoSerif-Regular.ttf",
        "truetype/paratype/PTM55F.ttf",
        "opentype/linux-libertine/LinLibertine_R.otf",
    ),
    "report": (
        "truetype/liberation/LiberationSerif-Regular.ttf",
        "truetype/liberation/LiberationSans-Regular.ttf",
        "truetype/crosextra/Carlito-Regular.ttf",
        "truetype/dejavu/DejaVuSans.ttf",
        "truetype/paratype/PTF55F.ttf",
        "truetype/liberation/LiberationMono-Regular.ttf",
        "opentype/urw-base35/URWBookman-Light.otf",
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A typeset page, the text on it in reading order, and the field values that must be read verbatim."""

    pixels: Colour
    text: str
    fields: tuple[str, ...]


class Typesetter:
    """Places lines on one sheet, from the top down."""

    def __init__(self, font: str, points: float) -> None:
        self.picture = Image.new("L", (WIDTH, HEIGHT), 255)
        self.pen = ImageDraw.Draw(self.picture)
        self.path = f"{FOLDER}/{font}"
        self.font = ImageFont.truetype(self.path, round(points * DOTS / 72))
        self.leading = round(points * DOTS / 72 * 1.35)
        self.top = MARGIN
        self.said: list[str] = []

    def line(self, text: str, left: int, scale: float = 1.0) -> None:
        """One line at `left`, then down by its leading."""
        font = self.font if scale == 1.0 else ImageFont.truetype(self.path, round(self.font.size * scale))
        self.pen.text((left, self.top), text, font=font, fill=20)
        self.said.append(text)
        self.top += round(self.leading * scale)

    def paragraph(self, text: str, left: int, width: int, lowest: int = HEIGHT - MARGIN) -> None:
        """Text broken into lines of at most `width` pixels, down to `lowest`."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.font.getlength(longer) > width:
                line, longer = self._end_line(line, left, lowest), word
            line = longer
        self._end_line(line, left, lowest)

    def _end_line(self, line: str, left: int, lowest: int) -> str:
        if self.top + self.leading < lowest:
            self.line(line, left)
        return ""


def typeset(letter: Letter, layout: Layout, bank: Bank, random: Random) -> Sheet:
    """The letter on a sheet, in a font of the bank at 10 to 12 points."""
    setter = Typesetter(random.choice(FONTS[bank]), random.choice((10, 11, 11, 12)))
    shown = {"letter": _set_letter, "form": _set_form, "columns": _set_columns}[layout](setter, letter)
    grey = np.asarray(setter.picture)
    return Sheet(np.repeat(grey[:, :, None], 3, axis=2), "\n".join(setter.said), shown)


def _set_letter(setter: Typesetter, letter: Letter) -> tuple[str, ...]:
    for label, value in letter.fields:
        setter.line(f"{label}: {value}", MARGIN)
    setter.top += setter.leading
    setter.line(letter.heading, 900, 1.3)
    for paragraph in letter.paragraphs:
        setter.top += setter.leading // 2
        setter.paragraph(paragraph, MARGIN, WIDTH - 2 * MARGIN)
    return tuple(value for _, value in letter.fields)


def _set_form(setter: Typesetter, letter: Letter) -> tuple[str, ...]:
    """A ruled table of label and value, then a frame with the text."""
    setter.line(letter.heading, MARGIN, 1.3)
    setter.top += setter.leading // 2
    row, left, middle, right = round(setter.leading * 1.7), MARGIN, MARGIN + 620, WIDTH - MARGIN
    for label, value in letter.fields:
        setter.pen.rectangle((left, setter.top, right, setter.top + row), outline=40, width=4)
        setter.pen.line((middle, setter.top, middle, setter.top + row), fill=40, width=4)
        start = setter.top
        setter.top += round(setter.leading * 0.3)
        setter.pen.text((left + 25, setter.top), label, font=setter.font, fill=20)
        setter.pen.text((middle + 25, setter.top), value, font=setter.font, fill=20)
        setter.said.append(f"{label} {value}")
        setter.top = start + row
    frame = setter.top + setter.leading
    setter.top = frame + setter.leading // 2
    for paragraph in letter.paragraphs[:3]:
        setter.paragraph(paragraph, left + 30, right - left - 60)
    setter.pen.rectangle((left, frame, right, setter.top + setter.leading // 2), outline=40, width=4)
    return tuple(value for _, value in letter.fields)


def _set_columns(setter: Typesetter, letter: Letter) -> tuple[str, ...]:
    setter.line(letter.heading, MARGIN, 1.3)
    start, width = setter.top + setter.leading, (WIDTH - 2 * MARGIN - 160) // 2
    half = (len(letter.paragraphs) + 1) // 2
    for left, paragraphs in ((MARGIN, letter.paragraphs[:half]), (MARGIN + width + 160, letter.paragraphs[half:])):
        setter.top = start
        for paragraph in paragraphs:
            setter.paragraph(paragraph, left, width)
            setter.top += setter.leading // 2
    return ()
