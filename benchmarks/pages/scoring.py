"""How well a text was read: character errors, fields read verbatim, textless pages found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from benchmarks.pages.corpus import Specimen

QUOTES = str.maketrans("„“”«»’‘–—", '"""""\'\'--')


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader made of one specimen. `trusted` says that it was passed on as text."""

    specimen: Specimen
    text: str
    trusted: bool = True

    @property
    def errors(self) -> int:
        """Edits (Levenshtein) between the printed and the read text, whitespace and quotation marks made alike."""
        return int(Levenshtein.distance(_plain(self.specimen.text), _plain(self.text)))

    @property
    def length(self) -> int:
        """Characters printed."""
        return len(_plain(self.specimen.text))

    @property
    def verbatim(self) -> int:
        """How many field values stand in the read text to the letter."""
        read = _plain(self.text)
        return sum(_plain(value) in read for value in self.specimen.fields)


def error_rate(results: Iterable[Result]) -> float:
    """Edits per printed character over all results."""
    chosen = list(results)
    return sum(r.errors for r in chosen) / max(1, sum(r.length for r in chosen))


def fields_verbatim(results: Iterable[Result]) -> float:
    """Share of field values read to the letter."""
    chosen = list(results)
    return sum(r.verbatim for r in chosen) / max(1, sum(len(r.specimen.fields) for r in chosen))


def textless_found(results: Iterable[Result]) -> tuple[float, float]:
    """Share of textless pages not passed on as text, and share of typed pages wrongly withheld."""
    chosen = list(results)
    textless = [r for r in chosen if r.specimen.difficulty == "textless"]
    typed = [r for r in chosen if r.specimen.difficulty != "textless"]
    return sum(not r.trusted for r in textless) / max(1, len(textless)), sum(not r.trusted for r in typed) / max(
        1, len(typed)
    )


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(QUOTES)).strip()
