"""Tesseract behind one call: a grey picture in, text and words out. Each pair of languages is loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tesserocr import OEM, PSM, PyTessBaseAPI

from intake.stations import Word

Grey = NDArray[np.uint8]
"""A picture of rows x columns, 0 black to 255 white."""

AUTO, BLOCK, LINE, SPARSE, COLUMN = PSM.AUTO, PSM.SINGLE_BLOCK, PSM.SINGLE_LINE, PSM.SPARSE_TEXT, PSM.SINGLE_COLUMN
LETTERS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Recognition:
    """What Tesseract saw: the text with its lines, and the words with boxes in pixels of the picture."""

    text: str
    words: tuple[Word, ...]

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

    def read(self, picture: Grey, dots_per_inch: float, languages: str, mode: int = AUTO) -> Recognition:
        """Read a grey picture with languages such as "lav+eng", in one of Tesseract's page segmentation modes."""
        model = self._model(languages)
        model.SetPageSegMode(mode)
        height, width = picture.shape
        model.SetImageBytes(np.ascontiguousarray(picture).tobytes(), width, height, 1, width)
        model.SetSourceResolution(int(dots_per_inch))
        model.Recognize()
        return Recognition(model.GetUTF8Text(), _words(model.GetTSVText(0)))

    def _model(self, languages: str) -> PyTessBaseAPI:
        if languages not in self._models:
            folder = f"{self.tessdata}/"
            self._models[languages] = PyTessBaseAPI(path=folder, lang=languages, psm=AUTO, oem=OEM.LSTM_ONLY)
        return self._models[languages]


def _words(table: str) -> tuple[Word, ...]:
    """The word rows (level 5) of Tesseract's TSV: level page block par line word left top width height conf text."""
    rows = (row.split("\t") for row in table.split("\n"))
    return tuple(
        Word(row[11], int(row[6]), int(row[7]), int(row[8]), int(row[9]), float(row[10]))
        for row in rows
        if len(row) == 12 and row[0] == "5" and row[11].strip()
    )
