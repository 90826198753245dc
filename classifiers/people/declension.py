"""Case forms of people's names: Latvian by declension, Russian by ending, Latvian names in Cyrillic as heard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from classifiers.folding import CYRILLIC, fold

LATVIAN = (
    ("ais", ("ais", "a", "ajam", "o", "aja")),
    ("is", ("is", "a", "im", "am", "i", "iti")),
    ("us", ("us", "um", "u")),
    ("js", ("js", "ja", "jam", "ju", "j")),
    ("s", ("s", "a", "am", "u", "")),
    ("ija", ("ija", "ijas", "ijai", "ijam", "iju", "ij")),
    ("ina", ("ina", "inas", "inai", "inam", "inu", "in")),
    ("a", ("a", "as", "ai", "am", "u")),
    ("e", ("e", "es", "ei", "em", "i")),
)
"""Endings of the nominative and what takes their place, singular, folded (so ņ is n and ā is a)."""

SOFTENED = {"t": "s", "d": "z", "b": "bj", "m": "mj", "p": "pj", "v": "vj"}
"""The second declension's change before an ending (Gaitis, Gaiša); other letters change only their mark."""

FEMALE = (("skis", "ska"), ("ckis", "cka"), ("ais", "a"), ("ins", "ina"), ("is", "e"), ("js", "ja"), ("s", "a"))
"""How a woman bears a surname: the folded male ending and hers."""

RUSSIAN = (
    ("ский", ("ский", "ского", "скому", "ским", "ском", "ская", "ской", "скую")),
    ("ия", ("ия", "ии", "ию", "ией")),
    ("ий", ("ий", "ия", "ию", "ием", "ии")),
    ("ый", ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую")),
    ("й", ("й", "я", "ю", "ем", "е")),
    ("я", ("я", "и", "е", "ю", "ей")),
    ("а", ("а", "ы", "и", "е", "у", "ой", "ей")),
    ("о", ("о",)),
    ("е", ("е", "у", "и")),
    ("", ("", "а", "у", "ом", "ем", "е", "ым", "я", "ю")),
)
CYRILLIC_SOUNDS = (
    ("dz", "дз"), ("ch", "ч"), ("sh", "ш"), ("zh", "ж"), ("ija", "ия"), ("ja", "я"), ("ju", "ю"), ("je", "е"),
    ("ei", "ей"), ("ai", "ай"), ("ui", "уй"), ("oi", "ой"), ("ij", "ий"), ("š", "ш"), ("ž", "ж"), ("č", "ч"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"),
    ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("z", "з"),
)  # fmt: skip
FAMILY = re.compile(r"(?:[^aeiou]ins|itis|skis|[oe]vs|sons|nieks)$")
"""Surnames whose plural is hardly a word or a farm."""
TYPED_SOFT = re.compile(r"(?<=[kgln])j(?=s$)")
"""Bērziņš typed beerzinjsh."""
MARKS = str.maketrans("āēīōūģķļņŗ", "aeiougklnr")


@lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """How a word is looked up in the names lexicon: folded; in Cyrillic without the soft sign, э as е.

    >>> name_key("Bērziņš"), name_key("Берзиньш")
    ('berzins', 'берзинш')
    """
    folded = fold(word)
    if CYRILLIC.search(folded):
        return folded.replace("ь", "").replace("э", "е")
    return TYPED_SOFT.sub("", folded)


def latvian_cases(name: str) -> frozenset[str]:
    """The folded singular forms of a Latvian name.

    >>> sorted(latvian_cases("Gatis"))
    ['gasa', 'gasam', 'gasu', 'gata', 'gatam', 'gati', 'gatim', 'gatis', 'gatiti', 'gatu']
    """
    folded = fold(name)
    for ending, forms in LATVIAN:
        if folded.endswith(ending):
            stem = folded[: -len(ending)]
            made = {stem + form for form in forms}
            return frozenset(made | _softened(stem) if ending == "is" else made)
    return frozenset([folded])


def diminutives(name: str) -> tuple[str, ...]:
    """The fond forms of a given name in the nominative, folded: Milda, mildina; Andris, andritis and andrins."""
    folded = fold(name)
    if folded.endswith(("a", "e")):
        return folded[:-1] + "ina", folded[:-1] + "ite"
    stem = re.sub(r"(?:is|us|s)$", "", folded)
    return stem + "itis", stem + "ins"


def families(surname: str) -> frozenset[str]:
    """The plural of a surname that no other word has, folded: Bērziņš, berzini, berziniem; Ozols has none."""
    stem = fold(surname)[:-1]
    if not FAMILY.search(fold(surname)):
        return frozenset()
    stem = stem[:-1] if stem.endswith("i") else stem
    return frozenset(stem + ending for ending in ("i", "u", "iem", "us"))


def _softened(stem: str) -> set[str]:
    soft = SOFTENED.get(stem[-1:], stem[-1:])
    return {stem[:-1] + soft + ending for ending in ("a", "u", "am")} | {stem + "u"}


def female(surname: str) -> str:
    """The form of a surname that a woman bears, folded: Bērziņš, berzina; the same where it does not change."""
    folded = fold(surname)
    for male, hers in FEMALE:
        if folded.endswith(male):
            return folded[: -len(male)] + hers
    return folded


def russian_cases(name: str) -> frozenset[str]:
    """The singular forms of a name in Cyrillic, keys as `name_key` makes them; a man's -ов brings the woman's -ова."""
    key = name_key(name)
    for ending, forms in RUSSIAN:
        if key.endswith(ending):
            stem = key[: len(key) - len(ending)]
            made = {stem + form for form in forms}
            return frozenset(made | {stem + "ой"} if key.endswith(("ов", "ев", "ин")) else made)
    raise AssertionError("the empty ending fits all")


def in_cyrillic(name: str) -> str:
    """A Latvian name as Russians write it: Kalniņa, калниня; Bērziņš, берзинш."""
    word = name.lower().replace("ņa", "nja").replace("ļa", "lja").translate(MARKS)
    for latin, cyrillic in CYRILLIC_SOUNDS:
        word = word.replace(latin, cyrillic)
    return name_key(word)


def cyrillic_cases(names: Iterable[str]) -> frozenset[str]:
    """Forms in Cyrillic of Latvian names, declined as Russians do."""
    return frozenset(form for name in names for form in russian_cases(in_cyrillic(name)))
