"""What tells the sentence that holds the request from those that say where and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from classifiers.features import Found
from classifiers.folding import fold
from classifiers.lexicon import Lexicon
from classifiers.reading import token_texts

NO_TOPIC = "-"
LASTING = ("contrast", "praise", "fine", "notthis")
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
    ideas = _ideas(spans, found, lexicon, len(doc))
    told: set[str] = set()
    to_come = [set[str]().union(*ideas[number + 1 :]) & set(LASTING) for number in range(len(ideas))]
    result = []
    for number, span in enumerate(spans):
        features = dict(_own(texts[span[0] : span[1]], number, len(spans), ideas[number]))
        features["subject"] = float(number == 0 and doc._.has_subject)
        features |= {f"has {idea}": 1.0 for idea in ideas[number] if idea != NO_TOPIC}
        features |= {f"after {idea}": 1.0 for idea in told}
        features |= {f"follows {idea}": 1.0 for idea in (ideas[number - 1] if number else {}) if idea != NO_TOPIC}
        features |= {f"before {idea}": 1.0 for idea in to_come[number]}
        following = ideas[number + 1] if number + 1 < len(spans) else {}
        features |= {f"precedes {idea}": 1.0 for idea in following if idea != NO_TOPIC}
        told |= ideas[number].keys() & set(LASTING)
        result.append(Sentence(span[0], span[1], features))
    return result


def _ideas(spans: list[tuple[int, int]], found: Found, lexicon: Lexicon, size: int) -> list[dict[str, int]]:
    """Per sentence its concepts without a topic by name, and under "-" how many words carry a topic's concept."""
    owner = np.zeros(size, dtype=np.int64)
    for number, (start, end) in enumerate(spans):
        owner[start:end] = number
    ideas: list[dict[str, int]] = [{} for _ in spans]
    for token, concept in found.concepts:
        idea = lexicon.concepts[concept]
        name = idea.name if idea.topic == NO_TOPIC else NO_TOPIC
        here = ideas[owner[token]]
        here[name] = here.get(name, 0) + 1
    return ideas


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Which forms of asking a folded word has."""
    return tuple(form for form, pattern in FORMS.items() if pattern.search(word))


def _own(texts: list[str], number: int, many: int, ideas: dict[str, int]) -> Iterator[tuple[str, float]]:
    words = [fold(text) for text in texts if text.isalpha()]
    topical = ideas.get(NO_TOPIC, 0)
    yield "position", number / max(many - 1, 1)
    yield "length", float(np.log1p(len(words)))
    yield "topical words", float(np.log1p(topical))
    facts = {
        "first": number == 0,
        "last": number == many - 1,
        "no topic": topical == 0,
        "asks": "?" in texts,
        "exclaims": "!" in texts,
    }
    facts |= dict.fromkeys((form for word in words for form in forms(word)), True)
    yield from ((name, 1.0) for name, true in facts.items() if true)
