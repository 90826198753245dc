"""Chooses the language of a page by reading its fullest line or two; the same reading settles head-down pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cv2
import numpy as np

from intake.pages.engine import BLOCK, Engine, Grey, Recognition
from intake.pages.ink import PAPER, Mask, Print, text_rows

SURE = 72.0
"""From this confidence on, the other alphabet is not tried."""
SURE_AT_ONCE = 80.0
"""From this confidence on, one line with Latvian or Russian letters decides."""
FEWEST_LETTERS = 20
SHORT_STRIP = 36.0
"""Letter heights of the one line that is read first."""
HEAD_DOWN_BELOW = 62.0
CLEARLY_BETTER = 4.0
WIDEST_STRIP = 50.0
"""Letter heights of each line that are read: some fifty characters."""
PAIRS = {"lav": "lav", "rus": "rus+eng", "eng": "eng"}
"""Latvian alone keeps its diacritics, which English beside it takes off; what it lacks is "@", read again later."""
LATIN = re.compile("[a-zāčēģīķļņšūž]", re.IGNORECASE)
LATVIAN = re.compile("[āčēģīķļņšūž]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The model that reads a page best ("lav", "rus" or "eng"), and whether the page stands on its head."""

    model: str
    confidence: float
    head_down: bool = False


def choose(flat: Grey, text: Print, dots_per_inch: float, engine: Engine) -> Choice:
    """Read the fullest line in Latvian, and in Russian where that makes no sense. Where both are unsure, or no Latvian
    letter shows, the two fullest lines decide: read in Latvian, in Russian, then turned by half a turn.
    """
    strip = fullest_lines(flat, text, 1)[:, : int(SHORT_STRIP * text.letter_height)]
    line = engine.read(strip, dots_per_inch, "lav", BLOCK)
    if _is_sure(line, LATIN) and len(LATVIAN.findall(line.text)) > 1:
        return Choice("lav", line.confidence)
    if line.confidence < SURE:
        line = engine.read(strip, dots_per_inch, "rus", BLOCK)
        if _is_sure(line, CYRILLIC):
            return Choice("rus", line.confidence)
    band = fullest_lines(flat, text)
    upright = _better(band, dots_per_inch, engine)
    if upright.confidence >= HEAD_DOWN_BELOW:
        return upright
    turned = _better(np.ascontiguousarray(band[::-1, ::-1]), dots_per_inch, engine)
    if turned.confidence > upright.confidence + CLEARLY_BETTER:
        return Choice(turned.model, turned.confidence, head_down=True)
    return upright


def language_of(text: str) -> str:
    """ "ru", "lv" or "en" by the letters of a recognised text; "" without letters."""
    letters = [letter for letter in text.lower() if letter.isalpha()]
    if not letters:
        return ""
    latin = LATIN.findall(text)
    if len(latin) < 0.5 * len(letters):
        return "ru"
    return "lv" if len(LATVIAN.findall(text)) > 0.015 * len(latin) else "en"


def fullest_lines(flat: Grey, text: Print, lines: int = 2) -> Grey:
    """The strip of the page whose two neighbouring lines hold most ink, with a margin of paper."""
    height = text.letter_height
    rows = text_rows(text.mask, height)
    rows = [row for row in rows if row[1] - row[0] < 4 * height] or rows
    if not rows:
        return flat
    top, bottom = _densest(rows, min(lines, len(rows)), height)
    pad = int(0.5 * height)
    top, bottom = max(0, top - pad), min(flat.shape[0], bottom + pad)
    left, right = _extent(text.mask[top:bottom])
    right = min(right, left + int(WIDEST_STRIP * height))
    strip = np.ascontiguousarray(flat[top:bottom, max(0, left - 8) : right + 8])
    return np.asarray(cv2.copyMakeBorder(strip, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=PAPER), np.uint8)


def _densest(rows: list[tuple[int, int, float]], count: int, height: float) -> tuple[int, int]:
    def density(start: int) -> float:
        chosen = rows[start : start + count]
        spread = (chosen[-1][1] - chosen[0][0]) / (2.0 * height * count)
        return sum(ink for _, _, ink in chosen) / max(1.0, spread)

    start = max(range(len(rows) - count + 1), key=density)
    return rows[start][0], rows[start + count - 1][1]


def _extent(mask: Mask) -> tuple[int, int]:
    columns = np.flatnonzero(mask.any(axis=0))
    return (int(columns[0]), int(columns[-1])) if len(columns) else (0, mask.shape[1])


def _better(band: Grey, dots_per_inch: float, engine: Engine) -> Choice:
    latvian = engine.read(band, dots_per_inch, "lav", BLOCK)
    if latvian.confidence >= SURE and _letters(latvian) > 30:
        return Choice(_latin_model(latvian), latvian.confidence)
    russian = engine.read(band, dots_per_inch, "rus", BLOCK)
    if russian.confidence > latvian.confidence + CLEARLY_BETTER:
        return Choice("rus", russian.confidence)
    return Choice("lav", latvian.confidence)


def _latin_model(latvian: Recognition) -> str:
    """English first where two lines hold hardly a Latvian letter."""
    return "lav" if len(LATVIAN.findall(latvian.text)) > 0.015 * _letters(latvian) else "eng"


def _is_sure(line: Recognition, alphabet: re.Pattern[str]) -> bool:
    return line.confidence >= SURE_AT_ONCE and len(alphabet.findall(line.text)) > FEWEST_LETTERS


def _letters(recognition: Recognition) -> int:
    return len(LATIN.findall(recognition.text))
