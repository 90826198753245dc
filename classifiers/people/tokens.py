"""The words of a text and what each may be in a person's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from classifiers.people.declension import latvian_cases, name_key, russian_cases
from classifiers.people.lexicon import lexicon
from classifiers.people.wordlists import words
from config.taxonomy import taxonomy

TOKEN = re.compile(r"[^\W\d_](?:[^\W_]|(?<=[^\W_])['’](?=[^\W\d_]))*")
JOINED = re.compile(r"[ \u00a0]{1,2}|[-–‑]|_")
SURNAME = re.compile(
    r"(?:(?:ins|ina[ms]?|inu|inai|inam)|sons?|sona|sonam|sonu|son[ei]s?|ieti?s|iesa|iete[is]?|nieks|niec[ei]s?"
    r"|[oe]v(?:s|a|am|u|as|ai)|sk(?:is|im|a|am|i|u|as|ai)|vic(?:s|a|am|u)|enko|cuks|cuk|man(?:is|a|im|i|e|es|ei))$"
    r"|(?:ов|ев|ёв|ин)(?:а|у|ым|е|ой)?$|ск(?:ий|ого|ому|им|ая|ой|ую)$|(?:енко|вич(?:а|у|ем)?|чук(?:а|у|ом)?|иньша?|инш(?:а|у|ем)?)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word as written may be: its key in the lexicon, and whether it can stand in a person's name."""

    text: str
    key: str
    capital: bool
    loud: bool
    given: bool
    surname: bool
    looks_like_surname: bool
    common: bool
    place: bool
    may_name: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place in the text."""

    word: Word
    start: int
    end: int


@lru_cache(maxsize=65536)
def word_of(text: str) -> Word:
    """All that the lexicons say of a word."""
    known = lexicon()
    key = _read_anew(text) if "1" in text else name_key(text)
    capital = text[0].isupper() or (text[0] == "l" and text[1:2].isupper())
    given, surname = key in known.given, key in known.surnames
    return Word(
        text=text,
        key=key,
        capital=capital,
        loud=len(text) > 1 and text.isupper(),
        given=given,
        surname=surname,
        looks_like_surname=surname or (len(key) > 4 and SURNAME.search(key) is not None),
        common=key in known.words,
        place=key in _places(),
        may_name=capital and not _says_other(text, given) and (surname or key not in _places()),
    )


def _read_anew(text: str) -> str:
    """The key of a word in which a scan read l or i as 1: the reading that the lexicon knows, else l."""
    readings = (name_key(text), name_key(text.replace("1", "i")))
    known = lexicon()
    return next((key for key in readings if key in known.given or key in known.surnames), readings[0])


def _says_other(text: str, given: bool) -> bool:
    return text in words("no surname") or (text in words("titles before a name") and not given)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The keys of all forms of our places; those that are also surnames (Avoti) are told by the given name."""
    places = taxonomy().places.values()
    latvian = {form for place in places for form in _plural_too(place.lv.split()[0])}
    return frozenset(latvian | {form for place in places for form in russian_cases(place.ru.split()[0])})


def _plural_too(name: str) -> frozenset[str]:
    key = name_key(name)
    if not key.endswith(("i", "as", "es")):
        return latvian_cases(name)
    stem = key[:-1] if key.endswith("i") else key[:-2]
    return frozenset(stem + ending for ending in ("i", "u", "iem", "us", "os", "as", "am", "es", "em"))


def tokens_of(text: str) -> list[Token]:
    """The words of `text` in their order."""
    return [Token(word_of(hit[0]), *hit.span()) for hit in TOKEN.finditer(text)]


def linked(text: str, tokens: list[Token], at: int, link: re.Pattern[str] = JOINED) -> bool:
    """Whether only `link` stands between a token and the one before it."""
    return link.fullmatch(text, tokens[at - 1].end, tokens[at].start) is not None
