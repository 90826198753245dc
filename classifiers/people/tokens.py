"""The words of a text and what each may be in a person's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from classifiers.people.declension import latvian_cases, name_key, russian_cases
from classifiers.people.lexicon import lexicon
from classifiers.people.vocabulary import vocabulary
from classifiers.people.wordlists import words
from classifiers.stemming import key as stem_of
from config.taxonomy import taxonomy

CAPITAL = "A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ"
SMALL = "a-zāčēģīķļņšūžа-яё"
TOKEN = re.compile(
    rf"[{CAPITAL}][{SMALL}]{{2,}}(?=[{CAPITAL}][{SMALL}]{{2}})|[^\W\d_](?:[^\W_]|(?<=[^\W_])['’](?=[^\W\d_]))*"
)
JOINED = re.compile(r"[ \u00a0]{1,2}|[-–‑_.]|")
SENTENCE_ENDS = re.compile(r"[.!?:;•\n*>|]\W*$|^\W*$|\d[.)]\s*$|[-–—]\s*$")
SLAVIC = (
    r"[oe]v(?:s|a|am|u|as|ai)|sk(?:is|im|a|am|i|u|as|ai)|vic(?:s|a|am|u|ai|as)|enko|c[iu]k(?:s|a|am|u)?"
    r"|[ij]uk(?:s|a|am|u)?"
)
SURNAME = re.compile(
    rf"(?:{SLAVIC}|ins|ina[ms]?|inu|inai|inam|sons?|sona|sonam|sonu|son[ei]s?|ieti?s|iesa|ietim|iete[is]?|ietei"
    r"|nieks|nieka|niekam|niec[ei]s?|man(?:is|a|im|i|e|es|ei)|berg(?:s|a|am|u|i|as|ai)|feld(?:s|e|a|am|u|es|ei)"
    r"|stein(?:s|a|am|u|e|es|ei)|[ae]n(?:s|a|am|u|e|es|ei)|it(?:is|im|i|e|es|ei)|isa[m]?|ul(?:is|a|im|e|es|ei)"
    r"|el(?:is|a|im|e|es|ei)|on(?:is|im|e|es|ei)|ait(?:is|e|im|es|ei)|ausk(?:as|iene)|kaln(?:s|a|am|u|e|es|ei)"
    r"|vald(?:s|a|am|e|es|ei)|baum(?:s|a|am|e|es|ei))$"
    r"|(?:ов|ев|ёв|ин)(?:а|у|ым|е|ой|ы|ых|ыми)?$|ск(?:ий|ого|ому|им|ая|ой|ую)$"
    r"|(?:енко|вич(?:а|у|ем)?|[чщ]ук(?:а|у|ом)?|юк(?:а|у|ом)?|[иы]ньш(?:а|у|ем)?|[иы]нш(?:а|у|ем)?|ит(?:ис|е|и)(?:а|у|ом|ем)?|анс(?:а|у|ом)?|сон(?:а|у|ом|е)?|манис(?:а|у)?)$"
)
"""Endings that surnames have and few other words."""
LOCATIVE = re.compile(r"[āēīū]s?$")
"""Nobody is named in this case: it says where."""
CONTRACTED = re.compile(r"['’](?:ve|ll|re|[dmt])$", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=[^\W\d_])['’]s$")
SHORTEST_SURNAME = 3
Span = tuple[int, int]
"""First token of a name, and the one after its last."""
FOREIGN = re.compile(rf"[^\W\d_A-Za-z{CAPITAL}{SMALL}]")
"""Letters that neither of the three languages has."""
HEAD_MISREAD = re.compile(r"[l1][bcdfghjkmnpqrstvz]")
SURELY_SURNAME = re.compile(
    rf"(?:{SLAVIC})$|(?:ов|ев|ёв)(?:а|у|ым|ой|ы|ых)$|(?:юш|еньк)(?:а|и|е|у|ей|ой)$|(?:енко|[чщ]ук(?:а|у|ом)?|[иы]нш(?:а|у|ем)?)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """What a word as written may be: its key in the lexicon, and whether it can stand in a person's name.

    `common` names are also other words; `rare` is a capitalised word that letters never write small,
    `fond` a diminutive, `title` what stands before a person's name.
    """

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
    rare: bool
    nominative: bool
    fond: bool
    title: bool

    @property
    def named(self) -> bool:
        """Whether something but its capital speaks for a name."""
        return self.may_name and (self.given or self.looks_like_surname or self.rare)


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
    key = _read_anew(text)
    capital = text[0].isupper() or (text[0] == "l" and (text[1:2].isupper() or key[0] == "i"))
    given, surname = key in known.given, key in known.surnames
    rare = capital and len(key) > 2 and not LOCATIVE.search(text) and not written_small(text)
    shaped = len(key) > 4 and SURNAME.search(key) is not None
    return Word(
        text=text,
        key=key,
        capital=capital,
        loud=len(text) > 1 and text.isupper(),
        given=given,
        surname=surname,
        looks_like_surname=surname or (shaped and (rare or not capital)),
        common=key in known.words or (key in vocabulary().words and not (shaped and surname)),
        place=key in _places(),
        may_name=capital and not _says_other(text, given) and (surname or key not in _places()),
        rare=rare,
        nominative=key in known.nominatives,
        fond=key in known.fond,
        title=text in words("titles before a name"),
    )


def written_small(text: str) -> bool:
    """Whether letters write a word, or another form of it, with a small letter."""
    known = stem_of(name_key(text)) in vocabulary().stems and not FOREIGN.search(text)
    return known or text in words("no surname")


def _read_anew(text: str) -> str:
    """The key of a word that a scan may have misread (1 for l or i, l for I): the reading that the lexicon knows."""
    text = POSSESSIVE.sub("", text)
    readings = [text]
    if HEAD_MISREAD.match(text):
        readings.append("I" + text[1:])
    if "1" in text:
        readings += [reading.replace("1", "i") for reading in readings]
    keys = [name_key(reading) for reading in readings]
    known = lexicon()
    return next((key for key in keys if key in known.given or key in known.surnames), keys[0])


def _says_other(text: str, given: bool) -> bool:
    if text in words("no surname") or CONTRACTED.search(text):
        return True
    return not given and (text in words("other proper names") or text in words("titles before a name"))


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


def begun_within(tokens: list[Token], start: int, end: int) -> Span:
    """The span of the tokens that begin in text[start:end]."""
    return bisect_left(tokens, start, key=_start), bisect_left(tokens, end, key=_start)


def _start(token: Token) -> int:
    return token.start


def linked(text: str, tokens: list[Token], at: int, link: re.Pattern[str] = JOINED) -> bool:
    """Whether only `link` stands between a token and the one before it."""
    return link.fullmatch(text, tokens[at - 1].end, tokens[at].start) is not None


def in_sentence(text: str, token: Token) -> bool:
    """Whether a token stands inside a sentence, where only a name has a capital."""
    return SENTENCE_ENDS.search(text[max(token.start - 8, 0) : token.start]) is None
