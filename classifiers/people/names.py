"""Names of people: given name and surname in any case, initials, after a title, in a signature; places are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.folding import CYRILLIC
from classifiers.people.finding import Finding
from classifiers.people.signatures import signatures
from classifiers.people.tokens import Token, linked, tokens_of, word_of
from classifiers.people.wordlists import words

INITIAL_LINK = re.compile(r"\.[ \u00a0_]?|[ _]")
PATRONYMIC = re.compile(r"(?:ович|евич|ич|овн|евн|иничн)(?:а|у|ем|ом|е|ы|ой)?$")
SENTENCE_ENDS = re.compile(r"[.!?:;•\n*>|]\W*$|^\W*$|\d[.)]\s*$|[-–—]\s*$")
COMPANY = re.compile(r"([^\W\d_]+) [\"„«“‘][^\"”»“’\n]{2,60}[\"”»“’]")
QUOTE = re.compile(r"[\"„“«”]\W*$")
NOMINATIVE = re.compile(r"[^aeu]s$")
MOST_WORDS = 4
SHORTEST_SURNAME = 3
SHORTEST_BROKEN = 5


def names(text: str) -> Iterator[Finding]:
    """The names of people in `text`; they may overlap."""
    tokens = tokens_of(text)
    companies = [hit.span() for hit in COMPANY.finditer(text) if hit[1] in words("company before")]
    for at, token in enumerate(tokens):
        if any(start <= token.start < end for start, end in companies):
            continue
        span = _at(text, tokens, at, token)
        if span and not _is_no_person(text, tokens, at, span):
            start, end = tokens[span[0]].start, tokens[span[1] - 1].end
            yield Finding("name", text[start:end], start, end)
    yield from signatures(text, tokens)


def _at(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """The name that begins with a token, as [first, last) tokens."""
    for told in (
        (_initials, _patronymic, _whole, _family, _titled, _alone, _broken) if token.word.capital else (_small,)
    ):
        if span := told(text, tokens, at, token):
            return span
    return None


def _whole(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """Given name and surname in either order, second names and patronymics between."""
    if not token.word.may_name or not (token.word.given or token.word.looks_like_surname):
        return _unknown(text, tokens, at, token)
    end = _run(text, tokens, at)
    some_given = any(one.word.given for one in tokens[at:end])
    if token.word.surname and not token.word.common and not some_given and end - at == 2:
        return at, end
    if end - at < 2 or not some_given:
        return None
    if token.word.loud and not all(one.word.given or one.word.looks_like_surname for one in tokens[at:end]):
        end = next(
            at + i for i, one in enumerate(tokens[at:end]) if not (one.word.given or one.word.looks_like_surname)
        )
    if not token.word.given:  # surname first: the given name ends it, and what follows is no part
        end = next(at + i for i, one in enumerate(tokens[at:end]) if one.word.given) + 1
        end += end < len(tokens) and PATRONYMIC.search(tokens[end].word.key) is not None
    return (at, end) if end - at > 1 else None


def _patronymic(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A Russian given name and patronymic, known or not, and a surname after them."""
    if at + 1 >= len(tokens) or not token.word.may_name or not linked(text, tokens, at + 1):
        return None
    after = tokens[at + 1].word
    if not after.capital or not CYRILLIC.search(after.text) or not PATRONYMIC.search(after.key) or len(after.key) < 6:
        return None
    surname = at + 2 < len(tokens) and linked(text, tokens, at + 2) and tokens[at + 2].word
    return at, at + 2 + bool(surname and surname.may_name and len(surname.text) > SHORTEST_SURNAME)


def _family(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A surname in the plural beside a word for a family: ģimene Lāči, Ozolu ģimene, семья Кузьминых."""
    if not token.word.may_name or token.word.place or len(token.word.text) < SHORTEST_SURNAME:
        return None
    before = at > 0 and linked(text, tokens, at) and tokens[at - 1].word.text in words("family")
    after = at + 1 < len(tokens) and linked(text, tokens, at + 1) and tokens[at + 1].word.text in words("family")
    in_sentence = SENTENCE_ENDS.search(text[max(token.start - 8, 0) : token.start]) is None
    return (at, at + 1) if before or (after and (in_sentence or token.word.looks_like_surname)) else None


def _unknown(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A given name the lexicon lacks, before a surname that means nothing else."""
    if not token.word.may_name or len(token.word.text) <= SHORTEST_SURNAME or _run(text, tokens, at) != at + 2:
        return None
    after = tokens[at + 1].word
    return (at, at + 2) if after.looks_like_surname and not after.common and not after.loud else None


def _run(text: str, tokens: list[Token], at: int) -> int:
    """The end of the run of words that may name, joined by blanks or hyphens."""
    end = at + 1
    while end < len(tokens) and end - at < MOST_WORDS and linked(text, tokens, end):
        if not tokens[end].word.may_name or len(tokens[end].word.text) < 2:
            break
        end += 1
    return end


def _initials(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """J. Bērziņš, J. K. Bērziņš and Bērziņš J."""
    end = at
    while end < len(tokens) and _initial(text, tokens[end]) and (end == at or linked(text, tokens, end, INITIAL_LINK)):
        end += 1
    if end > at and end < len(tokens) and linked(text, tokens, end, INITIAL_LINK):
        return (at, _run(text, tokens, end)) if _bears(tokens[end]) else None
    if end == at and token.word.looks_like_surname and token.word.capital and at + 1 < len(tokens):
        after = tokens[at + 1]
        if _initial(text, after) and linked(text, tokens, at + 1):
            return at, at + 2
    return None


def _initial(text: str, token: Token) -> bool:
    return len(token.word.text) == 1 and token.word.text.isupper() and text[token.end : token.end + 1] == "."


def _bears(token: Token) -> bool:
    return (
        token.word.may_name
        and len(token.word.text) > SHORTEST_SURNAME
        and (token.word.looks_like_surname or not token.word.loud)
    )


def _titled(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A capital word beside a word for a person: kaimiņš Kalniņš, Bērziņa kungs."""
    if not token.word.may_name or len(token.word.text) < SHORTEST_SURNAME or token.word.loud:
        return None
    end = _run(text, tokens, at)
    if end < len(tokens) and linked(text, tokens, end) and tokens[end].word.text in words("titles after a name"):
        return at, end
    known = any(one.word.given or one.word.looks_like_surname for one in tokens[at:end])
    before = tokens[at - 1] if at and _between(text, tokens, at) else None
    return (at, end) if before and before.word.text in words("titles before a name") and known else None


def _between(text: str, tokens: list[Token], at: int) -> bool:
    return re.fullmatch(r"[.,:]?[ \u00a0]{1,2}(?:ir )?", text[tokens[at - 1].end : tokens[at].start]) is not None


def _alone(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A given name or surname alone, with a capital that no sentence asks for."""
    if not token.word.may_name or token.word.loud or len(token.word.text) < SHORTEST_SURNAME:
        return None
    if token.word.place:
        return None
    in_sentence = SENTENCE_ENDS.search(text[max(token.start - 8, 0) : token.start]) is None
    if token.word.given and (in_sentence or not token.word.common):
        return at, at + 1
    return (at, at + 1) if token.word.surname and in_sentence and not token.word.common else None


def _small(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A given name and a surname in small letters: file names, hasty mails."""
    if token.word.capital or at + 1 >= len(tokens) or not linked(text, tokens, at + 1):
        return None
    after = tokens[at + 1]
    pair = (token, after) if token.word.given else (after, token)
    if not pair[0].word.given or after.word.capital or pair[0].word.common or pair[1].word.common:
        return None
    known = pair[1].word.surname or (token.word.given and pair[1].word.looks_like_surname and not pair[0].word.common)
    return (at, at + 2) if known else None


def _broken(text: str, tokens: list[Token], at: int, token: Token) -> tuple[int, int] | None:
    """A name that a scan broke by one blank: Bērz iņš."""
    if not token.word.capital or at + 1 >= len(tokens) or text[token.end : tokens[at + 1].start] != " ":
        return None
    after = tokens[at + 1]
    whole = word_of(token.word.text + after.word.text)
    parts = [token.word.text, after.word.text]
    whole_words = token.word.given or min(map(len, parts)) > 3 or any(part in words("no surname") for part in parts)
    if (
        after.word.capital
        or whole_words
        or len(whole.key) < SHORTEST_BROKEN
        or whole.common
        or not (whole.given or whole.surname)
    ):
        return None
    following = at + 2
    if following < len(tokens) and linked(text, tokens, following):
        second = tokens[following].word
        return at, following + (second.looks_like_surname and second.may_name)
    return at, following


def _is_no_person(text: str, tokens: list[Token], at: int, span: tuple[int, int]) -> bool:
    """Whether what stands around makes it a street, a park, a feast or a company."""
    first, end = span
    if end < len(tokens) and linked(text, tokens, end) and tokens[end].word.text in words("after no person"):
        return not NOMINATIVE.search(tokens[end - 1].word.key)
    if first and tokens[first - 1].word.text in words("company before"):
        return True
    quoted = QUOTE.search(text[max(tokens[first].start - 2, 0) : tokens[first].start]) is not None
    before = tokens[first - 1].word.text if first else ""
    street = CYRILLIC.search(before) is not None and before in words("after no person")
    return quoted or street
