"""Russian typed with Latin letters, read as Cyrillic: residents without a Russian keyboard write so."""

from __future__ import annotations

import re
from functools import lru_cache

SEQUENCES = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "tz": "ц", "ja": "я", "ya": "я",
    "ju": "ю", "yu": "ю", "jo": "ё", "yo": "ё", "je": "е", "ye": "е", "ij": "ий", "iy": "ий", "yj": "ый", "yy": "ый",
    "š": "ш", "č": "ч", "ž": "ж", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х",
    "i": "и", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т",
    "u": "у", "v": "в", "w": "в", "x": "х", "y": "ы", "z": "з", "'": "ь",
}  # fmt: skip
SOFT = re.compile(r"(?<=[bvgdzklmnprstfc])j(?![aeiouy])")
PIECE = re.compile("|".join(sorted(SEQUENCES, key=lambda piece: -len(piece))) + "|j")


@lru_cache(maxsize=65536)
def cyrillic(word: str) -> str:
    """`word` in Cyrillic, lower case; letters that are Cyrillic already stay.

    >>> cyrillic("Zdravstvujte"), cyrillic("ploshchad'"), cyrillic("hodit")
    ('здравствуйте', 'площадь', 'ходит')
    """
    return PIECE.sub(lambda match: SEQUENCES.get(match.group(), "й"), SOFT.sub("'", word.lower()))


LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "zh", "з": "z", "и": "i", "й": "j",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "ju", "я": "ja",
}  # fmt: skip


def latin(text: str) -> str:
    """Russian `text` as it is typed with Latin letters: training texts for telling the language."""
    return "".join(LATIN.get(letter, letter) for letter in text.lower())
