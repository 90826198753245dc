"""One spelling for all ways to type a word: no diacritics, no capitals, old phone typing (aa, sh, kj) undone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = str.maketrans("āčēģīķļņšūžŗōäöüõáàéèíóúýёѐѝ’`´", "acegiklnsuzroaouoaaeeiouyеeи'''")
DIGRAPHS = re.compile(r"aa|ee|ii|oo|uu|sh|ch|zh|(?<=[kgln])j(?=[aeiou]|$)")
LOOKALIKES = str.maketrans("01|", "oll")
CYRILLIC = re.compile("[а-яёА-ЯЁ]")
HYPHENATED = re.compile(r"(\w)[-\u00ad]\s*\n\s*([a-zа-яāčēģīķļņšūž])")


def unwrap(text: str) -> str:
    """`text` with words joined that a line end had broken ("at-\\njaunot" -> "atjaunot")."""
    return HYPHENATED.sub(r"\1\2", text) if "\n" in text else text


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """`word` in small letters without diacritics; a digit or stroke that a scan put inside a word is a letter again.

    >>> plain("Ķekavā"), plain("pašva1dība")
    ('kekava', 'pasvaldiba')
    """
    small = unicodedata.normalize("NFC", word).lower()
    if not small.isalpha():
        letters = sum(map(str.isalpha, small))
        if letters >= 3 and letters > len(small) // 2:
            small = small.translate(LOOKALIKES)
    return small.translate(MARKS)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`plain` with Latvian typed without marks undone as well: aa -> a, sh -> s, kj -> k. Cyrillic stays as it is.

    >>> fold("kjekavaa"), fold("Ķekavā"), fold("pieturaa")
    ('kekava', 'kekava', 'pietura')
    """
    bare = plain(word)
    return DIGRAPHS.sub(_undone, bare) if bare.isascii() or not CYRILLIC.search(bare) else bare


def _undone(match: re.Match[str]) -> str:
    digraph = match.group()
    return digraph[0] if digraph != "j" else ""
