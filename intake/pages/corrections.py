"""Sets right what Tesseract confuses: look-alike letters of two alphabets, l for I, broken e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from intake.pages.engine import Engine, Grey, Recognition, TextLine
from intake.pages.language import language_of
from intake.pages.rereading import SecondLook, is_latin, names_a_street
from intake.stations import Word

LOOK_ALIKE = str.maketrans("AaBEeKkMHOoPpCcTyXxuyg", "АаВЕеКкМНОоРрСсТуХхиуд")
LOOKS_CYRILLIC = set("AaBEeKMHOoPpCcTyXxku36")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-zāčēģīķļņšūž]", re.IGNORECASE)
SMALL_L_FOR_I = re.compile(r"^([\"„(]?)l(?=[a-zāčēģīķļņšūž])")
ENDS_SENTENCE = (".", "!", "?", ":")
UNSURE = 50.0
SINGLE_LETTERS = 85.0
"""Mean confidence below which a line of single letters is dirt."""
LINE_OF_SPECKS = 40.0
"""Mean confidence below which a line of short, unsure words is dirt."""


def corrected(recognition: Recognition, flat: Grey, dots_per_inch: float, engine: Engine) -> Recognition:
    """The recognition with broken addresses, Latvian names and codes read again and look-alike letters set right."""
    text = recognition.text
    letters = sum(letter.isalpha() for letter in text)
    cyrillic = len(CYRILLIC.findall(text)) > 0.4 * max(1, letters)
    mend: Callable[[TextLine, str], TextLine] = _in_cyrillic if cyrillic else _with_capital_i
    look, language = SecondLook(flat, dots_per_inch, engine), "ru" if cyrillic else language_of(text)
    lines, before = [], "."
    for line in filter(None, map(_without_specks, recognition.lines)):
        lines.append(mend(_read_again(line, language, look), before))
        before = line.words[-1].text if line.words else before
    return Recognition(tuple(lines))


def _read_again(line: TextLine, language: str, look: SecondLook) -> TextLine:
    line = look.address(line)
    if language == "ru":
        return look.codes(look.latvian_names(line, is_latin))
    return look.latvian_names(line, names_a_street) if language == "en" else line


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
        words.append(replace(word, text=_with_small_l(SMALL_L_FOR_I.sub(r"\1I", word.text) if starts else word.text)))
        before = word.text
    return TextLine(tuple(words), line.opens)


def _with_small_l(text: str) -> str:
    """ "Iize" is "Ilze": no word of the three languages begins with "Ii"."""
    return f"Il{text[2:]}" if text.startswith("Ii") else text
