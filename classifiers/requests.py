"""What tells the sentence that holds the request from those that say where and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log1p

from spacy.tokens import Doc

from classifiers.features import Found
from classifiers.folding import fold
from classifiers.lexicon import Lexicon
from classifiers.reading import token_texts

NO_TOPIC = "-"
LASTING = frozenset({"contrast", "praise", "fine", "notthis"})
FORMS = {
    "conditional": re.compile(r"\w{3,}tu$|^бы$"),
    "imperative": re.compile(r"\w{3,}(iet|ите|йте)$"),
    "debitive": re.compile(r"^ja\w{4,}$"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [start, end) and the features by which its weight is learned."""

    start: int
    end: int
    features: dict[str, float]


def sentences(doc: Doc, found: Found, lexicon: Lexicon) -> list[Sentence]:
    """The sentences of `doc` in order; the ideas of a sentence are also told to its neighbours."""
    texts = token_texts(doc)
    starts: list[int] = doc.user_data["starts"]
    spans = list(zip(starts, [*starts[1:], len(texts)], strict=False))  # no start, no sentence
    ideas = _ideas(starts, found, lexicon)
    to_come = _to_come(ideas)
    told: set[str] = set()
    has_subject = doc._.has_subject
    result = []
    for number, span in enumerate(spans):
        features = dict(_own(texts[span[0] : span[1]], number, len(spans), ideas[number]))
        features["subject"] = float(number == 0 and has_subject)
        features |= {f"has {idea}": 1.0 for idea in ideas[number] if idea != NO_TOPIC}
        features |= {f"after {idea}": 1.0 for idea in told}
        features |= {f"follows {idea}": 1.0 for idea in (ideas[number - 1] if number else {}) if idea != NO_TOPIC}
        features |= {f"before {idea}": 1.0 for idea in to_come[number]}
        following = ideas[number + 1] if number + 1 < len(spans) else {}
        features |= {f"precedes {idea}": 1.0 for idea in following if idea != NO_TOPIC}
        told |= ideas[number].keys() & LASTING
        result.append(Sentence(span[0], span[1], features))
    return result


def _to_come(ideas: list[dict[str, int]]) -> list[set[str]]:
    """Per sentence the lasting ideas of all that follow it."""
    following: list[set[str]] = [set()]
    for here in ideas[:0:-1]:
        following.append(following[-1] | (here.keys() & LASTING))
    return following[::-1]


def _ideas(starts: list[int], found: Found, lexicon: Lexicon) -> list[dict[str, int]]:
    """Per sentence its concepts without a topic by name, and under "-" how many words carry a topic's concept."""
    ideas: list[dict[str, int]] = [{} for _ in starts]
    for token, concept in found.concepts:
        idea = lexicon.concepts[concept]
        name = idea.name if idea.topic == NO_TOPIC else NO_TOPIC
        here = ideas[bisect_right(starts, token) - 1]
        here[name] = here.get(name, 0) + 1
    return ideas


@lru_cache(maxsize=65536)
def forms(text: str) -> tuple[str, ...]:
    """Which forms of asking a word has."""
    word = fold(text)
    return tuple(form for form, pattern in FORMS.items() if pattern.search(word))


def _own(texts: list[str], number: int, many: int, ideas: dict[str, int]) -> Iterator[tuple[str, float]]:
    asking = [forms(text) for text in texts if text.isalpha()]
    topical = ideas.get(NO_TOPIC, 0)
    yield "position", number / max(many - 1, 1)
    yield "length", log1p(len(asking))
    yield "topical words", log1p(topical)
    facts = {
        "first": number == 0,
        "last": number == many - 1,
        "no topic": topical == 0,
        "asks": "?" in texts,
        "exclaims": "!" in texts,
    }
    facts |= dict.fromkeys(chain.from_iterable(asking), True)
    yield from ((name, 1.0) for name, true in facts.items() if true)
