"""Reads one page: a good text layer as it is, anything else by straightening, cleaning and recognition."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from intake.pages.corrections import corrected
from intake.pages.engine import Engine, Grey, Recognition
from intake.pages.ink import Print, flatten, ink_of, letters_of, paper_share
from intake.pages.jobs import Job
from intake.pages.language import choose, language_of
from intake.pages.photo import Picture
from intake.pages.settings import PageSettings
from intake.pages.sight import Straightened, see
from intake.pages.sources import Raster, Source
from intake.pages.straighten import pose_of, straightened
from intake.pages.textlayer import BROKEN, by_letters, by_reading
from intake.stations import Page

MANY_SPECKS = 4000
BLANK = Page(0, "", "none", 0.0, True, kind="blank")
HOPELESS = 45.0
"""Confidence of its fullest lines below which what is no paper is not read at all."""
LEAST_PAPER = 0.8
"""Share of a flattened page that is white paper; photographs of things have less."""


def read_page(source: Source, job: Job, engine: Engine, settings: PageSettings) -> Page:
    """The page that `job` names: its own text layer where that is good, else what is recognised."""
    raster, layer = source.raster(job.number), source.text_layer(job.number)
    judgement = by_letters(layer.text) if layer else BROKEN
    if layer and judgement.good and by_reading(layer, raster, engine):
        return Page(job.number, layer.text, "text layer", 100.0, True, language_of(layer.text))
    page = read_raster(raster, engine, settings)
    if layer and judgement.good and not layer.hidden and page.kind != "text":
        return Page(job.number, layer.text, "text layer", page.confidence, False, language_of(layer.text))
    return replace(page, number=job.number, words=page.words if job.words else ())


def read_raster(raster: Raster, engine: Engine, settings: PageSettings) -> Page:
    """A picture of a page, read. Its number is 0."""
    return read_straightened(prepared(raster, engine, settings), engine, settings)


def read_searchable(source: Source, job: Job, engine: Engine, settings: PageSettings) -> tuple[Page, Picture]:
    """The page recognised, with its words, and the picture their boxes refer to: as it looks, but straight."""
    raster = source.raster(job.number)
    straight = prepared(raster, engine, settings)
    if straight is None:
        return replace(BLANK, number=job.number), raster.shown
    shown = straightened(raster.shown, straight.pose, straight.dots_per_inch)
    picture = np.ascontiguousarray(shown[::-1, ::-1]) if straight.head_down else shown
    return replace(read_straightened(straight, engine, settings), number=job.number), picture


def prepared(raster: Raster, engine: Engine, settings: PageSettings) -> Straightened | None:
    """The page under even light, level and upright; None when it is blank."""
    dots_per_inch = raster.dots_per_inch or settings.dots_per_inch
    flat, text = _even(raster.grey, dots_per_inch)
    return None if text.is_blank else _straighten(flat, text, raster, dots_per_inch, engine)


def read_straightened(page: Straightened | None, engine: Engine, settings: PageSettings) -> Page:
    """Recognise a prepared page and judge what came out."""
    if page is None:
        return BLANK
    is_paper = paper_share(page.flat) > LEAST_PAPER
    if page.confidence < HOPELESS and not is_paper:
        return Page(0, "", "none", page.confidence, False, kind="picture")
    sight = see(page, engine)
    recognition = corrected(sight.recognition, page.flat, page.dots_per_inch, engine)
    return _judged(recognition, sight.covered, "needs typing" if is_paper else "picture", settings)


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
    return Straightened(level, text, dots_per_inch, choice.model, pose, choice.head_down, choice.confidence)


def _judged(recognition: Recognition, covered: float, otherwise: str, settings: PageSettings) -> Page:
    confidence, text = recognition.confidence, recognition.text
    language = language_of(text)
    if confidence < settings.readable_confidence:
        return Page(0, "", "none", confidence, False, language, otherwise, recognition.words)
    reliable = confidence >= settings.reliable_confidence and covered >= settings.reliable_coverage
    return Page(0, text, "ocr", confidence, reliable, language, "text", recognition.words)
