"""Reads one page: the text layer where there is one, else by recognition in the language that fits."""

from __future__ import annotations

from intake.pages.engine import Engine, Recognition
from intake.pages.jobs import Job
from intake.pages.settings import PageSettings
from intake.pages.sources import Raster, Source
from intake.stations import Page

A4_LONG_SIDE_INCHES = 297 / 25.4
SURE_OF_LANGUAGE = 72.0
"""From this confidence on the other alphabet is not tried."""


def read_page(source: Source, job: Job, engine: Engine, settings: PageSettings) -> Page:
    """The page that `job` names, read from `source`."""
    layer = source.text_layer(job.number).strip()
    if layer:
        return Page(job.number, layer, "text layer", 100.0, True)
    recognition, language = _recognise(source.raster(job.number), engine)
    confidence = recognition.confidence
    reliable = confidence >= settings.reliable_confidence
    words = recognition.words if job.words else ()
    if not reliable:
        return Page(job.number, "", "none", confidence, False, language, "needs typing", words)
    return Page(job.number, recognition.text.strip(), "ocr", confidence, True, language, "text", words)


def _recognise(raster: Raster, engine: Engine) -> tuple[Recognition, str]:
    resolution = raster.dots_per_inch or max(raster.grey.shape) / A4_LONG_SIDE_INCHES
    latin = engine.read(raster.grey, resolution, "lav+eng")
    if latin.confidence >= SURE_OF_LANGUAGE:
        return latin, "lv"
    cyrillic = engine.read(raster.grey, resolution, "rus+eng")
    return (cyrillic, "ru") if cyrillic.confidence > latin.confidence else (latin, "lv")
