"""Names that nothing but their capital tells: a word inside a sentence that letters never write small.

What is a place, a brand, a nation or a feast stands in proper.txt; a word that letters do write small counts where
somebody with a profession is called so, or where it says or does what only people do.
"""

from __future__ import annotations

import re

from classifiers.folding import CYRILLIC
from classifiers.people.roots import proper, root
from classifiers.people.runs import PATRONYMIC, agree
from classifiers.people.tokens import SHORTEST_SURNAME, Span, Token, Word, in_sentence, linked
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
NO_CASE = re.compile(r"(?:osi|ies|sana|sanas|sanu|iba|ibas|ibu|umi|ums|uma|ot|t|ta)$")
"""How Latvian words end that are hardly a name in any case."""


def lone(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A capital word inside a sentence that no list has as something else, with another such word behind it."""
    if not _may(token.word) or not in_sentence(text, token):
        return None
    pair = _paired(text, tokens, at)
    if not token.word.rare and not pair:
        return (at, at + 1) if _called(text, tokens, at) else None
    if ADJECTIVE.search(token.word.key) or _is_where(text, tokens, at):
        return None
    if at + 1 == len(tokens) or not linked(text, tokens, at + 1) or not tokens[at + 1].word.capital:
        return at, at + 1
    return (at, at + 2) if pair else None


def _paired(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a second such word stands behind the first, one of both never written small, in one case."""
    if at + 1 == len(tokens) or not linked(text, tokens, at + 1) or not _may(tokens[at + 1].word):
        return False
    first, second = tokens[at].word, tokens[at + 1].word
    alike = agree(first.key, second.key) or CYRILLIC.search(first.text) is not None
    return second.rare or (first.rare and alike)


def _may(word: Word) -> bool:
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
    if before and WORKS.search(before.key) and _alike(before, word):
        return True
    acts = (following and tokens[at + 1].word.text) or "", (before.text if before else "")
    return any(act in words("acts of a person") for act in acts)


def _alike(works: Word, word: Word) -> bool:
    """Whether a profession may stand in the case of the word behind it; a man's surname may end as a woman's."""
    if CYRILLIC.search(works.text):
        return True
    if works.text.isascii() and works.key.endswith(("er", "or", "ist", "man")):
        return True
    return agree(works.key, word.key) or (MAN.search(works.key) is not None and word.key.endswith(("a", "e")))


def by_father(text: str, tokens: list[Token], at: int, token: Token) -> Span | None:
    """A patronymic alone, as elders are called: Ильич, Боруховна."""
    word = token.word
    told = CYRILLIC.search(word.text) and word.may_name and not word.loud and len(word.key) > SHORTEST_SURNAME
    return (at, at + 1) if told and PATRONYMIC.search(word.key) and (word.rare or in_sentence(text, token)) else None
