"""Light stems: an own Latvian stemmer (none is kept elsewhere), Snowball for Russian and English."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from classifiers.folding import CYRILLIC, fold, plain

ENDINGS = """
s a is us e i u o am em im um ai ei ij iem as es os ies ie
ajam ajai ajos ajas ajiem ajam ako akajam akais aka aks aki akas aku akam akiem akos
tajs taja tajam tajai taju tajos tajas tie tais
dams dama dami damas dami ot jot ots osa oss osi osas osu osam osiem
t ti tu ta to tam tai tas tos tiem tais ties
et at it ut iet amies aties at am
sim siet sies simies sieties su si
ju ja jam jat ji ju jas jies
usi usas usu usais is usie
sana sanas sanai sanu sanas
ums uma umu umam umi umiem umus umos
iba ibas ibai ibu ibam
tajs taji taju tajiem
iba ibas ibu
""".split()
SUFFIXES = frozenset(ENDINGS)
LONGEST = max(map(len, SUFFIXES))
SHORTEST = 3
VOWEL = re.compile("[aeiou]")
_russian = snowballstemmer.stemmer("russian")
_english = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def latvian(word: str) -> str:
    """The stem of a folded Latvian word: the longest ending goes that leaves three letters with a vowel.

    >>> latvian("laternas"), latvian("laternam"), latvian("ielu")
    ('latern', 'latern', 'iel')
    """
    for size in range(min(LONGEST, len(word) - SHORTEST), 0, -1):
        if word[-size:] in SUFFIXES and len(word) - size >= SHORTEST + (size > 2) and VOWEL.search(word[:-size]):
            return word[:-size]
    return word


@lru_cache(maxsize=65536)
def key(word: str, language: str = "lv") -> str:
    """The key of a word as written: folded and stemmed. Cyrillic is Russian; Latin letters are read as `language`."""
    if not word.isascii() and CYRILLIC.search(word):
        return str(_russian.stemWord(plain(word)))
    if language == "en":
        return fold(_english.stemWord(plain(word)))
    return latvian(fold(word))
