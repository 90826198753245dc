"""Tesseract behind one call: a grey picture in, text and words out. Each pair of languages is loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from tesserocr import OEM, PSM, PyTessBaseAPI

from intake.stations import Word

Grey = NDArray[np.uint8]
"""A picture of rows x columns, 0 black to 255 white."""

AUTO, COLUMN, BLOCK, LINE, SPARSE = PSM.AUTO, PSM.SINGLE_COLUMN, PSM.SINGLE_BLOCK, PSM.SINGLE_LINE, PSM.SPARSE_TEXT
LETTERS = re.compile(r"\w")
NARROWED = {"lav": 0.78, "eng": 0.78, "rus": 0.8, "rus+eng": 0.8}
"""The share of their width at which regions are read: the network takes a step per column."""
PALEST_INK = 225
"""Greys from here on are paper and made white: Tesseract packs each line as PNG, and grain packs slowly."""
WHITENED = np.where(np.arange(256) < PALEST_INK, np.arange(256), 255).astype(np.uint8)
VARIABLES = {
    "invert_threshold": "0",  # a second, inverted look at unsure lines costs a tenth of the time
    "textord_all_prop": "1",  # the network finds the gaps of fixed pitch itself
}


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of recognised words; `opens` says that a paragraph begins with it."""

    words: tuple[Word, ...]
    opens: bool = False

    def moved(self, left: int, top: int) -> TextLine:
        """The line with its boxes shifted."""
        words = (replace(word, left=word.left + left, top=word.top + top) for word in self.words)
        return TextLine(tuple(words), self.opens)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What Tesseract saw, in reading order; boxes are in pixels of the picture."""

    lines: tuple[TextLine, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in reading order."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        """The lines, paragraphs set apart by an empty line."""
        rows = ("\n" * line.opens + " ".join(word.text for word in line.words) for line in self.lines)
        return "\n".join(rows).strip()

    @property
    def confidence(self) -> float:
        """Mean word confidence, 0 to 100, weighted by length; words of one letter do not count; 0 without words."""
        weighed = [(word.confidence, len(word.text)) for word in self.words if len(LETTERS.findall(word.text)) >= 2]
        letters = sum(length for _, length in weighed)
        return sum(confidence * length for confidence, length in weighed) / letters if letters else 0.0


class Engine:
    """Tesseract's models for the languages asked for so far. RuntimeError when a language is not installed."""

    def __init__(self, tessdata: Path) -> None:
        self.tessdata = tessdata
        self._models: dict[str, PyTessBaseAPI] = {}

    def read(
        self, picture: Grey, dots_per_inch: float, languages: str, mode: int = AUTO, *, narrowed: bool = True
    ) -> Recognition:
        """Read a grey picture with languages such as "rus+eng", in one of Tesseract's page segmentation modes.

        Lines are always read at their full width, all else only where it is not to be `narrowed`, which takes longer.
        """
        model = self._model(languages)
        model.SetPageSegMode(mode)
        share = NARROWED[languages] if narrowed and mode != LINE else 1.0
        white = cv2.LUT(np.ascontiguousarray(picture), WHITENED)
        narrow = cv2.resize(white, None, fx=share, fy=1.0, interpolation=cv2.INTER_AREA)
        height, width = narrow.shape
        model.SetImageBytes(narrow.tobytes(), width, height, 1, width)
        model.SetSourceResolution(int(dots_per_inch))
        model.Recognize()
        return Recognition(_lines(model.GetTSVText(0), picture.shape[1] / width))

    def _model(self, languages: str) -> PyTessBaseAPI:
        if languages not in self._models:
            folder = f"{self.tessdata}/"
            model = PyTessBaseAPI(path=folder, lang=languages, psm=AUTO, oem=OEM.LSTM_ONLY)
            for name, value in VARIABLES.items():
                model.SetVariable(name, value)
            self._models[languages] = model
        return self._models[languages]


def _lines(table: str, widening: float) -> tuple[TextLine, ...]:
    """The word rows (level 5) of Tesseract's TSV: level page block par line word left top width height conf text."""
    rows = (row.split("\t") for row in table.split("\n"))
    found = [row for row in rows if len(row) == 12 and row[0] == "5" and row[11].strip()]
    lines, last = [], [""]
    for place, group in groupby(found, key=lambda row: row[1:5]):
        lines.append(TextLine(tuple(_word(row, widening) for row in group), opens=place[:3] != last[:3]))
        last = place
    return tuple(lines)


def _word(row: list[str], widening: float) -> Word:
    left, top, width, height = (int(number) for number in row[6:10])
    return Word(row[11], int(left * widening), top, round(width * widening), height, float(row[10]))
