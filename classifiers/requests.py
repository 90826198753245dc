"""What tells the sentence that holds the request from those that say where and why."""

from __future__ import annotations

import re
from bisect import bisect_right
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
RELATIONS = ("has", "after", "follows", "before", "precedes")
"""How an idea stands to a sentence: in it, anywhere before it, just before, anywhere behind, just behind."""
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
    named = [[idea for idea in here if idea != NO_TOPIC] for here in ideas]
    to_come = _to_come(ideas)
    told: set[str] = set()
    result = []
    for number, (start, end) in enumerate(spans):
        features = _own(texts[start:end], number, len(spans), ideas[number].get(NO_TOPIC, 0))
        features["subject"] = float(number == 0 and doc._.has_subject)
        around = (named[number - 1] if number else ()), (named[number + 1] if number + 1 < len(spans) else ())
        for relation, others in zip(
            RELATIONS, (named[number], told, around[0], to_come[number], around[1]), strict=True
        ):
            for idea in others:
                features[f"{relation} {idea}"] = 1.0
        told |= ideas[number].keys() & LASTING
        result.append(Sentence(start, end, features))
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
def forms(text: str) -> tuple[str, ...] | None:
    """Which forms of asking a word has; None for what is no word."""
    if not text.isalpha():
        return None
    word = fold(text)
    return tuple(form for form, pattern in FORMS.items() if pattern.search(word))


def _own(texts: list[str], number: int, many: int, topical: int) -> dict[str, float]:
    """The features of a sentence by itself, the `number`th of `many`, with `topical` words."""
    asking = [found for found in map(forms, texts) if found is not None]
    features = {"position": number / max(many - 1, 1), "length": log1p(len(asking)), "topical words": log1p(topical)}
    facts = (
        ("first", number == 0),
        ("last", number == many - 1),
        ("no topic", topical == 0),
        ("asks", "?" in texts),
        ("exclaims", "!" in texts),
    )
    features.update((name, 1.0) for name, true in facts if true)
    features.update(dict.fromkeys(chain.from_iterable(asking), 1.0))
    return features
