"""Keys for full-text search that forgives case, endings and missing diacritics."""

from __future__ import annotations

import re

from classifiers.stemming import key

WORD = re.compile(r"\w+")


def stems(text: str) -> tuple[str, ...]:
    """The folded stems of all words, in their order; the same for a text and for what somebody searches in it.

    >>> stems("apgaismojumu Ķekavā") == stems("apgaismojums kekava")
    True
    """
    return tuple(stem for word in WORD.findall(text) if (stem := "".join(WORD.findall(key(word)))))


def search_keys(*texts: str) -> str:
    """What is stored beside texts to be found by: each stem once, separated by blanks."""
    return " ".join(dict.fromkeys(stem for text in texts for stem in stems(text)))
