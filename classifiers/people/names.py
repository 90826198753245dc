"""Names of people: given name and surname in any case, initials, after a title, in a signature; places are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from classifiers.folding import CYRILLIC
from classifiers.people.beside import acting, coupled, family, initials, listed, titled
from classifiers.people.broken import broken
from classifiers.people.endings import endings
from classifiers.people.finding import Finding
from classifiers.people.lone import by_father, lone, loud, with_particle
from classifiers.people.roots import dear, proper, root
from classifiers.people.runs import alone, foreign, like_a_place, patronymic, surname_first, whole
from classifiers.people.signatures import signatures
from classifiers.people.small import small
from classifiers.people.tokens import LOCATIVE, Span, Token, begun_within, in_sentence, linked, tokens_of, written_small
from classifiers.people.wordlists import words

AND_SONS = r"(?:un|and|и|&) (?:(?:dēli|Co|сыновья|партнёры)\b)?"
COMPANY = re.compile(
    rf"(?<![^\W\d_])([^\W\d_]+) (?:[\"„«“‘][^\"”»“’\n]{{2,60}}[\"”»“’]|(?:[^\W\d_a-zа-я][\w-]+ ?(?:{AND_SONS})?)+)"
)
QUOTED = re.compile(
    r"(?<!\w)(?:[\"„“«”](?P<quoted>[^\"„“«»”\n.!?]{2,40})[\"“”»]|['‘‚](?P<single>[^'’\n]{2,40})['’](?!\w))"
)
"""What is called so: a shop, a concert, a rose; sayings have a full stop or are longer."""
MOST_QUOTED = 4
QUOTE = re.compile(r"[\"„“«”]\W*$")
NOMINATIVE = re.compile(r"[^aeu]s$")
AFTER_COLON = re.compile(r": ?$")
SHORTEST_STEM = 3
AS_WRITTEN = "="
"""Before the key of a surname that was told with its given name: the same form is it again wherever it stands."""
CAPITAL = (
    initials,
    foreign,
    like_a_place,
    patronymic,
    surname_first,
    whole,
    family,
    titled,
    alone,
    acting,
    coupled,
    listed,
    broken,
    by_father,
    with_particle,
    loud,
    lone,
)
SMALL = (small, with_particle)


def names(text: str) -> Iterator[Finding]:
    """The names of people in `text`; they may overlap."""
    tokens = tokens_of(text)
    companies = _in_companies(text, tokens)
    called = _called(text)
    told: set[str] = set()
    past = 0
    for at, token in enumerate(tokens):
        if at < past or at in companies:
            continue
        span = _at(text, tokens, at, token)
        if span and (_is_no_person(text, tokens, span) or _is_part(tokens, span, called)):
            past = span[1]
        elif span:
            told |= _surnames(tokens, span)
            yield _finding(text, tokens, span)
    for one in (*signatures(text, tokens), *endings(text, tokens)):
        told |= _surnames(tokens, begun_within(tokens, one.start, one.end))
        yield one
    yield from _again(text, tokens, told)


def _at(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """The name that begins with a token."""
    for told in CAPITAL if token.word.capital else SMALL:
        if span := told(text, tokens, at, token):
            return span
    return None


def _in_companies(text: str, tokens: list[Token]) -> set[int]:
    """The tokens that stand in a company's name."""
    spans = (hit.span() for hit in COMPANY.finditer(text) if hit[1] in words("company before"))
    return {at for start, end in spans for at in range(*begun_within(tokens, start, end))}


def _called(text: str) -> list[Span]:
    """Start and end of what stands in quotation marks and is short enough for a title, in the order of the text."""
    spans = (hit.span(hit.lastgroup or 0) for hit in QUOTED.finditer(text))
    return [(start, end) for start, end in spans if len(text[start:end].split()) <= MOST_QUOTED]


def _is_part(tokens: list[Token], span: Span, called: list[Span]) -> bool:
    """Whether a name is but a word of a title in quotation marks: "Rihards un draugi"."""
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    before = bisect_right(called, start, key=itemgetter(0))
    return before > 0 and end <= called[before - 1][1] and called[before - 1] != (start, end)


def _surnames(tokens: list[Token], span: Span) -> set[str]:
    """The roots of a name's parts, capital where they are: who was named is named so again, in any case."""
    inside = [one.word for one in tokens[slice(*span)] if len(one.word.text) >= SHORTEST_STEM]
    named = [word for word in inside if root(word.text) not in proper()]
    whole = {AS_WRITTEN + word.key for word in named if len(inside) > 1 and not word.given}
    return whole | {root(word.text).title() if word.capital else root(word.text) for word in named}


def _again(text: str, tokens: list[Token], told: set[str]) -> Iterator[Finding]:
    """Names that the text has told elsewhere, alone in any case or as a diminutive."""
    for at, token in enumerate(tokens) if told else ():
        if _is_told(text, token, told) and not _is_no_person(text, tokens, (at, at + 1)):
            yield _finding(text, tokens, (at, at + 1))


def _is_told(text: str, token: Token, told: set[str]) -> bool:
    word = token.word
    bare = root(word.text)
    roots = {bare.title(), dear(bare).title()} if word.capital else {bare, dear(bare)}
    if told.isdisjoint(roots) or len(word.text) < SHORTEST_STEM or LOCATIVE.search(word.text):
        return False
    if not word.capital:
        return not written_small(word.text)
    surely = word.rare or AS_WRITTEN + word.key in told or in_sentence(text, token) or _after_colon(text, token)
    return word.may_name and surely


def _after_colon(text: str, token: Token) -> bool:
    return AFTER_COLON.search(text, max(token.start - 3, 0), token.start) is not None


def _is_no_person(text: str, tokens: list[Token], span: Span) -> bool:
    """Whether what stands around makes it a street, a park, a feast or a company."""
    first, end = span
    if _is_followed(text, tokens, end, "after no person"):
        return tokens[end].word.text in words("named in english") or not NOMINATIVE.search(tokens[end - 1].word.key)
    before = tokens[first - 1].word.text if first else ""
    if before in words("company before") or before in words("named after"):
        return True
    single = end - first == 1
    if single and (_is_followed(text, tokens, end, "feast") or _is_property(text, tokens, end)):
        return True
    if single and before in words("before no person") and linked(text, tokens, first):
        return True
    quoted = single and QUOTE.search(text[max(tokens[first].start - 2, 0) : tokens[first].start]) is not None
    street = CYRILLIC.search(before) is not None and before in words("after no person")
    return quoted or street


def _is_property(text: str, tokens: list[Token], end: int) -> bool:
    """Whether a word that is no name alone stands before a house or a garden: Rožu dārzs, but Bērziņa māja."""
    return tokens[end - 1].word.common and _is_followed(text, tokens, end, "property")


def _is_followed(text: str, tokens: list[Token], end: int, group: str) -> bool:
    return end < len(tokens) and linked(text, tokens, end) and tokens[end].word.text in words(group)


def _finding(text: str, tokens: list[Token], span: Span) -> Finding:
    start, end = tokens[span[0]].start, tokens[span[1] - 1].end
    return Finding("name", text[start:end], start, end)
