"""From a Doc to features: word and character n-grams over stems and concepts, each traceable to its token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

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
NOTHING: Hashes = np.empty(0, dtype=np.uint32)


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


@dataclass(frozen=True, slots=True)
class Word:
    """A token to the features: its key with its hash, its spelling for the lexicon, hashes of its character n-grams."""

    norm: str
    hash: int
    spelt: str
    characters: Hashes


def extract(doc: Doc, lexicon: Lexicon) -> Found:
    """The features of `doc`; names of places count as one word, numbers as another: they say nothing of a topic."""
    language = doc._.language
    texts = token_texts(doc)
    named = {i for span in doc.ents if span.label_ in PLACES for i in range(span.start, span.end)}
    kept = [(i, word) for i, text in enumerate(texts) if (word := _word(text, language))]
    at = [i for i, _ in kept]
    concepts = tuple((at[k], number) for k, number in lexicon.find([word.spelt for _, word in kept], language))
    words = [A_PLACE if i in named else word for i, word in kept]
    pairs = zip(["^", *(word.norm for word in words)], words, strict=False)
    signs = [i for i, text in enumerate(texts) if text in SIGNS]
    heads = [number for before, word in pairs for number in (word.hash, _hash(f"b:{before} {word.norm}"))]
    heads += [_hash("p:" + texts[i]) for i in signs]
    grams = [word.characters for word in words]
    ideas = [concept_hash(lexicon.concepts[number].name) for _, number in concepts]
    hashes = [np.array(heads, dtype=np.uint32), *grams, np.array(ideas, dtype=np.uint32)]
    tokens = [*at, *signs, *at, *(token for token, _ in concepts)]
    times = [*repeat(2, len(at)), *repeat(1, len(signs)), *map(len, grams), *repeat(1, len(ideas))]
    return Found(
        hashes=np.concatenate(hashes),
        blocks=np.repeat(np.arange(len(BLOCKS), dtype=np.uint8), (len(heads), sum(map(len, grams)), len(ideas))),
        tokens=np.repeat(np.array(tokens, dtype=np.int32), np.array(times, dtype=np.int64)),
        concepts=concepts,
        language=language,
    )


@lru_cache(maxsize=32768)
def _word(text: str, language: str) -> Word | None:
    """What a token of a text of `language` is, None where it is no word."""
    if not wordy(text):
        return None
    norm, spelling = _norm(text, language), spelt(text, language)
    return Word(norm, _hash("w:" + norm), spelling, NOTHING if norm[0] == "<" else _characters(spelling))


def _characters(word: str) -> Hashes:
    """Hashes of the character n-grams of a spelt word, edges marked."""
    edged = f"^{word}$"
    grams = [
        edged[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(edged) - size + 1)
    ]
    return np.array([hash_string("c:" + gram) & HASH for gram in grams], dtype=np.uint32)


@lru_cache(maxsize=32768)
def concept_hash(name: str) -> int:
    """The hash of a concept's feature."""
    return _hash("k:" + name)


def _hash(name: str) -> int:
    return hash_string(name) & HASH


def _norm(text: str, language: str) -> str:
    """The key of a token in a text of `language`, or what stands for its kind."""
    if text[0].isdigit():
        return NUMBER
    if "@" in text or "www." in text or "http" in text:
        return LINK
    return key(cyrillic(text) if language == "ru" else text, language) or text


A_PLACE = Word(PLACE, _hash("w:" + PLACE), PLACE, NOTHING)
