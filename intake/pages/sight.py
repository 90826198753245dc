"""Recognises a straightened page region by region, and goes back for what was left out.

Tesseract drops blocks that are tilted, shaded or set apart without a word; the ink outside its words tells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from intake.pages.engine import AUTO, BLOCK, COLUMN, LINE, SPARSE, Engine, Grey, Recognition, TextLine
from intake.pages.ink import PAPER, Mask, Print, text_rows
from intake.pages.language import PAIRS
from intake.pages.layout import Layout, Region
from intake.pages.marks import without_marks
from intake.pages.straighten import Pose
from intake.stations import Word

ENOUGH_COVERED = 0.93
"""Share of the letter-like ink inside recognised words below which other page modes are tried."""
WORTH_ANOTHER_TRY = 60.0
OTHER_MODES = ((COLUMN, 0.97), (AUTO, 0.96), (SPARSE, 0.93))
"""Page segmentation modes tried when ink was left out, each with the handicap of its disorder."""
SURE = 90.0
"""Mean confidence below which a region is read again at its full width."""
FAIRLY_SURE = 70.0
FAINTEST_INK = 15
"""Difference from paper, in greys, of what is left of a mark that was taken out."""
LETTERS_LEFT_OUT = 4
"""Ink of so many letters in one row, outside all words, is a line left out."""


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page ready to be read: even light, lines level and upright; `confidence` is that of its fullest lines."""

    flat: Grey
    text: Print
    dots_per_inch: float
    model: str
    pose: Pose
    head_down: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Sight:
    """A recognition and the share of letter-like ink, 0 to 1, that its words cover."""

    recognition: Recognition
    covered: float

    @property
    def letters(self) -> int:
        """Letters in words that Tesseract was fairly sure of."""
        return sum(len(word.text) for word in self.recognition.words if word.confidence >= FAIRLY_SURE)


def see(page: Straightened, engine: Engine) -> Sight:
    """Read region by region; where much ink is left out, try the whole page in other modes and keep the fullest."""
    cleaned = without_marks(page.flat, page.text, page.dots_per_inch)
    remaining = page.text.mask & (cleaned.flat < PAPER - FAINTEST_INK).astype(np.uint8)
    clean_page = replace(page, flat=cleaned.flat, text=replace(page.text, mask=remaining))
    lines = list[TextLine]()
    for region in Layout(clean_page.text, cleaned.rules, page.dots_per_inch).regions():
        lines += _with_lines_left_out(_read(region, clean_page, engine), region, clean_page, engine)
    recognition = Recognition(tuple(lines))
    sight = Sight(recognition, _covered(recognition, clean_page.text))
    if sight.covered >= ENOUGH_COVERED or recognition.confidence < WORTH_ANOTHER_TRY:
        return sight
    return _fullest(sight, clean_page, engine)


def _read(region: Region, page: Straightened, engine: Engine, mode: int = BLOCK) -> list[TextLine]:
    pad = int(0.6 * page.text.letter_height)
    left, top = max(0, region.left - pad), max(0, region.top - pad)
    part = page.flat[top : region.bottom + pad, left : region.right + pad]
    recognition = engine.read(part, page.dots_per_inch, PAIRS[page.model], mode)
    if WORTH_ANOTHER_TRY <= recognition.confidence < SURE and mode != LINE:
        wide = engine.read(part, page.dots_per_inch, PAIRS[page.model], mode, narrowed=False)
        recognition = max(recognition, wide, key=lambda read: read.confidence)
    return [line.moved(left, top) for line in recognition.lines]


def _with_lines_left_out(lines: list[TextLine], region: Region, page: Straightened, engine: Engine) -> list[TextLine]:
    """The lines, and between them the rows of ink that no word covers, read by themselves."""
    box = (slice(region.top, region.bottom), slice(region.left, region.right))
    recognition = Recognition(tuple(lines))
    if lines and recognition.confidence < WORTH_ANOTHER_TRY:
        return lines
    covered = _inside(recognition.words, page.text)
    height = page.text.letter_height
    missed = page.text.mask[box] & (1 - covered[box])
    found = list(lines)
    for top, bottom, ink in text_rows(missed, height):
        if ink < LETTERS_LEFT_OUT * 0.25 * height * height or bottom - top > 4 * height:
            continue
        row = Region(region.left, region.top + top, region.right, region.top + bottom)
        again = Recognition(tuple(_new_words(line, covered) for line in _read(row, page, engine, LINE)))
        if again.confidence >= FAIRLY_SURE:
            found += [line for line in again.lines if line.words]
    return lines if len(found) == len(lines) else sorted(found, key=lambda line: line.words[0].top)


def _new_words(line: TextLine, covered: Mask) -> TextLine:
    """The words of a line that stand where no word was read before."""
    boxes = (
        (word, covered[word.top : word.top + word.height, word.left : word.left + word.width]) for word in line.words
    )
    return TextLine(tuple(word for word, box in boxes if box.size and box.mean() < 0.5), opens=True)


def _fullest(sight: Sight, page: Straightened, engine: Engine) -> Sight:
    best, most = sight, float(sight.letters)
    for mode, handicap in OTHER_MODES:
        recognition = engine.read(page.flat, page.dots_per_inch, PAIRS[page.model], mode)
        other = Sight(recognition, _covered(recognition, page.text))
        if other.letters * handicap > most:
            best, most = other, other.letters * handicap
        if other.covered >= ENOUGH_COVERED:
            break
    return best


def _covered(recognition: Recognition, text: Print) -> float:
    total = int(text.mask.sum())
    return float((text.mask & _inside(recognition.words, text)).sum() / total) if total else 1.0


def _inside(words: tuple[Word, ...], text: Print) -> Mask:
    """Where words are, with a margin of a quarter letter."""
    inside, pad = np.zeros(text.mask.shape, np.uint8), int(0.25 * text.letter_height)
    for word in words:
        top, left = max(0, word.top - pad), max(0, word.left - pad)
        inside[top : word.top + word.height + pad, left : word.left + word.width + pad] = 1
    return inside
