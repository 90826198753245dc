"""Names of places in all their forms: Latvian declension generated and folded, Russian by stem."""

from __future__ import annotations

from classifiers.folding import fold

CASES = ("nominative", "genitive", "dative", "accusative", "locative")
DECLENSIONS = {
    "is": ("is", "a", "am", "i", "i"),
    "s": ("s", "a", "am", "u", "a"),
    "a": ("a", "as", "ai", "u", "a"),
    "e": ("e", "es", "ei", "i", "e"),
    "as": ("as", "u", "am", "as", "as"),
    "es": ("es", "isu", "em", "es", "es"),
    "i": ("i", "u", "iem", "us", "os"),
}
PLURAL_FEMININE = ("as", "es")
RUSSIAN_ENDINGS = "а у е ы и ов ам ами ах ом ой ою ей ю я ях ями ям".split()


def latvian_forms(name: str, plural_feminine: bool) -> dict[str, str]:
    """Folded form -> case of a Latvian place name; `plural_feminine` tells Misas from Jaunsils.

    >>> latvian_forms("Baloži", False)
    {'balozi': 'nominative', 'balozu': 'genitive', 'baloziem': 'dative', 'balozus': 'accusative', 'balozos': 'locative'}
    """
    folded = fold(name)
    endings = PLURAL_FEMININE if plural_feminine else [end for end in DECLENSIONS if end not in PLURAL_FEMININE]
    ending = next(end for end in endings if folded.endswith(end))
    stem = folded[: -len(ending)]
    forms: dict[str, str] = {}
    for form, case in zip(DECLENSIONS[ending], CASES, strict=True):
        forms.setdefault(stem + form, case)
    return forms


def russian_forms(name: str) -> frozenset[str]:
    """Folded case forms of a Russian place name, as residents decline it and as they leave it."""
    folded = fold(name)
    stem = folded.rstrip("аеиы")
    return frozenset({folded, stem, *(stem + ending for ending in RUSSIAN_ENDINGS)})


def russian_adjective(name: str) -> str:
    """How the adjective of a Russian place name begins: Балдоне -> балдонск, Даугмале -> даугмальск."""
    stem = fold(name).rstrip("аеиы")
    return stem + ("ьск" if stem.endswith("л") else "ск")
