"""Names of places in all their forms: Latvian declension generated and folded, Russian by stem."""

from __future__ import annotations

from classifiers.folding import fold

LATVIAN_FORMS = (
    ("is", ("is", "a", "am", "i", "us", "im")),
    ("s", ("s", "a", "am", "u", "os")),
    ("as", ("as", "u", "am")),
    ("es", ("es", "u", "em", "isu")),
    ("a", ("a", "as", "ai", "u", "aa")),
    ("e", ("e", "es", "ei", "i")),
    ("i", ("i", "u", "iem", "us", "os", "ju")),
)
SINGULAR_FEMININE = {"e", "a"}


def latvian_forms(name: str, plural_feminine: bool) -> frozenset[str]:
    """All case forms of a Latvian place name, folded; `plural_feminine` tells Alejas from Katlakalns.

    >>> sorted(latvian_forms("Baloži", False))
    ['balozi', 'baloziem', 'balozju', 'balozos', 'balozu', 'balozus']
    """
    folded = fold(name)
    for ending, forms in LATVIAN_FORMS:
        if folded.endswith(ending) and (ending not in ("as", "es") or plural_feminine):
            stem = folded[: -len(ending)]
            return frozenset(stem + form for form in forms)
    return frozenset([folded])


RUSSIAN_ENDINGS = "а у е ы и ов ам ами ах ом ой ою ей ю я ях ями ям".split()


def russian_forms(name: str) -> frozenset[str]:
    """Case forms of a Russian place name, as residents decline it and as they leave it."""
    folded = fold(name)
    stem = folded.rstrip("аеиы")
    return frozenset({folded, stem, *(stem + ending for ending in RUSSIAN_ENDINGS)})
