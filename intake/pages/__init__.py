"""Reads scanned pages and photographs: the text, how far it can be trusted, and which page was not read at all."""

from intake.pages.parts import missing_parts
from intake.pages.reader import PageReader
from intake.pages.settings import PageSettings

__all__ = ["PageReader", "PageSettings", "missing_parts"]
