"""Probes what the page reader needs from the operating system, before work starts."""

from __future__ import annotations

from intake.pages.settings import PageSettings

LANGUAGES = ("lav", "rus", "eng")


def missing_parts(settings: PageSettings | None = None) -> list[str]:
    """One sentence with the install command for each Tesseract language that is absent; empty when all are there."""
    folder = (settings or PageSettings()).tessdata
    return [
        f"Tesseract has no data for '{language}' in {folder}: apt-get install tesseract-ocr-{language}"
        for language in LANGUAGES
        if not (folder / f"{language}.traineddata").is_file()
    ]
