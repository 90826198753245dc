"""A proposal as weighted features: folded stems, ideas of the concept lexicon, names across alphabets, topics."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from classifiers import lexicon
from classifiers.folding import CYRILLIC, fold, unwrap
from classifiers.lexicon import spelt
from classifiers.similar.nouns import Described
from classifiers.stemming import key, latvian
from classifiers.transliteration import latin
from config.taxonomy import taxonomy

WORD = re.compile(r"[^\W_]+")
SHORTEST = 3
GREETING = frozenset(
    "labd sveik cien ludz ludzam paldies velos velamies prieksl ierosin ierosinu domes pasvald novad "
    "please hello dear thank council здравств пожалуйст прош прос уважа спасиб".split()
)
FORMULA = frozenset(
    "un ir par lai no vai pie kas tas ta ka es mes jus mums man jau bet ari pec lidz bez pa kur nav uz ar to tur "
    "tad so sis jo ja vel loti visi viss the and for with that this our are not there have from you was "
    "это как что чтобы для нас наш мы вы или там очень уже его она они при про тут где".split()
)
NO_TOPIC = "-"
TOPIC_WEIGHT = (1.0, 0.5, 0.3)


@dataclass(frozen=True, slots=True)
class Features:
    """Counts of a text's features by block, the words that stand behind each feature, the ideas that have a topic."""

    words: Counter[str]
    ideas: Counter[str]
    topics: dict[str, float]
    spoken: dict[str, str]
    matters: frozenset[str]


@lru_cache(maxsize=1)
def topical() -> frozenset[str]:
    """The features that are ideas of a topic."""
    return frozenset("k:" + concept.name for concept in lexicon.ours().concepts if concept.topic != NO_TOPIC)


def features(one: Described) -> Features:
    """The features of a proposal."""
    tokens = WORD.findall(unwrap(one.text))
    spoken: dict[str, str] = {}
    words, ideas = Counter[str](), Counter[str]()
    named = _names_of(one.places)
    for name, word in _stems(tokens, one.language):
        if fold(word).startswith(named):
            continue
        words[name] += 1
        spoken.setdefault(name, word)
    known = lexicon.ours()
    for position, number in known.find([spelt(token, one.language) for token in tokens], one.language):
        name = "k:" + known.concepts[number].name
        ideas[name] += 1
        spoken.setdefault(name, tokens[position])
    matters = frozenset(name for name in ideas if name in topical())
    topics = {"t:" + topic: weight for topic, weight in zip(one.topics, TOPIC_WEIGHT, strict=False)}
    return Features(words, ideas, topics, spoken, matters)


@lru_cache(maxsize=1024)
def _names_of(places: tuple[str, ...]) -> tuple[str, ...]:
    """How the names of places begin: they are compared as places and say nothing of the matter."""
    known = [taxonomy().places[place] for place in places if place in taxonomy().places]
    return tuple(fold(name)[:-1] for place in known for name in (place.lv, place.ru))


def _stems(tokens: list[str], language: str) -> Iterator[tuple[str, str]]:
    for position, token in enumerate(tokens):
        if len(token) < SHORTEST and not any(sign.isdigit() for sign in token):
            continue
        stem = key(token, language)
        if fold(token) in FORMULA or stem in GREETING:
            continue
        yield "w:" + stem, token
        if position and token[0].isupper() and CYRILLIC.search(token):
            yield "w:" + latvian(fold(latin(token))), token  # a name: the same street in two alphabets


def damped(counts: Counter[str]) -> dict[str, float]:
    """1 + log of the count of each feature."""
    return {name: 1 + math.log(count) for name, count in counts.items()}
