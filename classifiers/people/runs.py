"""Runs of words that make up a name by themselves: given name and surname, in any order, whole or broken."""

from __future__ import annotations

import re

from classifiers.folding import CYRILLIC
from classifiers.people.broken import broken_off
from classifiers.people.roots import proper, root
from classifiers.people.tokens import LOCATIVE, SHORTEST_SURNAME, SURELY_SURNAME, Span, Token, in_sentence, linked
from classifiers.people.wordlists import words

PATRONYMIC = re.compile(
    r"(?:ович|евич|ич|овн|евн|иничн)(?:а|у|ем|ом|е|ы|ой)?$|(?:ovic|evic|ovn|evn|inicn)(?:a|u|em|om|e|i|y|oj)?$"
)
COMMA = re.compile(r", ?")
AFTER_COMMA = re.compile(r"[\"”]? ?[<\n(\[]|[\"”]?$")
LINE_BEFORE = re.compile(r"(?:^|\n) *\Z")
LINE_AFTER = re.compile(r" *(?:[,(]|\n|\Z)")
AGED = re.compile(r",? ?\(?\d{1,3} ?(?:gad|g\.|лет|год|years|y\.)")
INITIAL_LINK = re.compile(r"\.[ \u00a0_]?|[ _]")
HYPHENS = ("-", "–", "‑")
SOUNDS = ("Dz", "Dž", "Kr", "Fr")
SAME_CASE = (
    ("ais", "is", "rs", "ls", "ns", "ts", "ks", "gs", "ds", "js", "us"),
    ("a", "e"),
    ("ai", "ei"),
    ("am", "im"),
)
"""Ends that a man's two names, or his title and name, share in the nominative, a woman's, and theirs in the dative."""
MOST_WORDS = 4
MOST_PARTICLES = 4
FEMALE = ("a", "e", "i")


def run(text: str, tokens: list[Token], at: int) -> int:
    """The end of the run of words that may name, joined by blanks or hyphens; from the third on they must look it."""
    end = at + 1
    while end < len(tokens) and end - at < MOST_WORDS and linked(text, tokens, end):
        end = _after_particles(text, tokens, _after_initial(text, tokens, end))
        word = tokens[end].word
        second_given = end - at == 2 and tokens[at].word.given and tokens[at + 1].word.given
        sure = end - at == 1 or word.named or second_given or _hyphened(text, tokens, end)
        if not word.may_name or len(word.text) < 2 or not sure:
            break
        end += 1
    return end


def _hyphened(text: str, tokens: list[Token], at: int) -> bool:
    return text[tokens[at - 1].end : tokens[at].start] in HYPHENS


def initial(text: str, token: Token) -> bool:
    """Whether a token is one letter, or two that are one sound, before a full stop: J., Dz."""
    shortened = len(token.word.text) == 1 and token.word.text.isupper()
    return (shortened or token.word.text in SOUNDS) and text[token.end : token.end + 1] in {".", "_"}


def _after_initial(text: str, tokens: list[Token], at: int) -> int:
    """Where the surname stands behind a second name's initial (Anna M. Liepa); `at` itself without one."""
    within = at + 1 < len(tokens) and initial(text, tokens[at]) and linked(text, tokens, at + 1, INITIAL_LINK)
    return at + 1 if within and tokens[at + 1].word.may_name else at


def _after_particles(text: str, tokens: list[Token], at: int) -> int:
    """Where the surname goes on behind van, der and their kind; `at` itself where it does not."""
    end, last = at, min(at + MOST_PARTICLES, len(tokens) - 1)
    while end < last and tokens[end].word.text in words("particles") and linked(text, tokens, end + 1):
        end += 1
    return end if tokens[end].word.may_name else at


def foreign(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A name with a particle that only names have, known or not: Joost van den Berg, Niamh Mac Coille."""
    if at + 2 >= len(tokens) or not token.word.may_name or len(token.word.text) <= SHORTEST_SURNAME:
        return None
    if not linked(text, tokens, at + 1) or tokens[at + 1].word.text not in words("sure particles"):
        return None
    surname = _after_particles(text, tokens, at + 1)
    return (at, run(text, tokens, surname)) if surname > at + 1 else None


def whole(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """Given name and surname in either order, second names and patronymics between."""
    if not token.word.may_name or not (token.word.given or token.word.looks_like_surname):
        return _line(text, tokens, at, token) or _unknown(text, tokens, at, token)
    end = run(text, tokens, at)
    given = [one.word.given for one in tokens[at:end]]
    if end - at == 2 and not any(given) and token.word.surname and not token.word.common:
        return at, end
    if not any(given):
        return _unknown(text, tokens, at, token)
    if token.word.loud:
        end = next((one for one in range(at, end) if not tokens[one].word.named), end)
    if not token.word.given:
        end = _after_given(tokens, at + given.index(True) + 1)
    end += broken_off(text, tokens, end)
    return (at, end) if end - at > 1 else None


def _after_given(tokens: list[Token], end: int) -> int:
    """Where a name ends that began with the surname: after the given name and its patronymic."""
    return end + (end < len(tokens) and PATRONYMIC.search(tokens[end].word.key) is not None)


def _line(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A line of its own of any capital word and a given name, perhaps a patronymic: Кулик Анна Ивановна."""
    if (
        at + 1 >= len(tokens)
        or not token.word.may_name
        or not LINE_BEFORE.search(text[max(token.start - 8, 0) : token.start])
    ):
        return None
    if not linked(text, tokens, at + 1) or not tokens[at + 1].word.given or tokens[at + 1].word.common:
        return None
    end = _after_given(tokens, at + 2)
    return (at, end) if LINE_AFTER.match(text, tokens[end - 1].end) else None


def _unknown(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """Two capital words side by side that letters never write small, whether the lexicon has them or not."""
    if at + 1 >= len(tokens) or run(text, tokens, at) < at + 2 or token.end == tokens[at + 1].start:
        return None
    if tokens[at + 1].word.given and not token.word.looks_like_surname and run(text, tokens, at + 1) > at + 2:
        return None
    pair = (token.word, tokens[at + 1].word)
    if len(token.word.text) <= SHORTEST_SURNAME or len(pair[1].text) < SHORTEST_SURNAME:
        return None
    if token.word.common or any(not word.named or word.loud for word in pair):
        return None
    return at, run(text, tokens, at)


def like_a_place(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A given name and in its case a surname that is also a town's or a country's: Ilzei Cēsei, Juris Talsis."""
    if at + 1 >= len(tokens) or not linked(text, tokens, at + 1) or token.word.common or not token.word.given:
        return None
    after = tokens[at + 1].word
    other = after.capital and not after.may_name and (after.place or after.text in words("other proper names"))
    surely = token.word.may_name and not LOCATIVE.search(token.word.text)
    return (at, at + 2) if other and surely and agree(token.word.key, after.key) else None


def agree(first: str, second: str) -> bool:
    """Whether two folded Latvian words stand in the same case, as far as their ends tell: skolotājai Lapsai."""
    return any(first.endswith(ends) and second.endswith(ends) for ends in SAME_CASE)


def patronymic(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A Russian given name and patronymic, known or not, and a surname after them."""
    if at + 1 >= len(tokens) or not token.word.may_name or not linked(text, tokens, at + 1):
        return None
    after = tokens[at + 1].word
    if not after.capital or len(after.key) < 6 or not PATRONYMIC.search(after.key):
        return None
    if not (CYRILLIC.search(after.text) or token.word.given):
        return None
    surname = at + 2 < len(tokens) and linked(text, tokens, at + 2) and tokens[at + 2].word
    borne = bool(surname and surname.may_name and len(surname.text) > SHORTEST_SURNAME)
    return at, run(text, tokens, at + 2) if borne and surname and surname.named else at + 2 + borne


def surname_first(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """Strazda, Ināra as address books write it: a comma between, and the end of the line or of the quotes after it."""
    if at + 1 >= len(tokens) or in_sentence(text, token) or not token.word.named:
        return None
    after = tokens[at + 1]
    if not after.word.given or not linked(text, tokens, at + 1, COMMA):
        return None
    return (at, at + 2) if AFTER_COMMA.match(text, after.end) else None


def alone(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A given name or surname alone, with a capital that no sentence asks for."""
    word = token.word
    if not word.may_name or word.loud or word.place or len(word.text) < SHORTEST_SURNAME or LOCATIVE.search(word.text):
        return None
    within = in_sentence(text, token) or AGED.match(text, token.end) is not None
    if word.given and (within or not word.common or _and_another(tokens, at)):
        return at, at + 1
    he = word.nominative and word.rare and not word.key.endswith(FEMALE)
    man = word.surname and (he or word.key.endswith(("am", "im")))
    surely = (
        man
        or word.surname
        or (word.rare and len(word.key) > 5 and SURELY_SURNAME.search(word.key) and root(word.text) not in proper())
    )
    return (at, at + 1) if surely and within and (man or not word.common) else None


def _and_another(tokens: list[Token], at: int) -> bool:
    """Whether "and" and another given name follow: Sanda un Guntars."""
    following = [one.word for one in tokens[at + 1 : at + 3]]
    return len(following) == 2 and following[0].text in words("and") and following[1].given and following[1].capital
