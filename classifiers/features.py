"""From a Doc to features: word and character n-grams over stems and concepts, each traceable to its token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifiers.hashing import hash_string
from classifiers.lexicon import Lexicon, spelt
from classifiers.reading import token_texts, wordy
from classifiers.stemming import key
from classifiers.transliteration import cyrillic

Hashes = npt.NDArray[np.uint32]
HASH = 0xFFFFFFFF
"""32 bits of a hash tell the features of a model apart and halve its table of them."""
BLOCKS = ("words", "characters", "concepts")
SHORTEST, LONGEST = 3, 5
PLACES = ("PLACE", "ASIDE")
PLACE, NUMBER, LINK = "<place>", "<number>", "<link>"
SIGNS = frozenset("%€!?")
"""Marks that tell an offer or a question from a proposal."""


@dataclass(frozen=True, slots=True)
class Found:
    """All features of a Doc, one row per occurrence: hash, block (index into BLOCKS), token (index in the Doc).

    `concepts` are (token, number in the lexicon) for the concepts among them; `language` is the text's.
    """

    hashes: Hashes
    blocks: npt.NDArray[np.uint8]
    tokens: npt.NDArray[np.int32]
    concepts: tuple[tuple[int, int], ...]
    language: str


@lru_cache(maxsize=32768)
def characters(word: str) -> tuple[int, ...]:
    """Hashes of the character n-grams of a spelt word, edges marked."""
    edged = f"^{word}$"
    grams = [
        edged[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(edged) - size + 1)
    ]
    return tuple([hash_string("c:" + gram) & HASH for gram in grams])


@lru_cache(maxsize=32768)
def concept_hash(name: str) -> int:
    """The hash of a concept's feature."""
    return _hash("k:" + name)


def _hash(name: str) -> int:
    return hash_string(name) & HASH


def extract(doc: Doc, lexicon: Lexicon) -> Found:
    """The features of `doc`; names of places count as one word, numbers as another: they say nothing of a topic."""
    language = doc._.language
    texts = token_texts(doc)
    named = {i for span in doc.ents if span.label_ in PLACES for i in range(span.start, span.end)}
    kept = [i for i, text in enumerate(texts) if wordy(text)]
    norms = [PLACE if i in named else _norm(texts[i], language) for i in kept]
    words = [spelt(texts[i], language) for i in kept]
    concepts = tuple((kept[position], number) for position, number in lexicon.find(words, language))
    hashes: list[int] = []
    for norm, before in zip(norms, ["^", *norms], strict=False):
        hashes += _words(before, norm)
    tokens = [i for i in kept for _ in range(2)]
    signs = [i for i, text in enumerate(texts) if text in SIGNS]
    hashes += [_sign(texts[i]) for i in signs]
    grams = [characters(word) if norm[0] != "<" else () for norm, word in zip(norms, words, strict=True)]
    sizes = (len(hashes), sum(map(len, grams)), len(concepts))
    hashes += chain.from_iterable(grams)
    hashes += [concept_hash(lexicon.concepts[number].name) for _, number in concepts]
    tokens += signs
    tokens += chain.from_iterable([i] * len(one) for i, one in zip(kept, grams, strict=True))
    tokens += [token for token, _ in concepts]
    return Found(
        hashes=np.array(hashes, dtype=np.uint32),
        blocks=np.repeat(np.arange(len(BLOCKS), dtype=np.uint8), sizes),
        tokens=np.array(tokens, dtype=np.int32),
        concepts=concepts,
        language=language,
    )


@lru_cache(maxsize=65536)
def _words(before: str, norm: str) -> tuple[int, int]:
    """The hashes of a word and of the pair it makes with the word before it."""
    return _hash("w:" + norm), _hash(f"b:{before} {norm}")


@lru_cache(maxsize=len(SIGNS))
def _sign(text: str) -> int:
    return _hash("p:" + text)


@lru_cache(maxsize=65536)
def _norm(text: str, language: str) -> str:
    """The key of a token in a text of `language`, or what stands for its kind."""
    if text[0].isdigit():
        return NUMBER
    if "@" in text or "www." in text or "http" in text:
        return LINK
    return key(cyrillic(text) if language == "ru" else text, language) or text
