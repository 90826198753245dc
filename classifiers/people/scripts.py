"""Words mixed of Latin and Cyrillic letters of the same look, brought into the script they were meant in."""

from __future__ import annotations

import re

LATIN, CYRILLIC = "ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук"
TO_CYRILLIC, TO_LATIN = str.maketrans(LATIN, CYRILLIC), str.maketrans(CYRILLIC, LATIN)
MIXED = re.compile(r"(?<![^\W\d_])[^\W\d_]*(?:[a-z][а-яё]|[а-яё][a-z])[^\W\d_]*", re.IGNORECASE)
ONLY_CYRILLIC = re.compile(rf"[^\W\d_{CYRILLIC}A-Za-z]")
ONLY_LATIN = re.compile(rf"[A-Za-z](?<![{LATIN}])")


def one_script(text: str) -> str:
    """`text` of the same length with every mixed word written in one script; a word that could be either stays.

    >>> one_script("Cмилшy")
    'Смилшу'
    """
    return MIXED.sub(_meant, text)


def _meant(word: re.Match[str]) -> str:
    cyrillic, latin = word[0].translate(TO_CYRILLIC), word[0].translate(TO_LATIN)
    if not ONLY_LATIN.search(word[0]) and ONLY_CYRILLIC.search(word[0]):
        return cyrillic
    return latin if ONLY_LATIN.search(word[0]) and not re.search("[а-яё]", latin, re.IGNORECASE) else word[0]
