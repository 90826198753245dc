"""A small bar chart for mails: PNG, since mail programs draw no SVG, with an alternative text that says the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1104, 300
"""Twice the size it is shown at, so that it is sharp on a phone."""
FLOOR, TOP = HEIGHT - 60, 56
FORMER, LATEST, WORDS = "#b9c9bd", "#2f5d3a", "#1c1c1c"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the label under it and its value."""

    label: str
    value: int


def draw(bars: Sequence[Bar]) -> bytes:
    """The bars as a PNG, the last one dark, the value above each."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(40)  # 12 pixels on a phone
    highest = max([bar.value for bar in bars] + [1])
    step = WIDTH / len(bars)
    for place, bar in enumerate(bars):
        middle = step * (place + 0.5)
        top = FLOOR - (FLOOR - TOP) * bar.value / highest
        colour = LATEST if place == len(bars) - 1 else FORMER
        pen.rectangle((middle - step * 0.32, top, middle + step * 0.32, FLOOR), fill=colour)
        pen.text((middle, top - 6), str(bar.value), fill=WORDS, font=font, anchor="ms")
        pen.text((middle, FLOOR + 48), bar.label, fill=WORDS, font=font, anchor="ms")
    pen.line((0, FLOOR, WIDTH, FLOOR), fill=WORDS, width=2)
    held = io.BytesIO()
    image.save(held, "PNG", optimize=True)
    return held.getvalue()
