"""Is the text that a PDF page brings to be trusted? Its letters are judged, then two lines are read and compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from intake.pages.engine import BLOCK, Engine, Grey
from intake.pages.ink import Mask, Print, flatten, ink_of, letters_of
from intake.pages.language import choose, fullest_lines
from intake.pages.sources import POINTS_PER_INCH, Layer, Raster

KNOWN_LETTERS = set("abcdefghijklmnopqrstuvwxyzāčēģīķļņšūžõöäüабвгдежзийклмнопрстуфхцчшщъыьэюяё")
OTHER_SCRIPTS = re.compile(
    "[\u0370-\u03ff\u0530-\u0dff\u0e00-\u10ff\u1100-\u11ff\u1f00-\u1fff\u3040-\ud7ff\uf900-\ufaff\ufb50-\ufefc]"
)
"""Greek, Armenian, Hebrew, Arabic, scripts of India, Thai, Georgian, Chinese, Japanese, Korean: reading would give no
better text, and a broken layer of Latvian or Russian does not look like them."""
MIXED_WORD = re.compile(r"[a-z][а-яё]|[а-яё][a-z]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_LETTERS = 3
KNOWN_SHARE = 0.97
MIXED_SHARE = 0.05
ALIKE = 80.0
"""Likeness, 0 to 100, of the two fullest lines as read and as the layer gives them."""
COVERED = 0.8
"""Share of the letter-like ink that the layer's characters must stand on."""
SURE_OF_READING = 72.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a layer is good; `certain` when the letters alone decide."""

    good: bool
    certain: bool


BROKEN = Judgement(False, True)


def by_letters(text: str) -> Judgement:
    """Private-use characters, control characters, odd Latin letters or mixed words give a broken layer away."""
    letters = [letter for letter in unicodedata.normalize("NFC", text).lower() if letter.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return Judgement(False, True)
    odd = sum(_is_odd(character) for character in text)
    known = sum(letter in KNOWN_LETTERS or OTHER_SCRIPTS.match(letter) is not None for letter in letters) / len(letters)
    words = WORD.findall(text)
    mixed = sum(bool(MIXED_WORD.search(word)) for word in words) / max(1, len(words))
    broken = odd > 0.01 * len(text) or known < KNOWN_SHARE or mixed > MIXED_SHARE
    return Judgement(not broken, broken)


def by_reading(layer: Layer, raster: Raster, engine: Engine) -> bool:
    """Whether the layer stands on the page's ink and says what the two fullest lines say."""
    assert raster.dots_per_inch is not None, "PDF pages have a known resolution"
    flat = flatten(raster.grey, raster.dots_per_inch)
    text = letters_of(ink_of(flat), raster.dots_per_inch)
    if text.is_blank:
        return not layer.hidden
    if layer.boxes and _covered(layer, text, raster.dots_per_inch) < COVERED:
        return False
    return _says_the_same(layer, flat, text, raster.dots_per_inch, engine)


def _says_the_same(layer: Layer, flat: Grey, text: Print, dots_per_inch: float, engine: Engine) -> bool:
    choice = choose(flat, text, dots_per_inch, engine)
    if choice.confidence < SURE_OF_READING or choice.head_down:
        return not layer.hidden
    read = engine.read(fullest_lines(flat, text), dots_per_inch, choice.model, BLOCK)
    return likeness(read.text, layer.text) >= ALIKE


def likeness(read: str, text: str) -> float:
    """How like each line as read is to a stretch of the layer, 0 to 100: wide lines were cut at their ends."""
    lines = [_plain(line) for line in read.splitlines() if len(WORD.findall(line)) > 0]
    letters = sum(map(len, lines))
    return sum(fuzz.partial_ratio(line, _plain(text)) * len(line) for line in lines) / letters if letters else 100.0


def _covered(layer: Layer, text: Print, dots_per_inch: float) -> float:
    boxes: Mask = np.zeros(text.mask.shape, np.uint8)
    for left, top, right, bottom in (np.array(layer.boxes) * dots_per_inch / POINTS_PER_INCH).astype(int):
        boxes[max(0, top - 1) : bottom + 2, max(0, left - 1) : right + 2] = 1
    return float((text.mask & boxes).sum() / max(1, int(text.mask.sum())))


def _is_odd(character: str) -> bool:
    if "\uf020" <= character <= "\uf0ff":  # bullets and boxes of the fonts Symbol and Wingdings
        return False
    return (
        unicodedata.category(character) in ("Co", "Cn", "Cs")
        or character == "\ufffd"
        or (ord(character) < 32 and character not in "\r\n\t\x02")
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
