"""Reads again, in their own language, pieces that the page's model cannot know: addresses, names, codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from rapidfuzz import fuzz

from intake.pages.engine import LINE, Engine, Grey, Recognition, TextLine
from intake.pages.ink import PAPER
from intake.stations import Word

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+$", re.ASCII)
LIKE_AN_ADDRESS = re.compile(r"@|©|[a-z0-9]{3,}\.(lv|com|ru|eu|net|org|ee|lt|№|Iv|lу)\W?$", re.IGNORECASE)
DOMAIN_END = re.compile(r"\.(lv|com|ru|eu|net|org|ee|lt|Iv|\|v|1v)\W?$", re.IGNORECASE)
OUTSIDE_ADDRESS = re.compile(r"^[^A-Za-z0-9]+|[^A-Za-z0-9]+$")
AFTER_ADDRESS = re.compile(r"[.,;:!?)]+$")
ADDRESS_LABEL = re.compile(r"(pasts|почта|mail)\W*$", re.IGNORECASE)
MISREAD_ENDS = ((".Iv", ".lv"), (".|v", ".lv"), (".1v", ".lv"))
SURE_OF_ADDRESS = 88.0
LATIN_WORD = re.compile(r"\W*[A-Za-zĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž]{3,}\W*$")
STREET = re.compile(r"(iela|aleja|gatve|laukums|prospekts|bulv[aā]ris|novads|pagasts|ciems)\W*$", re.IGNORECASE)
CAPITAL = re.compile(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]")
CODE = re.compile(r"[^\W\d_]{1,4}[-/]?\d[\d/-]{3,}[.,;]?$")
LATIN_CODE = re.compile(r"[A-Z]{1,4}[-/]?\d[\d/-]{3,}[.,;]?$")
NO_DIGIT = re.compile(r"\D")
SURE_OF_NAME = 75.0
ALIKE = 70.0
"""Likeness, 0 to 100, of two readings of one name: they differ in diacritics."""
Belongs = Callable[[tuple[Word, ...], int], bool]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The page as it was read, and the engine to read it again with."""

    flat: Grey
    dots_per_inch: float
    engine: Engine

    def address(self, line: TextLine) -> TextLine:
        """The line with its broken e-mail address read in English."""
        for start, word in enumerate(line.words):
            labelled = start > 0 and ADDRESS_LABEL.search(line.words[start - 1].text)
            if not (LIKE_AN_ADDRESS.search(word.text) or labelled):
                continue
            if ADDRESS.match(word.text) and word.confidence > SURE_OF_ADDRESS:
                continue
            start, end = _extent(line.words, start)
            read = self._address(line.words[start:end])
            if read:
                return TextLine((*line.words[:start], read, *line.words[end:]), line.opens)
        return line

    def latvian_names(self, line: TextLine, belongs: Belongs) -> TextLine:
        """The line with those words read in Latvian that `belongs` names: their diacritics come back."""
        words, place = list(line.words), 0
        while place < len(words):
            end = place
            while end < len(words) and belongs(line.words, end):
                end += 1
            if end > place:
                words[place:end] = self._in_latvian(line.words[place:end])
            place = end + 1
        return TextLine(tuple(words), line.opens)

    def codes(self, line: TextLine) -> TextLine:
        """The line with reference codes in Latin letters, as Latvian offices write them."""
        return TextLine(tuple(self._code(word) if _cyrillic_code(word) else word for word in line.words), line.opens)

    def _in_latvian(self, words: tuple[Word, ...]) -> list[Word]:
        read = self._read(words, "lav")
        before = " ".join(word.text for word in words)
        after = " ".join(word.text for word in read.words)
        same = len(read.words) == len(words) and fuzz.ratio(before, after) >= ALIKE
        if not same or read.confidence < SURE_OF_NAME:
            return list(words)
        return [replace(word, text=new.text) for word, new in zip(words, read.words, strict=True)]

    def _code(self, word: Word) -> Word:
        read = "".join(piece.text for piece in self._read((word,), "eng").words)
        same = NO_DIGIT.sub("", read) == NO_DIGIT.sub("", word.text)
        return replace(word, text=read) if same and LATIN_CODE.match(read) else word

    def _address(self, words: tuple[Word, ...]) -> Word | None:
        """One word with the address that the English model reads there; None when it sees none."""
        read = self._read(words, "eng")
        address = OUTSIDE_ADDRESS.sub("", "".join(word.text for word in read.words))
        for wrong, right in MISREAD_ENDS:
            address = address.replace(wrong, right)
        if not ADDRESS.match(address):
            return None
        mark = AFTER_ADDRESS.search(words[-1].text)
        left, top = words[0].left, min(word.top for word in words)
        width = words[-1].left + words[-1].width - left
        height = max(word.top + word.height for word in words) - top
        return Word(address + (mark[0] if mark else ""), left, top, width, height, read.confidence)

    def _read(self, words: tuple[Word, ...], language: str) -> Recognition:
        """The strip of the page that these neighbouring words fill, as one line."""
        first, last = words[0], words[-1]
        pad = int(0.3 * first.height) + 4
        top = min(word.top for word in words)
        bottom = max(word.top + word.height for word in words)
        strip = self.flat[max(0, top - pad) : bottom + pad, max(0, first.left - 2) : last.left + last.width + 2]
        if not strip.size:
            return Recognition(())
        framed = cv2.copyMakeBorder(np.ascontiguousarray(strip), 12, 12, 12, 12, cv2.BORDER_CONSTANT, value=PAPER)
        return self.engine.read(np.asarray(framed, np.uint8), self.dots_per_inch, language, LINE)


def is_latin(words: tuple[Word, ...], place: int) -> bool:
    """Whether a word on a Cyrillic page is written in Latin letters, by its own look."""
    return bool(LATIN_WORD.match(words[place].text)) and "@" not in words[place].text


def names_a_street(words: tuple[Word, ...], place: int) -> bool:
    """Whether a word on an English page is a Latvian street or territory, or the name before it."""
    following = words[place + 1].text if place + 1 < len(words) else ""
    return bool(STREET.match(words[place].text) or (STREET.match(following) and CAPITAL.match(words[place].text)))


def _cyrillic_code(word: Word) -> bool:
    return bool(CODE.match(word.text)) and not LATIN_CODE.match(word.text)


def _extent(words: tuple[Word, ...], start: int) -> tuple[int, int]:
    """From the pieces before `start` that hardly stand apart, to the piece with the top-level domain."""
    first, end = start, start + 1
    while first > 0 and _gap(words, first) < (1.2 if words[first].text[0] in "@©" else 0.25) * words[start].height:
        first -= 1
    while (
        end < len(words) and not DOMAIN_END.search(words[end - 1].text) and _gap(words, end) < 1.2 * words[start].height
    ):
        end += 1
    return first, end


def _gap(words: tuple[Word, ...], place: int) -> int:
    return words[place].left - (words[place - 1].left + words[place - 1].width)
