"""Names that nothing but their capital tells: a word inside a sentence that letters never write small.

What is a place, a brand, a nation or a feast stands in proper.txt; a word that letters do write small counts where
somebody with a profession is called so, or where it says or does what only people do.
"""

from __future__ import annotations

import re

from classifiers.folding import CYRILLIC
from classifiers.people.roots import proper, root
from classifiers.people.runs import PATRONYMIC, agree
from classifiers.people.tokens import SHORTEST_SURNAME, SURELY_SURNAME, Span, Token, Word, in_sentence, linked
from classifiers.people.wordlists import words

PLAIN = re.compile(r"(?:Mc|Mac|[OD]['’])?[^\W\d_a-zа-я][^\W\dA-ZА-Я]+(?:['’]s)?")
"""One capital, as names have it; neither digits nor capitals within."""
ADJECTIVE = re.compile(
    r"(?:ск|цк|н|т|в|л)(?:ий|ый|ой|ого|ому|им|ым|ом|ая|ую|ое|ие|ые|их|ых|ими|ыми)$|(?:ish|[^f]ian|[eo]an|ese)s?$"
)
"""Russian adjectives of places, English ones of nations."""
WORKS = re.compile(
    r"(?:taj|ej|niek|niec|ist|eor|ior|tor|sor)(?:[sauei]|am|ai|im|as|es)$|(?:тел|ник|ниц|ист|щик|щиц|арш|арк)(?:[аяуюеи]|ом|ем|ей|ой|)$|[a-z]{3}(?:er|or|ist|man)$"
)
"""How words for what somebody is by profession end, folded."""
MAN = re.compile(r"(?:taj|ej|niek|ist|or)s$")
WHERE = re.compile(r"[āēīū]s?$|[^aeiou]os$")
HOUSE = re.compile(r",? ?\d{1,3}(?! ?(?:gad|g\.|лет|год|years))")
NO_CASE = re.compile(r"(?:osi|ies|sana|sanas|sanu|iba|ibas|ibu|umi|ums|uma|ot|t|ta)$")
"""How Latvian words end that are hardly a name in any case."""


def lone(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A capital word inside a sentence that no list has as something else, with another such word behind it."""
    if not may_be_name(token.word):
        return None
    if not in_sentence(text, token):
        return (at, at + 1) if token.word.rare and _begins(text, tokens, at) else None
    pair = _paired(text, tokens, at)
    if not token.word.rare and not pair:
        return (at, at + 1) if _called(text, tokens, at) else None
    if ADJECTIVE.search(token.word.key) or _is_where(text, tokens, at) or HOUSE.match(text, token.end):
        return None
    if at + 1 == len(tokens) or not linked(text, tokens, at + 1) or not tokens[at + 1].word.capital:
        return at, at + 1
    return (at, at + 2) if pair else None


def _begins(text: str, tokens: list[Token], at: int) -> bool:
    """Whether what follows the first word of a sentence is what people do, or "and" and another name."""
    following = tokens[at + 1 : at + 3]
    if not following or not linked(text, tokens, at + 1) or ADJECTIVE.search(tokens[at].word.key):
        return False
    joined = len(following) == 2 and following[0].word.text in words("and") and may_be_name(following[1].word)
    return following[0].word.text in words("acts of a person") or (joined and following[1].word.named)


def _paired(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a second such word stands behind the first, one of both never written small, in one case."""
    if at + 1 == len(tokens) or not linked(text, tokens, at + 1) or not may_be_name(tokens[at + 1].word):
        return False
    first, second = tokens[at].word, tokens[at + 1].word
    alike = agree(first.key, second.key) or CYRILLIC.search(first.text) is not None
    return second.rare or (first.rare and alike)


def may_be_name(word: Word) -> bool:
    """Whether a word is written as a name is, and no list has it as something else."""
    if not word.may_name or word.loud or word.place or len(word.key) < SHORTEST_SURNAME or WHERE.search(word.text):
        return False
    return PLAIN.fullmatch(word.text) is not None and root(word.text) not in proper()


def _is_where(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the words before say where, or are the beginning of a longer title."""
    if not at or not linked(text, tokens, at):
        return False
    before = tokens[at - 1]
    title = before.word.capital and not before.word.given and in_sentence(text, before)
    return title or before.word.text in words("where")


def _called(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a word that is also written small is called a person: by a profession in its case, or by what it does."""
    word = tokens[at].word
    if NO_CASE.search(word.key):
        return False
    following = at + 1 < len(tokens) and linked(text, tokens, at + 1)
    if following and tokens[at + 1].word.capital:
        return False
    before = tokens[at - 1].word if at and linked(text, tokens, at) else None
    if before and (before.text in words("introduces") or (_titles(before) and _alike(before, word))):
        return True
    acts = (following and tokens[at + 1].word.text) or "", (before.text if before else "")
    return any(act in words("acts of a person") for act in acts)


def _titles(word: Word) -> bool:
    return word.title or WORKS.search(word.key) is not None


def _alike(works: Word, word: Word) -> bool:
    """Whether a profession may stand in the case of the word behind it; a man's surname may end as a woman's."""
    if CYRILLIC.search(works.text):
        return True
    if works.text.isascii() and (works.text in words("english kin") or works.key.endswith(("er", "or", "ist", "man"))):
        return True
    return agree(works.key, word.key) or (MAN.search(works.key) is not None and word.key.endswith(("a", "e")))


def loud(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """Two words in capitals that stand apart from others, one a given name or a sure surname: ZVĪNIS ARTURS."""
    pair = [one.word for one in tokens[at : at + 2] if _loud(one)]
    apart = not (_goes_on(text, tokens, at) or _goes_on(text, tokens, at + 2))
    if len(pair) < 2 or not apart or not linked(text, tokens, at + 1):
        return None
    told = any(one.given or SURELY_SURNAME.search(one.key) for one in pair)
    return (at, at + 2) if told and any(one.rare for one in pair) else None


def _goes_on(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the words in capitals go on over the border before a token."""
    return 0 < at < len(tokens) and linked(text, tokens, at) and tokens[at - 1].word.loud and tokens[at].word.loud


def _loud(token: Token) -> bool:
    word = token.word
    return word.loud and word.may_name and not word.place and len(word.text) >= SHORTEST_SURNAME and _free(word)


def _free(word: Word) -> bool:
    return root(word.text) not in proper() and PLAIN.fullmatch(word.text.title()) is not None


def with_particle(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A surname that begins with its particle: Mr van der Heijden, Fon Brimmeru."""
    if token.word.text.lower() not in words("sure particles"):
        return None
    last = at + 1
    while last < len(tokens) - 1 and tokens[last].word.text in words("particles") and linked(text, tokens, last):
        last += 1
    if last >= len(tokens) or not linked(text, tokens, last):
        return None
    return (at, last + 1) if tokens[last].word.rare and may_be_name(tokens[last].word) else None


def by_father(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A patronymic alone, as elders are called: Ильич, Боруховна."""
    word = token.word
    told = CYRILLIC.search(word.text) and word.may_name and not word.loud and len(word.key) > SHORTEST_SURNAME
    return (at, at + 1) if told and PATRONYMIC.search(word.key) and (word.rare or in_sentence(text, token)) else None
