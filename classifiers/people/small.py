"""Names in small letters, as in file names and hasty mails."""

from __future__ import annotations

import re

from classifiers.people.runs import agree
from classifiers.people.tokens import LOCATIVE, SHORTEST_SURNAME, Span, Token, Word, linked, written_small
from classifiers.people.wordlists import words

INITIAL_ENDS = re.compile(r" [^\W\d_]\. *(?:\n|\Z)")
INTRODUCES = re.compile(r"(?:\b(?:es,?|te|sauc|зовут|z[ao]vut|i'm|am|is) )$")
INTRODUCED = re.compile(r",|\.(?!\w)| (?:no|un|from|and|из|и) |\Z")
ABBREVIATED = re.compile(r"\.?(?=[\s,;)]|\Z)")
SHORTEST_SURE = 5
VERB = re.compile(r"(?:[aeiouy]l[aio]?|[aeiu]t|jas?|[aeiu]m|os|[aei]sh|sja|s'|ий|ая|ое|[аеияыо]л[аио]?|[аяеиу]т)$")
"""How verbs end in the three languages, two of them typed with Latin letters."""
DATIVE = ("ai", "ei", "im")


def small(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A given name and a surname in small letters: file names, hasty mails; a given name after what leads to it."""
    if len(token.word.text) == 1 and text[token.end : token.end + 1] in {".", "_"}:
        return _small_initial(text, tokens, at)
    led = at > 0 and linked(text, tokens, at) and tokens[at - 1].word.text in words("leads to a name")
    if token.word.given and token.word.nominative and INITIAL_ENDS.match(text, token.end):
        return at, at + 2
    if at + 1 < len(tokens) and linked(text, tokens, at + 1) and _small_pair(token.word, tokens[at + 1].word, led):
        return at, at + 2
    word = token.word
    if _acting(text, tokens, at) or (word.given and word.nominative and _introduced(text, token)):
        return at, at + 1
    known = (
        (word.given or (led and word.surname and word.nominative))
        and not word.common
        and not LOCATIVE.search(word.text)
        and len(word.key) > SHORTEST_SURNAME
    )
    surely = word.given and not (word.fond or word.place or written_small(word.text)) and len(word.key) >= SHORTEST_SURE
    led = led and not word.place and (word.nominative or word.key.endswith(DATIVE))
    if known and (surely or led):
        return at, at + 1 + (_surnamed(text, tokens, at + 1) or _unheard(text, tokens, at + 1, led))
    return (at, at + 1) if known and _joined(tokens, at) else None


def _unheard(text: str, tokens: list[Token], at: int, led: bool) -> bool:
    """Whether a small word stands there that letters never write, as a surname does behind sosed misha."""
    if at >= len(tokens) or not linked(text, tokens, at) or tokens[at].word.capital:
        return False
    word = tokens[at].word
    known = written_small(word.text) or VERB.search(word.key) or len(word.key) <= SHORTEST_SURNAME
    return not known and (led or word.looks_like_surname)


def _introduced(text: str, token: Token) -> bool:
    """Whether somebody says who they are, though the name is a word as well: es vita, no ķekavas."""
    before = INTRODUCES.search(text, max(token.start - 10, 0), token.start)
    return before is not None and INTRODUCED.match(text, token.end) is not None


def _acting(text: str, tokens: list[Token], at: int) -> bool:
    """Whether any word stands between a title and what people do: direktore aploka teica."""
    if not 0 < at < len(tokens) - 1 or not tokens[at - 1].word.title:
        return False
    acts = tokens[at + 1].word.text in words("acts of a person")
    if not (acts and linked(text, tokens, at) and linked(text, tokens, at + 1)):
        return False
    alike = agree(tokens[at - 1].word.key, tokens[at].word.key)
    return alike and not written_small(tokens[at].word.text) and len(tokens[at].word.key) > SHORTEST_SURNAME


def _surnamed(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a surname's initial stands there: rihardam k."""
    if at >= len(tokens) or not linked(text, tokens, at) or len(tokens[at].word.text) > 1:
        return False
    return tokens[at].word.text not in words("and") and ABBREVIATED.match(text, tokens[at].end) is not None


def _small_initial(text: str, tokens: list[Token], at: int) -> Span | None:
    """a.berzins, as files are named."""
    if at + 1 >= len(tokens) or tokens[at].end + 1 != tokens[at + 1].start:
        return None
    word = tokens[at + 1].word
    return (at, at + 2) if word.surname and word.nominative and not word.common else None


def _small_pair(first: Word, second: Word, led: bool) -> bool:
    """Whether two small words are given name and surname in one case, and what else they mean is unlikely."""
    given, other = (first, second) if first.given else (second, first)
    if not given.given or second.capital or min(len(first.key), len(second.key)) <= SHORTEST_SURNAME:
        return False
    if LOCATIVE.search(first.text) or LOCATIVE.search(second.text):
        return False
    if given.common and (other.common or not other.surname) and not (led and other.surname):
        return False
    known = other.surname or (first.given and other.looks_like_surname and not given.common)
    return known and ((given.nominative and (other.nominative or not other.surname)) or _agree(given, other))


def _agree(given: Word, other: Word) -> bool:
    """Whether both stand in the same case that no other word shares often: janim berzinam, annai liepinai."""
    endings = ("am", "im", "ai", "ei", "у", "ой", "ым")
    return not (given.common or other.common) and given.key.endswith(endings) and other.key.endswith(endings)


def _joined(tokens: list[Token], at: int) -> bool:
    """Whether "and" and a given name stand beside: paldies inārai un guntai."""
    before = [one.word for one in reversed(tokens[max(at - 2, 0) : at])]
    after = [one.word for one in tokens[at + 1 : at + 3]]
    pairs = (pair for pair in (before, after) if len(pair) == 2)
    return any(link.text in words("and") and other.given and not other.common for link, other in pairs)
