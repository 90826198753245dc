"""What is left of a name without its case ending: one root for Bricis, Briča and Brici, for Соловей and Соловья."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from classifiers.folding import CYRILLIC
from classifiers.people.declension import name_key
from classifiers.people.lexicon import read_groups

FILE = Path(__file__).with_name("proper.txt")
SHORTEST = 3
LATIN_ENDING = re.compile(r"(?:['’]s|iem|ajam|[aeiu][sm]|[ae]i|[aeiousy])$")
CYRILLIC_ENDING = re.compile(r"(?:[аяы]ми|[ое]го|[ое]му|[иы][йхм]|[ая]я|[ую]ю|[оеё][йюм]|[ая][мх]|[аяуюеёыий])$")
SOFTENED = re.compile(r"[bmpv]j$|[td]$")
HARD = {"t": "s", "d": "z"}
FOND = re.compile(r"(?:in|it|ul|uk|(?:оч|еч|еньк|ечк|очк|ик|ик|чик|к))$")


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """The root of a name in any case, folded; a soft consonant as the hard one, and at least three letters.

    >>> root("Bricis"), root("Briča"), root("Lācītim"), root("Соловья")
    ('bric', 'bric', 'lacis', 'солов')
    """
    key = name_key(word)
    ending = CYRILLIC_ENDING if CYRILLIC.search(key) else LATIN_ENDING
    bare = ending.sub("", key)
    bare = bare if len(bare) >= SHORTEST else key
    return SOFTENED.sub(lambda hit: HARD.get(hit[0], hit[0][0]), bare)


def dear(bare: str) -> str:
    """The root without a diminutive's suffix, or the root itself: emmin, emm."""
    short = FOND.sub("", bare)
    return short if len(short) >= SHORTEST else bare


@lru_cache(maxsize=1)
def proper() -> frozenset[str]:
    """The roots of the capitalised words that are no person's."""
    return frozenset(root(word) for words in read_groups(FILE).values() for word in words)
