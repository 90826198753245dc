"""The settings of the page reader, with their defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageSettings:
    """What the operator may change about reading pages; sent as it is to the worker processes."""

    tessdata: Path = Path("/usr/share/tesseract-ocr/5/tessdata")
    """Folder of Tesseract's language data (Debian's tesseract-ocr-lav, -rus and -eng)."""
    workers: int = 2
    """Pages read at the same time, each by a process of one thread; not more than there are cores."""
    page_seconds: float = 60.0
    """Wall clock for one page; what takes longer is stopped and the page handed to a person."""
    file_seconds: float = 3600.0
    """Wall clock for all pages of one file; those not begun by then are handed to a person."""
    memory_bytes: int = 1 << 30
    """Address space of one worker process (RLIMIT_AS)."""
    max_pixels: int = 100_000_000
    """The largest picture that is decoded; A3 at 600 dpi has 70 million pixels."""
    max_pages: int = 1000
    """The pages read of one file; the rest is reported as not read."""
    dots_per_inch: int = 200
    """Resolution that pages are read at; finer scans are reduced to it, which saves time and costs no accuracy."""
    readable_confidence: float = 84.0
    """Mean word confidence, 0 to 100, below which a page is left to a person to type: handwriting, pictures."""
    reliable_confidence: float = 88.0
    """Mean word confidence from which a page counts as read; between the two it deserves a look."""
    reliable_coverage: float = 0.8
    """Share of the letter-like ink, 0 to 1, that must lie inside recognised words for a page to count as read."""
