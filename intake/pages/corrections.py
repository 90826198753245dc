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
ADDRESS_LABEL = re.compile(r"(pasts|почта|mail)\W*$", re.IGNORECASE)
MISREAD_ENDS = ((".Iv", ".lv"), (".|v", ".lv"), (".1v", ".lv"))
SURE_OF_ADDRESS = 88.0
UNSURE = 50.0
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
        end = _end_of_address(line.words, start)
        read = _read_address(line.words[start:end], flat, dots_per_inch, engine)
        if read:
            return TextLine((*line.words[:start], read, *line.words[end:]), line.opens)
    return line


def _end_of_address(words: tuple[Word, ...], start: int) -> int:
    """The words after `start` that stand closer than a space would."""
    end, height = start + 1, words[start].height
    while end < len(words) and words[end].left - (words[end - 1].left + words[end - 1].width) < 1.2 * height:
        end += 1
    return end


def _read_address(words: tuple[Word, ...], flat: Grey, dots_per_inch: float, engine: Engine) -> Word | None:
    """One word with the address that the English model reads there, enlarged; None when it sees none."""
    first, last = words[0], words[-1]
    pad = int(0.4 * first.height) + 4
    top, bottom = max(0, first.top - pad), first.top + first.height + pad
    strip = flat[top:bottom, max(0, first.left - pad) : last.left + last.width + pad]
    if not strip.size:
        return None
    framed = cv2.copyMakeBorder(np.ascontiguousarray(strip), 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=PAPER)
    large = np.asarray(cv2.resize(framed, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC), np.uint8)
    read = engine.read(large, dots_per_inch * 1.5, "eng", LINE)
    address = "".join(word.text for word in read.words)
    for wrong, right in MISREAD_ENDS:
        address = address.replace(wrong, right)
    if not ADDRESS.match(address):
        return None
    width = last.left + last.width - first.left
    return Word(address, first.left, first.top, width, first.height, read.confidence)
