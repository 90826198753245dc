"""Which words are the name of a street that letters write without the word for street: known, or by their form."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from classifiers.folding import CYRILLIC, fold
from classifiers.people.lexicon import read_groups
from classifiers.people.tokens import word_of
from classifiers.people.wordlists import Words
from classifiers.transliteration import latin
from config.streets import read_streets

FILE = Path(__file__).with_name("streets.txt")
GLIDE = re.compile(r"(?<=[aeou])j(?![aeiou])")
DOUBLED = re.compile(r"(.)\1")
GENITIVE = re.compile(
    r"[A-ZĀČĒĢĪĶĻŅŠŪŽ](?:[a-zāčēģīķļņšūž]{2,}|[A-ZĀČĒĢĪĶĻŅŠŪŽ]{2,})(?:as|u|es|a|AS|U|ES|A)"
    r"|[А-ЯЁ](?:[а-яё]{2,}(?:ас|яс|ес|у|ю|а|я)|[А-ЯЁ]{2,}(?:АС|ЯС|ЕС|У|Ю|А|Я))"
    r"|[А-ЯЁ][а-яё]{3,}(?:[сн]кая|[сн]кой|[сн]кую|ная|ной|ную|вая|вой|вую)"
)
"""How names of streets end: a Latvian genitive, written in Cyrillic too, or a Russian adjective."""


def known_street(word: str) -> bool:
    """Whether a word as written, in either script, is a name in the gazetteer or in streets.txt."""
    return named_street(word) or word in _group("russian")


def named_street(word: str) -> bool:
    """Whether a word as written is such a name itself, and not only begins as a Russian translation of one."""
    return heard(word) in _names()


def may_be_street(word: str) -> bool:
    """Whether a word has the form of a street's name, and is no other word that stands before a number."""
    meant = word_of(word)
    return GENITIVE.fullmatch(word) is not None and not (meant.place or meant.given or word in _group("no street"))


@lru_cache(maxsize=16384)
def heard(word: str) -> str:
    """One key for all spellings of a name: with or without diacritics, in Cyrillic, as a Russian types it.

    >>> heard("Pļavniekkalna"), heard("Плявниеккална"), heard("Smilshu")
    ('plavniekalna', 'plavniekalna', 'smilsu')
    """
    plain = fold(latin(word)) if CYRILLIC.search(word) else fold(word)
    return DOUBLED.sub(r"\1", GLIDE.sub("i", plain).replace("j", ""))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    stems = {stem.split()[-1] for street in read_streets() if street.kinds for stem in street.stems}
    return frozenset(map(heard, stems | set(read_groups(FILE)["names"])))


@lru_cache(maxsize=4)
def _group(name: str) -> Words:
    return Words(read_groups(FILE)[name])
