"""Names told by what stands beside them: initials, a title, a word for a family."""

from __future__ import annotations

import re

from classifiers.people.broken import two_parts
from classifiers.people.runs import INITIAL_LINK, agree, initial, run
from classifiers.people.tokens import LOCATIVE, SHORTEST_SURNAME, Span, Token, in_sentence, linked
from classifiers.people.wordlists import words

LEAD = re.compile(r"[.,:]?[ \u00a0]{1,2}(?:ir )?")
POSTSCRIPT = re.compile(r"P\. ?[SP]\.|N\. ?B\.")
LISTED = re.compile(r" ?(?:[,;)/]|\n|$)")
MOST_INITIALS = 3
FEWEST_LISTED = 3
LIST_LINK = re.compile(r", ?|,? (?:un|и|and) |;? ?\n ?(?:\d{1,3}[.)] ?|[-*•] ?)?")


def initials(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """J. Bērziņš, J. K. Bērziņš, Bērziņš J. and Jānis B."""
    end = _initials_from(text, tokens, at)
    if end > at:
        follows = end < len(tokens) and linked(text, tokens, end, INITIAL_LINK)
        return (at, _borne(text, tokens, at, end)) if follows and _borne(text, tokens, at, end) > end else None
    if not token.word.named or token.word.place or at + 1 >= len(tokens) or not linked(text, tokens, at + 1):
        return None
    end = _initials_from(text, tokens, at + 1)
    return (at, _after_second(text, tokens, end) if token.word.given else end) if end > at + 1 else None


def _after_second(text: str, tokens: list[Token], end: int) -> int:
    """Where a name ends whose second given name is an initial: Anna M. Liepa."""
    if end >= len(tokens) or not linked(text, tokens, end, INITIAL_LINK) or not tokens[end].word.may_name:
        return end
    word = tokens[end].word
    return run(text, tokens, end) if word.named or LISTED.match(text, tokens[end].end) else end


def _initials_from(text: str, tokens: list[Token], at: int) -> int:
    end = at
    while end < len(tokens) and end - at < MOST_INITIALS and initial(text, tokens[end]):
        if end > at and not linked(text, tokens, end, INITIAL_LINK):
            break
        end += 1
    return end


def _borne(text: str, tokens: list[Token], at: int, end: int) -> int:
    """The end of the surname after initials, or the initials' end where they number a list or mark a postscript."""
    word = tokens[end].word
    if POSTSCRIPT.match(text, tokens[at].start) or not word.may_name or len(word.text) <= SHORTEST_SURNAME:
        return end + 2 * two_parts(text, tokens, end)
    within = in_sentence(text, tokens[at]) or LISTED.match(text, tokens[end].end)
    if word.named or (within and not LOCATIVE.search(word.text)):
        return run(text, tokens, end)
    return end


def family(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A surname in the plural beside a word for a family: ģimene Lāči, Ozolu ģimene, семья Кузьминых."""
    if not token.word.may_name or token.word.place or len(token.word.text) < SHORTEST_SURNAME:
        return None
    before = at > 0 and linked(text, tokens, at) and tokens[at - 1].word.text in words("family")
    after = at + 1 < len(tokens) and linked(text, tokens, at + 1) and tokens[at + 1].word.text in words("family")
    return (at, at + 1) if before or (after and (in_sentence(text, token) or token.word.named)) else None


def titled(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A capital word beside a word for a person: kaimiņš Kalniņš, Bērziņa kungs."""
    if not token.word.may_name or len(token.word.text) < SHORTEST_SURNAME or token.word.loud:
        return None
    end = run(text, tokens, at)
    known = any(one.word.named for one in tokens[at:end])
    if end < len(tokens) and linked(text, tokens, end) and tokens[end].word.text in words("titles after a name"):
        return (at, end) if known or in_sentence(text, token) else None
    before = tokens[at - 1].word if at and LEAD.fullmatch(text, tokens[at - 1].end, tokens[at].start) else None
    if before is None:
        return None
    if token.word.place:
        return (at, end) if known and before.title else None
    if before.text in words("sure titles") and not LOCATIVE.search(token.word.text):
        return at, end
    meant = known or (linked(text, tokens, at) and agree(before.key, token.word.key))
    return (at, end) if meant and before.title else None


def acting(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A surname that is also a word, doing what only people do: Ozols teica, Vilks neatbildēja."""
    word = token.word
    if not (word.may_name and (word.surname or word.given) and word.nominative) or word.loud or word.place:
        return None
    if word.text in words("occupations"):
        return None
    said = at + 1
    if said < len(tokens) and tokens[said].word.text in words("between a name and its act"):
        said += 1
    acts = said < len(tokens) and linked(text, tokens, said) and tokens[said].word.text in words("acts of a person")
    after = at > 0 and linked(text, tokens, at) and tokens[at - 1].word.text in words("acts of a person")
    return (at, at + 1) if acts or after else None


def coupled(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A surname beside "and" and another name: Kārkliņš un Zaķis."""
    word = token.word
    if not (word.may_name and word.surname) or word.loud or word.place or LOCATIVE.search(word.text) or at < 2:
        return None
    other, joined = tokens[at - 2].word, tokens[at - 1].word.text in words("and")
    known = other.may_name and (other.given or other.surname) and not other.place
    apart = text[tokens[at - 2].end : token.start].count(" ") == 2
    return (at, at + 1) if joined and apart and known and other.nominative == word.nominative else None


def listed(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """One of three or more surnames in a row, though some are words: Skujiņa, Arājs, Priede un Mucenieks."""
    if not _may_be_listed(token):
        return None
    others = sum(_listed_on(text, tokens, at, step) for step in (-1, 1))
    return (at, at + 1) if 1 + others >= FEWEST_LISTED else None


def _listed_on(text: str, tokens: list[Token], at: int, step: int) -> int:
    """How many surnames the list goes on with in a direction, as far as it matters; "and" is a word of its own."""
    found, here = 0, at
    while found < FEWEST_LISTED - 1 and 0 <= (following := here + step) < len(tokens):
        if tokens[following].word.text in words("and"):
            following += step
        if not 0 <= following < len(tokens) or not _may_be_listed(tokens[following]):
            break
        first, second = sorted((here, following))
        if not LIST_LINK.fullmatch(text, tokens[first].end, tokens[second].start):
            break
        found, here = found + 1, following
    return found


def _may_be_listed(token: Token) -> bool:
    word = token.word
    return word.may_name and word.surname and word.nominative and not (word.place or word.loud)
