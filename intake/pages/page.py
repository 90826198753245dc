"""Reads one page: a good text layer as it is, anything else by straightening, cleaning and recognition."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from intake.pages.corrections import corrected
from intake.pages.engine import AUTO, BLOCK, COLUMN, SPARSE, Engine, Grey, Recognition, TextLine
from intake.pages.ink import Print, flatten, ink_of, letters_of
from intake.pages.jobs import Job
from intake.pages.language import PAIRS, choose, language_of
from intake.pages.layout import Layout
from intake.pages.marks import without_marks
from intake.pages.settings import PageSettings
from intake.pages.sources import Raster, Source
from intake.pages.straighten import pose_of, straightened
from intake.stations import Page

MANY_SPECKS = 4000
ENOUGH_COVERED = 0.93
"""Share of the letter-like ink inside recognised words below which other page modes are tried."""
WORTH_ANOTHER_TRY = 60.0
OTHER_MODES = ((COLUMN, 0.97), (AUTO, 0.96), (SPARSE, 0.93))
"""Page segmentation modes tried when ink was left out, each with the handicap of its disorder."""


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page ready to be read: even light, lines level and upright."""

    flat: Grey
    text: Print
    dots_per_inch: float
    model: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A recognition and the share of letter-like ink, 0 to 1, that its words cover."""

    recognition: Recognition
    covered: float

    @property
    def letters(self) -> int:
        """Letters in words that Tesseract was fairly sure of."""
        return sum(len(word.text) for word in self.recognition.words if word.confidence >= 70)


def read_page(source: Source, job: Job, engine: Engine, settings: PageSettings) -> Page:
    """The page that `job` names, read from `source`."""
    layer = source.text_layer(job.number).strip()
    if layer:
        return Page(job.number, layer, "text layer", 100.0, True)
    page = read_raster(source.raster(job.number), engine, settings)
    return replace(page, number=job.number, words=page.words if job.words else ())


def read_raster(raster: Raster, engine: Engine, settings: PageSettings) -> Page:
    """A picture of a page, read. Its number is 0."""
    dots_per_inch = raster.dots_per_inch or settings.dots_per_inch
    flat = _even(raster.grey, dots_per_inch)
    text = letters_of(ink_of(flat), dots_per_inch)
    if text.is_blank:
        return Page(0, "", "none", 0.0, True, kind="blank")
    page = _straighten(flat, text, raster, dots_per_inch, engine)
    sight = _sight(page, engine)
    recognition = corrected(sight.recognition, page.flat, dots_per_inch, engine)
    return _judged(recognition, sight.covered, settings)


def _even(grey: Grey, dots_per_inch: float) -> Grey:
    """Under even light, and smoothed where the page is full of specks."""
    flat = flatten(grey, dots_per_inch)
    _, _, table, _ = cv2.connectedComponentsWithStats(ink_of(flat), connectivity=8)
    return np.asarray(cv2.medianBlur(flat, 3), np.uint8) if (table[1:, 4] <= 3).sum() > MANY_SPECKS else flat


def _straighten(flat: Grey, text: Print, raster: Raster, dots_per_inch: float, engine: Engine) -> Straightened:
    pose = pose_of(text.mask, dots_per_inch, may_bow=raster.dots_per_inch is None)
    level = straightened(flat, pose, dots_per_inch)
    mask = (straightened(text.mask * 255, pose, dots_per_inch) > 127).astype(np.uint8)
    text = replace(text, mask=mask)
    choice = choose(level, text, dots_per_inch, engine)
    if choice.head_down:
        level = np.ascontiguousarray(level[::-1, ::-1])
        text = replace(text, mask=np.ascontiguousarray(mask[::-1, ::-1]))
    return Straightened(level, text, dots_per_inch, choice.model)


def _sight(page: Straightened, engine: Engine) -> Sight:
    """Read region by region; where ink is left out, try the whole page in other modes and keep the fullest."""
    cleaned = without_marks(page.flat, page.text, page.dots_per_inch)
    languages, lines = PAIRS[page.model], list[TextLine]()
    for region in Layout(page.text, cleaned.rules, page.dots_per_inch).regions():
        pad = int(0.6 * page.text.letter_height)
        left, top = max(0, region.left - pad), max(0, region.top - pad)
        part = cleaned.flat[top : region.bottom + pad, left : region.right + pad]
        lines += [line.moved(left, top) for line in engine.read(part, page.dots_per_inch, languages, BLOCK).lines]
    recognition = Recognition(tuple(lines))
    best = Sight(recognition, _covered(recognition, page.text))
    if best.covered >= ENOUGH_COVERED or recognition.confidence < WORTH_ANOTHER_TRY:
        return best
    fullest = float(best.letters)
    for mode, handicap in OTHER_MODES:
        other = engine.read(cleaned.flat, page.dots_per_inch, languages, mode)
        sight = Sight(other, _covered(other, page.text))
        if sight.letters * handicap > fullest:
            best, fullest = sight, sight.letters * handicap
        if sight.covered >= ENOUGH_COVERED:
            break
    return best


def _covered(recognition: Recognition, text: Print) -> float:
    inside, pad = np.zeros(text.mask.shape, np.uint8), int(0.25 * text.letter_height)
    for word in recognition.words:
        top, left = max(0, word.top - pad), max(0, word.left - pad)
        inside[top : word.top + word.height + pad, left : word.left + word.width + pad] = 1
    total = int(text.mask.sum())
    return float((text.mask & inside).sum() / total) if total else 1.0


def _judged(recognition: Recognition, covered: float, settings: PageSettings) -> Page:
    confidence, text = recognition.confidence, recognition.text
    language = language_of(text)
    if confidence < settings.readable_confidence:
        return Page(0, "", "none", confidence, False, language, "needs typing", recognition.words)
    reliable = confidence >= settings.reliable_confidence and covered >= settings.reliable_coverage
    return Page(0, text, "ocr", confidence, reliable, language, "text", recognition.words)
