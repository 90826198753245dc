"""Which one-byte code page makes Latvian or Russian of some bytes: letter statistics for short texts."""

from __future__ import annotations

import re

_LATVIAN = ("cp1257", "iso8859-13", "iso8859-4")
_RUSSIAN = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
_LATVIAN_LETTERS = set("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ")
_OTHER_LETTERS = set("äöüõåéßąęėįųøæÄÖÜÕ„“”–—«»’…°€§" + "\xa0")
_RUSSIAN_COMMON = set("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")
_RUSSIAN_FREQUENCY = {
    letter: weight
    for letters, weight in (("оеаинтсрвл", 3.0), ("кмдпуяыьгзб", 2.0), ("чйхжшюцщэфъё", 1.0))
    for letter in letters
}
_LATVIAN_WORDS = re.compile(
    rb"(?i)\b(?:un|ir|par|ka|lai|uz|ar|es|nav|vai|jau|pie|kas|tas|no|labdien|sveiki|paldies|ielas?|domei?|cien)\b"
)
_ONLY_LATVIAN_BYTES = re.compile(rb"[\xd0\xf0\xde\xfe\xed\xcd\xec\xcc\xf2\xd2\xef\xcf]")
_WORD_OF_HIGH = re.compile(rb"[\xa8\xb8\xc0-\xff\xa3\xb3]{3,}")
_CASE_BREAK = re.compile("[а-яё][А-ЯЁ]")


def best_single_byte(data: bytes, declared: str) -> str:
    """The Baltic or Cyrillic codec under which `data` reads best, or "" where nothing speaks for one.

    `declared` is the codec the sender named ("" for none); windows-1252 needs clear evidence to be overruled.
    """
    sample = data[:20_000]
    high = [byte for byte in sample if byte > 0x7F]
    if not high:
        return ""
    if _is_cyrillic(sample, len(high)):
        return max(_RUSSIAN, key=lambda codec: _russian(sample, codec))
    return _baltic(sample, len(high), declared)


def _is_cyrillic(sample: bytes, high: int) -> bool:
    inside = sum(len(match[0]) for match in _WORD_OF_HIGH.finditer(sample))
    if inside * 10 < high * 6:
        return False
    best = max(_russian(sample, codec) for codec in _RUSSIAN)
    return best > 1.2 * high


def _russian(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    score = sum(_RUSSIAN_FREQUENCY.get(letter, 0.0) for letter in text)
    score += sum(0.9 for letter in text if letter.isupper() and letter.lower() in _RUSSIAN_COMMON)
    score -= 2.0 * len(_CASE_BREAK.findall(text))
    return score - 3.0 * sum(
        1 for letter in text if letter > "\x7f" and not letter.isalpha() and letter not in "«»„“”–—№…’"
    )


def _baltic(sample: bytes, high: int, declared: str) -> str:
    scores = {codec: _latvian(sample, codec) for codec in _LATVIAN}
    best = max(scores, key=lambda codec: scores[codec])
    words = len(_LATVIAN_WORDS.findall(sample))
    if scores[best] < 0.75 * high:
        return ""
    if declared == "cp1252" and not (words and _ONLY_LATVIAN_BYTES.search(sample)):
        return ""
    letters = sum(1 for letter in sample.decode(best, "replace") if letter in _LATVIAN_LETTERS)
    return best if letters else ""


def _latvian(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, "replace")
    score = 0.0
    for letter in text:
        if letter <= "\x7f":
            continue
        if letter in _LATVIAN_LETTERS:
            score += 1.0
        elif letter in _OTHER_LETTERS:
            score += 0.4
        else:
            score -= 1.0
    return score
