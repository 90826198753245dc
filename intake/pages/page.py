"""Reads one page: a good text layer as it is, anything else by straightening, cleaning and recognition."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from intake.pages.corrections import corrected
from intake.pages.engine import Engine, Grey, Recognition
from intake.pages.ink import Print, flatten, ink_of, letters_of
from intake.pages.jobs import Job
from intake.pages.language import choose, language_of
from intake.pages.settings import PageSettings
from intake.pages.sight import Straightened, see
from intake.pages.sources import Raster, Source
from intake.pages.straighten import pose_of, straightened
from intake.stations import Page

MANY_SPECKS = 4000


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
    flat, text = _even(raster.grey, dots_per_inch)
    if text.is_blank:
        return Page(0, "", "none", 0.0, True, kind="blank")
    page = _straighten(flat, text, raster, dots_per_inch, engine)
    sight = see(page, engine)
    recognition = corrected(sight.recognition, page.flat, dots_per_inch, engine)
    return _judged(recognition, sight.covered, settings)


def _even(grey: Grey, dots_per_inch: float) -> tuple[Grey, Print]:
    """Under even light, and smoothed where the page is full of specks; with its letters."""
    flat = flatten(grey, dots_per_inch)
    text = letters_of(ink_of(flat), dots_per_inch)
    if text.specks <= MANY_SPECKS:
        return flat, text
    smooth = np.asarray(cv2.medianBlur(flat, 3), np.uint8)
    return smooth, letters_of(ink_of(smooth), dots_per_inch)


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


def _judged(recognition: Recognition, covered: float, settings: PageSettings) -> Page:
    confidence, text = recognition.confidence, recognition.text
    language = language_of(text)
    if confidence < settings.readable_confidence:
        return Page(0, "", "none", confidence, False, language, "needs typing", recognition.words)
    reliable = confidence >= settings.reliable_confidence and covered >= settings.reliable_coverage
    return Page(0, text, "ocr", confidence, reliable, language, "text", recognition.words)
