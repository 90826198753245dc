"""Sets right what Tesseract confuses: look-alike letters of two alphabets, l for I, broken e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from intake.pages.engine import LINE, Engine, Grey, Recognition, TextLine
from intake.pages.ink import PAPER
from intake.stations import Word

LOOK_ALIKE = str.maketrans("AaBEeKkMHOoPpCcTyXxuyg", "АаВЕеКкМНОоРрСсТуХхиуд")
LOOKS_CYRILLIC = set("AaBEeKMHOoPpCcTyXxku36")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-zāčēģīķļņšūž]", re.IGNORECASE)
SMALL_L_FOR_I = re.compile(r"^([\"„(]?)l(?=[a-zāčēģīķļņšūž])")
ENDS_SENTENCE = (".", "!", "?", ":")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+$", re.ASCII)
LIKE_AN_ADDRESS = re.compile(r"@|©|[a-z0-9]{3,}\.(lv|com|ru|eu|net|org|ee|lt|№|Iv|lу)\W?$", re.IGNORECASE)
DOMAIN_END = re.compile(r"\.(lv|com|ru|eu|net|org|ee|lt|Iv|\|v|1v)\W?$", re.IGNORECASE)
OUTSIDE_ADDRESS = re.compile(r"^[^A-Za-z0-9]+|[^A-Za-z0-9]+$")
AFTER_ADDRESS = re.compile(r"[.,;:!?)]+$")
ADDRESS_LABEL = re.compile(r"(pasts|почта|mail)\W*$", re.IGNORECASE)
MISREAD_ENDS = ((".Iv", ".lv"), (".|v", ".lv"), (".1v", ".lv"))
SURE_OF_ADDRESS = 88.0
UNSURE = 50.0
SINGLE_LETTERS = 85.0
"""Mean confidence below which a line of single letters is dirt."""
LINE_OF_SPECKS = 40.0
"""Mean confidence below which a line of short, unsure words is dirt."""


def corrected(recognition: Recognition, flat: Grey, dots_per_inch: float, engine: Engine) -> Recognition:
    """The recognition with broken addresses read again in English and look-alike letters set right."""
    text = recognition.text
    letters = sum(letter.isalpha() for letter in text)
    cyrillic = len(CYRILLIC.findall(text)) > 0.4 * max(1, letters)
    mend: Callable[[TextLine, str], TextLine] = _in_cyrillic if cyrillic else _with_capital_i
    lines, before = [], "."
    for line in filter(None, map(_without_specks, recognition.lines)):
        again = _with_addresses(line, flat, dots_per_inch, engine)
        lines.append(mend(again, before))
        before = line.words[-1].text if line.words else before
    return Recognition(tuple(lines))


def _without_specks(line: TextLine) -> TextLine | None:
    """The line without words that are no words; None when nothing readable is left."""
    words = tuple(word for word in line.words if not _is_speck(word))
    sure = sum(len(word.text) for word in words if word.confidence >= UNSURE)
    letters = sum(len(word.text) for word in words)
    single = all(len(word.text) == 1 for word in words)
    if single and letters and sum(word.confidence for word in words) < SINGLE_LETTERS * letters:
        return None
    if not words or (sure < 3 and sum(w.confidence * len(w.text) for w in words) < LINE_OF_SPECKS * letters):
        return None
    return TextLine(words, line.opens)


def _is_speck(word: Word) -> bool:
    """Marks that no letter writer sets apart: |, ~, ©, = and unsure lone dots or strokes; "|" in English is an I."""
    if any(letter.isalnum() for letter in word.text) or word.text == "|":
        return False
    return word.text.strip("-–—.,:;!?&%+/()\"'„“”«»№*•") != "" or word.confidence < UNSURE


def _in_cyrillic(line: TextLine, before: str) -> TextLine:
    """In a Cyrillic text, words of look-alike Latin letters, or of both alphabets, are Cyrillic."""
    words = (
        word if "@" in word.text else replace(word, text=re.sub(r"[^\W\d_]+", _cyrillic, word.text))
        for word in line.words
        if word.text != "|"
    )
    return TextLine(tuple(words), line.opens)


def _cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    mixed = CYRILLIC.search(word) and LATIN.search(word)
    alike = len(word) > 1 and all(letter in LOOKS_CYRILLIC for letter in word)
    return word.translate(LOOK_ALIKE) if mixed or alike else word


def _with_capital_i(line: TextLine, before: str) -> TextLine:
    """A sentence that begins with "l" begins with "I"; a lone "|" before an English word is I, else a rule."""
    words: list[Word] = []
    for place, word in enumerate(line.words):
        if word.text == "|":
            following = line.words[place + 1].text if place + 1 < len(line.words) else ""
            if not (following[:1].islower() and following.isascii()):
                continue
            word = replace(word, text="I")
        starts = before.endswith(ENDS_SENTENCE) or (not words and line.opens)
        words.append(replace(word, text=SMALL_L_FOR_I.sub(r"\1I", word.text)) if starts else word)
        before = word.text
    return TextLine(tuple(words), line.opens)


def _with_addresses(line: TextLine, flat: Grey, dots_per_inch: float, engine: Engine) -> TextLine:
    for start, word in enumerate(line.words):
        labelled = start > 0 and ADDRESS_LABEL.search(line.words[start - 1].text)
        if not (LIKE_AN_ADDRESS.search(word.text) or labelled):
            continue
        if ADDRESS.match(word.text) and word.confidence > SURE_OF_ADDRESS:
            continue
        start, end = _extent(line.words, start)
        read = _read_address(line.words[start:end], flat, dots_per_inch, engine)
        if read:
            return TextLine((*line.words[:start], read, *line.words[end:]), line.opens)
    return line


def _extent(words: tuple[Word, ...], start: int) -> tuple[int, int]:
    """From the pieces before `start` that hardly stand apart, to the piece with the top-level domain."""
    first, end = start, start + 1
    while first > 0 and _gap(words, first) < 0.25 * words[start].height:
        first -= 1
    while (
        end < len(words) and not DOMAIN_END.search(words[end - 1].text) and _gap(words, end) < 1.2 * words[start].height
    ):
        end += 1
    return first, end


def _gap(words: tuple[Word, ...], place: int) -> int:
    return words[place].left - (words[place - 1].left + words[place - 1].width)


def _read_address(words: tuple[Word, ...], flat: Grey, dots_per_inch: float, engine: Engine) -> Word | None:
    """One word with the address that the English model reads there; None when it sees none."""
    first, last = words[0], words[-1]
    pad = int(0.3 * first.height) + 4
    top = min(word.top for word in words)
    bottom = max(word.top + word.height for word in words)
    right = last.left + last.width
    strip = flat[max(0, top - pad) : bottom + pad, max(0, first.left - 2) : right + 2]
    if not strip.size:
        return None
    framed = cv2.copyMakeBorder(np.ascontiguousarray(strip), 12, 12, 12, 12, cv2.BORDER_CONSTANT, value=PAPER)
    read = engine.read(np.asarray(framed, np.uint8), dots_per_inch, "eng", LINE)
    address = OUTSIDE_ADDRESS.sub("", "".join(word.text for word in read.words))
    for wrong, right_one in MISREAD_ENDS:
        address = address.replace(wrong, right_one)
    if not ADDRESS.match(address):
        return None
    mark = AFTER_ADDRESS.search(last.text)
    address += mark[0] if mark else ""
    return Word(address, first.left, top, right - first.left, bottom - top, read.confidence)
